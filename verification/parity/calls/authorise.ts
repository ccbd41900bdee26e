import { call, made, sequence, sharing, unknown } from './making.ts';

const TOPIC = 'Authorise';

/** Groups of one VPC, one of another, and a prefix list. */
const SETUP = [
  made.vpc(),
  made.group(),
  made.group('peer'),
  made.vpc('other-vpc', '10.1.0.0/16'),
  made.group('stranger', { vpc: 'other-vpc' }),
];

const SELF = { UserIdGroupPairs: [{ GroupId: '<group>' }] };
const ANYWHERE = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const range = (CidrIp: string) => ({ IpRanges: [{ CidrIp }] });
const ports = (FromPort: number, ToPort = FromPort) => ({ FromPort, ToPort });

const TCP = { IpProtocol: 'tcp', ...ports(443) };
const IKE = { IpProtocol: 'udp', ...ports(500) };
const ESP = { IpProtocol: '50' };

/** Permissions that EC2 takes: allowed in, and read back, each with a group to itself. */
const TAKEN: Readonly<Record<string, readonly object[]>> = {
  'UDP 500 from itself': [{ ...IKE, ...SELF }],
  'ESP from itself, without ports': [{ ...ESP, ...SELF }],
  'ESP from itself, with ports -1': [{ ...ESP, ...ports(-1), ...SELF }],
  'ESP from itself, with ports 0 to 65535': [{ ...ESP, ...ports(0, 65_535), ...SELF }],
  'ESP from itself, with port 500': [{ ...ESP, ...ports(500), ...SELF }],
  'ESP from an address range, without ports': [{ ...ESP, ...range('10.0.0.0/16') }],
  'both documented rows at once': [
    { ...IKE, ...SELF },
    { ...ESP, ...SELF },
  ],
  'all traffic from itself': [{ IpProtocol: '-1', ...SELF }],
  'all traffic with ports': [{ IpProtocol: '-1', ...ports(80), ...SELF }],
  'from another group': [{ ...IKE, UserIdGroupPairs: [{ GroupId: '<peer>' }] }],
  'from two groups in one permission': [{ ...IKE, UserIdGroupPairs: [{ GroupId: '<group>' }, { GroupId: '<peer>' }] }],
  'from an address range': [{ ...TCP, ...range('10.0.0.0/16') }],
  'from two address ranges in one permission': [
    { ...TCP, IpRanges: [{ CidrIp: '10.0.0.0/16' }, { CidrIp: '192.168.0.0/24' }] },
  ],
  'from an address within a range': [{ ...TCP, ...range('10.0.5.7/16') }],
  'from an IPv6 range': [{ ...TCP, Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] }],
  'from an IPv6 range in capitals': [{ ...TCP, Ipv6Ranges: [{ CidrIpv6: '2001:DB8:0:0::/64' }] }],
  'with a description': [{ ...TCP, IpRanges: [{ CidrIp: '10.0.0.0/16', Description: 'Notebooks' }] }],
  'TCP by number': [{ ...TCP, IpProtocol: '6', ...range('10.0.0.0/16') }],
  'UDP by number': [{ ...IKE, IpProtocol: '17', ...SELF }],
  'TCP in capitals': [{ ...TCP, IpProtocol: 'TCP', ...range('10.0.0.0/16') }],
  'all ICMP': [{ IpProtocol: 'icmp', ...ports(-1), ...ANYWHERE }],
  'ICMP of a type and a code': [{ IpProtocol: 'icmp', ...ports(3, 4), ...ANYWHERE }],
  'ICMPv6 without types': [{ IpProtocol: 'icmpv6', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
  'a protocol by number that has no name': [{ IpProtocol: '51', ...SELF }],
  'all TCP ports': [{ IpProtocol: 'tcp', ...ports(0, 65_535), ...SELF }],
};

/** Permissions that EC2 refuses, each with a group to itself. */
const REFUSED: Readonly<Record<string, readonly object[]>> = {
  'the protocol esp': [{ IpProtocol: 'esp', ...SELF }],
  'a protocol of no name': [{ IpProtocol: 'bogus', ...ports(1), ...SELF }],
  'the protocol 256': [{ IpProtocol: '256', ...SELF }],
  'TCP without ports': [{ IpProtocol: 'tcp', ...ANYWHERE }],
  'UDP without ports': [{ IpProtocol: 'udp', ...ANYWHERE }],
  'TCP with a first port only': [{ IpProtocol: 'tcp', FromPort: 22, ...ANYWHERE }],
  'ports in the wrong order': [{ IpProtocol: 'tcp', ...ports(443, 80), ...ANYWHERE }],
  'port 70000': [{ IpProtocol: 'tcp', ...ports(70_000), ...ANYWHERE }],
  'port -5': [{ IpProtocol: 'udp', ...ports(-5), ...ANYWHERE }],
  'ICMP without a type': [{ IpProtocol: 'icmp', ...ANYWHERE }],
  'ICMP of type 256': [{ IpProtocol: 'icmp', ...ports(256, 0), ...ANYWHERE }],
  'a malformed CIDR': [{ ...TCP, ...range('10.0.0.300/8') }],
  'a CIDR with a prefix of 33': [{ ...TCP, ...range('10.0.0.0/33') }],
  'an address without a prefix': [{ ...TCP, ...range('10.0.0.1') }],
  'a malformed IPv6 CIDR': [{ ...TCP, Ipv6Ranges: [{ CidrIpv6: '2001:db8::/129' }] }],
  'an unknown group as source': [{ ...TCP, UserIdGroupPairs: [{ GroupId: unknown('sg') }] }],
  'a malformed group id as source': [{ ...TCP, UserIdGroupPairs: [{ GroupId: 'sg-nonsense' }] }],
  'a group of another VPC as source': [{ ...TCP, UserIdGroupPairs: [{ GroupId: '<stranger>' }] }],
  'an unknown prefix list': [{ ...TCP, PrefixListIds: [{ PrefixListId: unknown('pl') }] }],
  'no source at all': [TCP],
  'no protocol': [{ ...ports(443), ...ANYWHERE }],
  'the same permission twice': [
    { ...TCP, ...ANYWHERE },
    { ...TCP, ...ANYWHERE },
  ],
  'characters that a description cannot have': [{ ...TCP, IpRanges: [{ CidrIp: '10.0.0.0/16', Description: "It's" }] }],
  '61 address ranges': [
    { ...TCP, IpRanges: Array.from({ length: 61 }, (_, index) => ({ CidrIp: `10.0.${index}.0/24` })) },
  ],
};

const allow = (title: string, IpPermissions: readonly object[], GroupId = '<group>') =>
  call(title, 'AuthorizeSecurityGroupIngress', { GroupId, IpPermissions });
const allowOut = (title: string, IpPermissions: readonly object[], GroupId = '<group>') =>
  call(title, 'AuthorizeSecurityGroupEgress', { GroupId, IpPermissions });
const read = (title: string, ...GroupIds: readonly string[]) => call(title, 'DescribeSecurityGroups', { GroupIds });

/** A group that nothing else has touched. */
const fresh = (title: string) => made.group('group', { GroupName: title.replaceAll(',', '') });

export const authorise = sharing(
  sequence(
    TOPIC,
    SETUP,
    Object.entries(TAKEN).flatMap(([title, permissions]) => [
      fresh(title),
      allow(title, permissions),
      read(`${title}, read back`, '<group>'),
    ]),
  ),
  sequence(
    TOPIC,
    SETUP,
    Object.entries(REFUSED).flatMap(([title, permissions]) => [fresh(title), allow(title, permissions)]),
  ),
  sequence(
    TOPIC,
    SETUP,
    allow('one of two groups that refer to each other', [{ ...ESP, UserIdGroupPairs: [{ GroupId: '<peer>' }] }]),
    allow('the other of two groups', [{ ...ESP, UserIdGroupPairs: [{ GroupId: '<group>' }] }], '<peer>'),
    read('both groups, read back', '<group>', '<peer>'),
  ),
  sequence(
    TOPIC,
    SETUP,
    made.prefixList('list', '10.0.0.0/16', '10.1.0.0/16'),
    allow('from a prefix list', [{ ...IKE, PrefixListIds: [{ PrefixListId: '<list>', Description: 'Subnets' }] }]),
    read('from a prefix list, read back', '<group>'),
  ),
  sequence(
    TOPIC,
    SETUP,
    allowOut('UDP 500 out to itself', [{ ...IKE, ...SELF }]),
    allowOut('ESP out to itself, without ports', [{ ...ESP, ...SELF }]),
    allowOut('ESP out to itself again', [{ ...ESP, ...ports(-1), ...SELF }]),
    allowOut('everything out again', [{ IpProtocol: '-1', ...ANYWHERE }]),
    read('rules out, read back', '<group>'),
  ),
  sequence(
    TOPIC,
    SETUP,
    made.by(
      'AuthorizeSecurityGroupIngress',
      { GroupId: '<group>', IpPermissions: [{ ...TCP, ...ANYWHERE }] },
      { rule: 'SecurityGroupRules.0.SecurityGroupRuleId' },
    ),
    allow('a rule that is there', [{ ...TCP, ...ANYWHERE }]),
    allow('a rule that is there, by protocol number', [{ ...TCP, IpProtocol: '6', ...ANYWHERE }]),
    allow('a rule that is there, with a description', [
      { ...TCP, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'Again' }] },
    ]),
    allow('a new rule beside one that is there', [
      { ...TCP, IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '0.0.0.0/0' }] },
    ]),
    read('after duplicates, read back', '<group>'),
  ),
  sequence(
    TOPIC,
    SETUP,
    allow('60 address ranges', [
      { ...TCP, IpRanges: Array.from({ length: 60 }, (_, index) => ({ CidrIp: `10.0.${index}.0/24` })) },
    ]),
    allow('one address range more', [{ ...TCP, ...range('10.1.0.0/24') }]),
  ),
  sequence(
    TOPIC,
    SETUP,
    call('rules on an unknown group', 'AuthorizeSecurityGroupIngress', {
      GroupId: unknown('sg'),
      IpPermissions: [{ ...TCP, ...ANYWHERE }],
    }),
    call('no permission', 'AuthorizeSecurityGroupIngress', { GroupId: '<group>' }),
    call('rules with tags', 'AuthorizeSecurityGroupIngress', {
      GroupId: '<group>',
      IpPermissions: [{ ...TCP, ...ANYWHERE }],
      TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'Name', Value: 'https' }] }],
    }),
    call('a rule by a dry run', 'AuthorizeSecurityGroupIngress', {
      GroupId: '<group>',
      IpPermissions: [{ ...IKE, ...SELF }],
      DryRun: true,
    }),
    call('a rule in the parameters of the request itself', 'AuthorizeSecurityGroupIngress', {
      GroupId: '<group>',
      IpProtocol: 'udp',
      ...ports(500),
      CidrIp: '10.0.0.0/16',
    }),
  ),
);
