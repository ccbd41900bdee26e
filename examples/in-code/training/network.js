// A network as ours is: a private VPC whose security group lets its members exchange IKE and ESP, and nothing else.
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';

/**
 * @param {import('@aws-sdk/client-ec2').EC2Client} ec2
 * @param {{ esp?: boolean }} rules
 */
export async function privateNetwork(ec2, { esp = true } = {}) {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.50.0.0/16' }));
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: '10.50.1.0/24' }));
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId: Vpc?.VpcId, GroupName: 'fraud', Description: 'Fraud training' }),
  );
  const UserIdGroupPairs = [{ GroupId }];
  const IpPermissions = [
    { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs },
    ...(esp ? [{ IpProtocol: '50', UserIdGroupPairs }] : []),
  ];
  const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: everything }));
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
  return { subnets: [Subnet?.SubnetId ?? ''], securityGroups: [GroupId ?? ''] };
}
