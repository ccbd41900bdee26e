import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type IpPermission,
  RevokeSecurityGroupIngressCommand,
  type RevokeSecurityGroupIngressCommandInput,
} from '@aws-sdk/client-ec2';
import { testClient } from './ec2.ts';

export const ACCOUNT = '111122223333';

/** A group in a VPC of its own, or in the default one, and short ways to ask about it. */
export async function setUp(options: { readonly inDefaultVpc?: boolean } = {}) {
  const client = testClient();
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = options.inDefaultVpc ? undefined : Vpc?.VpcId;
  const group = async (GroupName: string, input: { readonly VpcId?: string | undefined } = { VpcId }) =>
    (await client.send(new CreateSecurityGroupCommand({ ...input, GroupName, Description: 'a' }))).GroupId ?? '';
  const GroupId = await group('training');
  const ingress = (permission: IpPermission | IpPermission[]) =>
    client.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission].flat() }));
  const egress = (permission: IpPermission | IpPermission[]) =>
    client.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: [permission].flat() }));
  const revoke = (input: Partial<RevokeSecurityGroupIngressCommandInput>) =>
    client.send(new RevokeSecurityGroupIngressCommand({ GroupId, ...input }));
  const describe = async () => {
    const { SecurityGroups } = await client.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }));
    return SecurityGroups?.[0] ?? {};
  };
  const rules = async () => {
    const Filters = [{ Name: 'group-id', Values: [GroupId] }];
    return (await client.send(new DescribeSecurityGroupRulesCommand({ Filters }))).SecurityGroupRules ?? [];
  };
  return { client, VpcId, GroupId, group, ingress, egress, revoke, describe, rules };
}

export const anywhere = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
export const empty = { IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] };
