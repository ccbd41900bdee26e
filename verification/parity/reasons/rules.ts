import type { Reason } from '../reason.ts';

/** Security groups and their rules, as they are read back. */
export const rules: readonly Reason[] = [
  {
    id: 'all-traffic-ports',
    verdict: 'theirs',
    what: 'the ports of a rule for all traffic are missing among rules, or are those that were given',
    why: 'DescribeSecurityGroupRules shows -1, as in the examples of its reference; with -1 ports are ignored.',
    covers: [
      { field: /^(Revoked)?SecurityGroupRules\[\]\.(From|To)Port$/, ours: /^-1$/ },
      { call: /^Authorise: all traffic with ports/, field: /(From|To)Port$/ },
    ],
  },
  {
    id: 'esp-ports-kept',
    verdict: 'theirs',
    what: 'ports given with ESP are kept, -1 among them',
    why: 'API reference, IpPermission: with other protocols than TCP, UDP and ICMP ports are ignored (esp-ports). EC2 shows none.',
    workaround: 'esp-with-ports',
    covers: [
      { call: /^(Authorise|Revoke|Security group rules|Reading)/, field: /(From|To)Port$/, ours: /^absent$/ },
      { call: /^Revoke: |^Authorise: rules out/, ours: /^absent$/, theirs: /IpProtocol":"50"/ },
    ],
  },
  {
    id: 'esp-not-revoked',
    verdict: 'theirs',
    what: 'a rule for ESP with ports -1 is not found when it is revoked without ports',
    why: 'ESP has no ports, so both are the same rule (esp-ports).',
    workaround: 'esp-with-ports',
    covers: [{ call: /^Revoke: ESP, without ports$/, field: /^RevokedSecurityGroupRules$/, engine: 'ministack' }],
  },
  {
    id: 'cidr-as-given',
    verdict: 'theirs',
    what: 'a CIDR is kept as it was written',
    why: 'API reference, IpRange, CreateVpc and CreateSubnet: EC2 brings CIDRs into their canonical form.',
    covers: [{ field: /Cidr(Block|Ip|Ipv4|Ipv6)$/, theirs: /10\.(0\.5|0\.2|2\.3)\.\d\/|2001:DB8/ }],
  },
  {
    id: 'protocol-as-given',
    verdict: 'theirs',
    what: 'protocols are kept as they were written: 6, 17, TCP',
    why: 'API reference, IpPermission: tcp, udp, icmp and icmpv6 go by name, whose letters do not matter.',
    workaround: 'permission-checks',
    covers: [{ field: /IpProtocol$/, ours: /^(tcp|udp)$/, theirs: /^(6|17|TCP)$/ }],
  },
  {
    id: 'default-group-closed',
    verdict: 'theirs',
    what: 'the default group of a VPC lets nothing in from its members',
    why: 'Amazon VPC user guide, default security groups: they let in all traffic from the group itself.',
    covers: [
      {
        field: /^SecurityGroups\[\]\.IpPermissions$/,
        ours: /^\[\{"IpProtocol":"-1","UserIdGroupPairs":\[\{"GroupId":"(<default-group>|sg-\*)"/,
      },
    ],
  },
  {
    id: 'prefix-list-rules',
    verdict: 'theirs',
    what: 'prefix lists, or their descriptions, are dropped from rules',
    why: 'API reference, PrefixListId: id and description.',
    workaround: 'prefix-list-rules',
    covers: [{ field: /PrefixListIds?$/, theirs: /^absent$/, engine: 'ministack' }],
  },
  {
    id: 'prefix-list-description',
    verdict: 'theirs',
    what: 'the description of a rule’s prefix list is dropped',
    why: 'API reference, PrefixListId: id and description.',
    covers: [{ call: /^Authorise: from a prefix list/, field: /Description$/ }],
  },
  {
    id: 'description-of-changed-rule',
    verdict: 'unspecified',
    what: 'a rule that is changed without a description keeps the one it had',
    why: 'The reference of ModifySecurityGroupRules does not say. Ours takes the request for the whole rule.',
    covers: [{ call: /^Security group rules: the changed /, field: /Description$/ }],
  },
  {
    id: 'rule-descriptions',
    verdict: 'theirs',
    what: 'the description of a rule does not change when that is asked for by the rule’s id',
    why: 'API reference, UpdateSecurityGroupRuleDescriptionsIngress: SecurityGroupRuleDescriptions.',
    covers: [{ call: /^Security group rules: its description$/, field: /Description$/ }],
  },
  {
    id: 'revoked-rules',
    verdict: 'theirs',
    what: 'the answer does not say which rules were revoked',
    why: 'API reference, RevokeSecurityGroupIngress: RevokedSecurityGroupRules.',
    covers: [{ field: /^RevokedSecurityGroupRules$/, theirs: /^absent$/ }],
  },
  {
    id: 'rule-arn',
    verdict: 'unspecified',
    what: 'ARN or owner of a group or rule is missing',
    why: 'The API reference lists SecurityGroupArn, SecurityGroupRuleArn and GroupOwnerId, and says of none that it is always there.',
    covers: [{ field: /(SecurityGroupRuleArn|SecurityGroupArn|GroupOwnerId)$/, theirs: /^absent$/ }],
  },
  {
    id: 'group-answers',
    verdict: 'theirs',
    what: 'answers on groups leave out tags, id or Return',
    why: 'API reference, CreateSecurityGroup: Tags; DeleteSecurityGroup: GroupId and Return.',
    covers: [{ field: /^(Tags|GroupId|Return)$/, theirs: /^absent$/ }],
  },
  {
    id: 'unfiltered-groups',
    verdict: 'theirs',
    what: 'groups are not filtered by id or name, or by what they let through',
    why: 'API reference, DescribeSecurityGroups: its filters.',
    covers: [{ field: /^SecurityGroups(\[\])?$/, ours: /^absent$/, engine: 'ministack' }],
  },
];
