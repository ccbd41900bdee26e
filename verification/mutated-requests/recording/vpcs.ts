import {
  AssociateSubnetCidrBlockCommand,
  AssociateVpcCidrBlockCommand,
  CreateNetworkInterfaceCommand,
  CreateVpcEndpointCommand,
  DeleteTagsCommand,
  DeleteVpcEndpointsCommand,
  DescribeAccountAttributesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeDhcpOptionsCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  DescribeSecurityGroupVpcAssociationsCommand,
  DescribeStaleSecurityGroupsCommand,
  DescribeTagsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DisassociateSubnetCidrBlockCommand,
  DisassociateVpcCidrBlockCommand,
  type EC2Client,
  GetSecurityGroupsForVpcCommand,
  ModifyNetworkInterfaceAttributeCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
} from '@aws-sdk/client-ec2';
import type { Account } from '../../../support/harness.ts';
import type { RecordedNetwork } from './network.ts';

/** Calls what EC2 has for a VPC and what is in it: attributes, address ranges, endpoints, interfaces, tags. */
export async function recordVpcs({ ec2, region }: Account, network: RecordedNetwork): Promise<void> {
  const { vpc: VpcId, subnets, group } = network;
  const [SubnetId] = subnets;
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
  await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }));
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: false } }));
  const wider = await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock: '10.21.0.0/16' }));
  const { AssociationId } = wider.CidrBlockAssociation ?? {};
  await ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId }));
  await ec2.send(new DescribeAvailabilityZonesCommand({ ZoneNames: [`${region}a`] }));
  await recordIpv6(ec2, VpcId, SubnetId);
  await recordConstants(ec2, VpcId);

  const ServiceName = `com.amazonaws.${region}.sagemaker.api`;
  await ec2.send(new DescribeVpcEndpointServicesCommand({ ServiceNames: [ServiceName] }));
  const { VpcEndpoint } = await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId,
      ServiceName,
      VpcEndpointType: 'Interface',
      SubnetIds: subnets.slice(0, 1),
      SecurityGroupIds: [group],
      PrivateDnsEnabled: true,
    }),
  );
  const VpcEndpointId = VpcEndpoint?.VpcEndpointId ?? 'missing';
  const PolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
  await ec2.send(
    new ModifyVpcEndpointCommand({
      VpcEndpointId,
      AddSubnetIds: subnets.slice(1),
      RemoveSubnetIds: [],
      PolicyDocument,
    }),
  );
  await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [VpcEndpointId] }));

  const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, Groups: [group] }));
  const { NetworkInterfaceId } = NetworkInterface ?? {};
  await ec2.send(new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId, Groups: [group] }));

  await ec2.send(new DescribeTagsCommand({ Filters: [{ Name: 'resource-id', Values: [VpcId, group] }] }));
  await ec2.send(new DeleteTagsCommand({ Resources: [group], Tags: [{ Key: 'team' }] }));
}

/** Gives a VPC and a subnet an IPv6 block, and takes that of the subnet away again. */
async function recordIpv6(ec2: EC2Client, VpcId: string, SubnetId: string | undefined): Promise<void> {
  await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, AmazonProvidedIpv6CidrBlock: true }));
  const { Vpcs: [vpc] = [] } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }));
  const block = vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock?.replace(/\/\d+$/, '/64');
  const own = await ec2.send(new AssociateSubnetCidrBlockCommand({ SubnetId, Ipv6CidrBlock: block }));
  const { AssociationId } = own.Ipv6CidrBlockAssociation ?? {};
  await ec2.send(new DisassociateSubnetCidrBlockCommand({ AssociationId }));
}

/** Calls whose answers are the same, or empty, whatever was created. */
async function recordConstants(ec2: EC2Client, VpcId: string): Promise<void> {
  await ec2.send(new DescribeAccountAttributesCommand({ AttributeNames: ['supported-platforms'] }));
  await ec2.send(new DescribeDhcpOptionsCommand({}));
  await ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }));
  await ec2.send(new DescribeRegionsCommand({ AllRegions: false }));
  await ec2.send(new DescribeSecurityGroupVpcAssociationsCommand({}));
  await ec2.send(new DescribeStaleSecurityGroupsCommand({ VpcId }));
  await ec2.send(new DescribeVpcPeeringConnectionsCommand({}));
  await ec2.send(new GetSecurityGroupsForVpcCommand({ VpcId }));
}
