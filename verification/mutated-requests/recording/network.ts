import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  GetManagedPrefixListEntriesCommand,
  ModifySecurityGroupRulesCommand,
  ReplaceNetworkAclAssociationCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import type { Account } from '../../../support/harness.ts';

/** What jobs can run in. */
export interface RecordedNetwork {
  readonly vpc: string;
  readonly subnets: string[];
  readonly group: string;
}

/** Calls what the features call of EC2. What is called beside it is in the other files. */
export async function recordNetwork({ ec2, region }: Account): Promise<RecordedNetwork> {
  const id = (value: string | undefined) => value ?? 'missing';
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16', InstanceTenancy: 'default' }));
  const VpcId = id(Vpc?.VpcId);
  const subnets: string[] = [];
  for (const [index, CidrBlock] of ['10.20.1.0/24', '10.20.2.0/24', '10.20.3.0/24'].entries()) {
    const AvailabilityZone = `${region}${'ab'[index % 2]}`;
    subnets.push(
      id((await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }))).Subnet?.SubnetId),
    );
  }
  const groups: string[] = [];
  for (const GroupName of ['training', 'spare']) {
    const made = await ec2.send(
      new CreateSecurityGroupCommand({ VpcId, GroupName, Description: `train-encrypt scenario: ${GroupName}` }),
    );
    groups.push(id(made.GroupId));
  }
  const [group, spare] = groups as [string, string];
  const list = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: 'training-subnets',
      AddressFamily: 'IPv4',
      MaxEntries: 5,
      Entries: [{ Cidr: '10.20.1.0/24' }, { Cidr: '10.20.2.0/24' }],
    }),
  );
  const PrefixListId = id(list.PrefixList?.PrefixListId);
  const itself = [{ GroupId: group }];
  const IpPermissions = [
    { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs: itself },
    { IpProtocol: '50', UserIdGroupPairs: itself },
  ];
  const further = [
    {
      IpProtocol: '50',
      IpRanges: [{ CidrIp: '10.20.0.0/16' }],
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
      PrefixListIds: [{ PrefixListId }],
    },
  ];
  const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [...IpPermissions, ...further] }),
  );
  await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: group, IpPermissions }));
  await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: further }));
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: group, IpPermissions: everything }));
  const { SecurityGroupRules = [] } = await ec2.send(
    new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [group] }] }),
  );
  const rule = SecurityGroupRules.find(({ IpProtocol, IsEgress }) => IpProtocol === '50' && IsEgress === false);
  await ec2.send(
    new ModifySecurityGroupRulesCommand({
      GroupId: group,
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: rule?.SecurityGroupRuleId,
          SecurityGroupRule: { IpProtocol: '50', ReferencedGroupId: group, Description: 'ESP' },
        },
      ],
    }),
  );
  await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }));
  await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'subnet-id', Values: subnets }] }));
  await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: groups }));
  await ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 5 }));

  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId }));
  const NetworkAclId = id(NetworkAcl?.NetworkAclId);
  const entry = { NetworkAclId, RuleAction: 'allow', CidrBlock: '0.0.0.0/0' } as const;
  await ec2.send(
    new CreateNetworkAclEntryCommand({
      ...entry,
      RuleNumber: 100,
      Egress: false,
      Protocol: '17',
      PortRange: { From: 500, To: 500 },
    }),
  );
  await ec2.send(new CreateNetworkAclEntryCommand({ ...entry, RuleNumber: 100, Egress: true, Protocol: '-1' }));
  const { NetworkAcls = [] } = await ec2.send(
    new DescribeNetworkAclsCommand({ Filters: [{ Name: 'association.subnet-id', Values: subnets }] }),
  );
  const association = NetworkAcls[0]?.Associations?.find(({ SubnetId }) => SubnetId === subnets[2]);
  await ec2.send(
    new ReplaceNetworkAclAssociationCommand({ AssociationId: association?.NetworkAclAssociationId, NetworkAclId }),
  );

  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = id(RouteTable?.RouteTableId);
  await ec2.send(new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }));
  await ec2.send(
    new CreateVpcEndpointCommand({ VpcId, ServiceName: `com.amazonaws.${region}.s3`, RouteTableIds: [RouteTableId] }),
  );
  await ec2.send(new DescribeVpcEndpointsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }));
  await ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId }));
  await ec2.send(new CreateTagsCommand({ Resources: [VpcId, group], Tags: [{ Key: 'team', Value: 'fraud' }] }));

  const made = await ec2.send(
    new CreateNetworkInterfaceCommand({ SubnetId: subnets[2], Groups: [group, spare], Description: 'train-encrypt' }),
  );
  const NetworkInterfaceId = id(made.NetworkInterface?.NetworkInterfaceId);
  await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId }));
  await ec2.send(new DescribeNetworkInterfacesCommand({}));
  await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId: spare }));
  await ec2.send(new DeleteSubnetCommand({ SubnetId: subnets[2] }));
  const other = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.30.0.0/16' }));
  await ec2.send(new DeleteVpcCommand({ VpcId: other.Vpc?.VpcId }));
  return { vpc: VpcId, subnets: subnets.slice(0, 2), group };
}

/** Encrypted traffic in the network, as the requests for most jobs say it. */
export function encrypted({ subnets, group }: RecordedNetwork) {
  const VpcConfig = { Subnets: subnets, SecurityGroupIds: [group] };
  return { EnableInterContainerTrafficEncryption: true, VpcConfig };
}
