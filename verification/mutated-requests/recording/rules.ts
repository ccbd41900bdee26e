import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  DeleteManagedPrefixListCommand,
  DeleteNetworkAclCommand,
  DeleteNetworkAclEntryCommand,
  DescribeManagedPrefixListsCommand,
  DescribePrefixListsCommand,
  ModifyManagedPrefixListCommand,
  ReplaceNetworkAclEntryCommand,
  UpdateSecurityGroupRuleDescriptionsEgressCommand,
  UpdateSecurityGroupRuleDescriptionsIngressCommand,
} from '@aws-sdk/client-ec2';
import type { Account } from '../../../support/harness.ts';
import type { RecordedNetwork } from './network.ts';

/** Calls what EC2 has for what is let through, beside what the features call of it. */
export async function recordRules({ ec2 }: Account, { vpc: VpcId, group: GroupId }: RecordedNetwork): Promise<void> {
  const UserIdGroupPairs = [{ GroupId, Description: 'among themselves' }];
  const IpPermissions = [{ IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs }];
  await ec2.send(new UpdateSecurityGroupRuleDescriptionsEgressCommand({ GroupId, IpPermissions }));
  await ec2.send(new UpdateSecurityGroupRuleDescriptionsIngressCommand({ GroupId, IpPermissions }));
  // The older way to say it.
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      CidrIp: '10.0.0.0/8',
    }),
  );

  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId }));
  const entry = { NetworkAclId: NetworkAcl?.NetworkAclId, RuleNumber: 90, Egress: false };
  const rule = { ...entry, RuleAction: 'allow', Protocol: '1', IcmpTypeCode: { Type: -1, Code: -1 } } as const;
  await ec2.send(new CreateNetworkAclEntryCommand({ ...rule, CidrBlock: '10.0.0.0/8' }));
  await ec2.send(new ReplaceNetworkAclEntryCommand({ ...rule, RuleAction: 'deny', Ipv6CidrBlock: '::/0' }));
  await ec2.send(new DeleteNetworkAclEntryCommand(entry));
  await ec2.send(new DeleteNetworkAclCommand({ NetworkAclId: NetworkAcl?.NetworkAclId }));

  const named = { PrefixListName: 'spare', AddressFamily: 'IPv4', MaxEntries: 3 };
  const { PrefixList } = await ec2.send(new CreateManagedPrefixListCommand(named));
  const PrefixListId = PrefixList?.PrefixListId;
  const AddEntries = [{ Cidr: '10.20.3.0/24', Description: 'third' }];
  await ec2.send(new ModifyManagedPrefixListCommand({ PrefixListId, CurrentVersion: 1, AddEntries }));
  const Filters = [{ Name: 'prefix-list-name', Values: ['spare'] }];
  await ec2.send(new DescribeManagedPrefixListsCommand({ Filters, MaxResults: 5 }));
  await ec2.send(new DescribePrefixListsCommand({}));
  await ec2.send(new DeleteManagedPrefixListCommand({ PrefixListId }));
}
