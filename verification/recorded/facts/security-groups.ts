import { ABSENT, anyOrder, type Fact, length, pattern, type RecordedCall, type RecordedError, some } from '../fact.ts';
import { issue, localstack, MOTO_READ, moto } from './sources.ts';
import { GROUP, IPV6_VPC, VPC } from './steps.ts';

const MODIFY = moto('test_ec2/test_security_groups.py test_modify_security_group_rules');
const RANGES = moto(
  'test_ec2/test_security_groups.py test_authorize_security_group_rules_with_different_ipranges_or_prefixes',
);
const SEARCH = moto('test_ec2/test_security_groups.py test_invalid_security_group_id_in_rules_search');
const FOR_VPC = localstack('ec2 TestEc2Integrations::test_get_security_groups_for_vpc');

const RULE: RecordedCall = {
  operation: 'AuthorizeSecurityGroupIngress',
  input: {
    GroupId: '<group>',
    IpPermissions: [
      {
        IpProtocol: 'tcp',
        FromPort: 30900,
        ToPort: 31000,
        IpRanges: [{ CidrIp: '1.2.3.4/32', Description: 'original rule' }],
      },
    ],
  },
  saves: { rule: 'SecurityGroupRules.0.SecurityGroupRuleId' },
};

const change = (rule: object, error?: RecordedError, ids = { group: '<group>', rule: '<rule>' }): RecordedCall => ({
  operation: 'ModifySecurityGroupRules',
  input: { GroupId: ids.group, SecurityGroupRules: [{ SecurityGroupRuleId: ids.rule, SecurityGroupRule: rule }] },
  ...(error === undefined ? { answer: { Return: true } } : { error }),
});

const UDP = { IpProtocol: 'udp', FromPort: 27010, ToPort: 27011, CidrIpv4: '2.3.4.5/32' };

const modified = (what: string, call: RecordedCall): Fact => ({
  service: 'ec2',
  what: `ModifySecurityGroupRules: ${what}`,
  source: MODIFY,
  date: MOTO_READ,
  calls: [VPC, GROUP, RULE, call],
});

const described = (rule: string, answer: object): RecordedCall => ({
  operation: 'DescribeSecurityGroupRules',
  input: {
    Filters: [
      { Name: 'group-id', Values: ['<group>'] },
      { Name: 'security-group-rule-id', Values: [rule] },
    ],
  },
  answer: { SecurityGroupRules: [answer as never] },
});

const modifying: readonly Fact[] = [
  modified(
    'an unknown group',
    change(
      UDP,
      { code: 'InvalidGroup.NotFound', message: "The security group 'sg-00000000' does not exist" },
      { group: 'sg-00000000', rule: '<rule>' },
    ),
  ),
  modified(
    'an unknown rule',
    change(
      UDP,
      {
        code: 'InvalidSecurityGroupRuleId.NotFound',
        message: "The security group rule ID 'sgr-00000000' does not exist",
      },
      { group: '<group>', rule: 'sgr-00000000' },
    ),
  ),
  modified(
    'no protocol',
    change(
      { FromPort: 27010, ToPort: 27011, CidrIpv4: '2.3.4.5/32' },
      {
        code: 'InvalidParameterValue',
        message: "Invalid value 'null' for protocol. VPC security group rules must specify protocols explicitly.",
      },
    ),
  ),
  modified(
    'one port only',
    change(
      { IpProtocol: 'udp', ToPort: 27011, CidrIpv4: '2.3.4.5/32' },
      {
        code: 'InvalidParameterValue',
        message: 'Invalid value for portRange. Must specify both from and to ports with TCP/UDP.',
      },
    ),
  ),
  modified(
    'no other side',
    change(
      { IpProtocol: 'udp', FromPort: 27010, ToPort: 27011 },
      {
        code: 'MissingParameter',
        message: 'The request must contain exactly one of: cidrIp, cidrIpv6, prefixListId, or referencedGroupId',
      },
    ),
  ),
  modified(
    'two other sides',
    change(
      { ...UDP, CidrIpv6: '2001:db8::/32' },
      {
        code: 'InvalidParameterCombination',
        message: 'Only one of cidrIp, cidrIpv6, prefixListId, or referencedGroupId can be specified',
      },
    ),
  ),
  {
    service: 'ec2',
    what: 'ModifySecurityGroupRules: every attribute',
    source: MODIFY,
    date: MOTO_READ,
    calls: [
      VPC,
      GROUP,
      RULE,
      change({
        IpProtocol: 'udp',
        FromPort: 26000,
        ToPort: 26500,
        CidrIpv4: '2.3.4.5/32',
        Description: 'first modification',
      }),
      described('<rule>', {
        IpProtocol: 'udp',
        FromPort: 26000,
        ToPort: 26500,
        CidrIpv4: '2.3.4.5/32',
        Description: 'first modification',
        CidrIpv6: ABSENT,
      }),
    ],
  },
  {
    service: 'ec2',
    what: 'ModifySecurityGroupRules: rules of both directions together',
    source: MODIFY,
    date: MOTO_READ,
    calls: [
      VPC,
      GROUP,
      RULE,
      {
        ...RULE,
        operation: 'AuthorizeSecurityGroupEgress',
        saves: { second: 'SecurityGroupRules.0.SecurityGroupRuleId' },
      },
      {
        operation: 'ModifySecurityGroupRules',
        input: {
          GroupId: '<group>',
          SecurityGroupRules: [
            {
              SecurityGroupRuleId: '<rule>',
              SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 10, ToPort: 11, CidrIpv4: '1.1.1.1/32' },
            },
            {
              SecurityGroupRuleId: '<second>',
              SecurityGroupRule: { IpProtocol: 'udp', FromPort: 20, ToPort: 21, CidrIpv4: '2.2.2.2/32' },
            },
          ],
        },
        answer: { Return: true },
      },
      described('<rule>', { IpProtocol: 'tcp', FromPort: 10, ToPort: 11, CidrIpv4: '1.1.1.1/32' }),
      described('<second>', { IpProtocol: 'udp', FromPort: 20, ToPort: 21, CidrIpv4: '2.2.2.2/32' }),
    ],
  },
  {
    service: 'ec2',
    what: 'ModifySecurityGroupRules: a referenced group',
    source: moto('test_ec2/test_security_groups.py test_modify_security_group_rules_with_referenced_group_id'),
    date: MOTO_READ,
    calls: [
      VPC,
      GROUP,
      {
        operation: 'AuthorizeSecurityGroupIngress',
        input: {
          GroupId: '<group>',
          IpPermissions: [
            { IpProtocol: 'tcp', FromPort: 30900, ToPort: 31000, UserIdGroupPairs: [{ GroupId: '<group>' }] },
          ],
        },
        saves: { rule: 'SecurityGroupRules.0.SecurityGroupRuleId' },
      },
      change({ IpProtocol: 'tcp', FromPort: 39900, ToPort: 40000, ReferencedGroupId: '<group>' }),
      described('<rule>', {
        IpProtocol: 'tcp',
        FromPort: 39900,
        ToPort: 40000,
        ReferencedGroupInfo: { GroupId: '<group>' },
      }),
    ],
  },
];

const search = (what: string, input: object, result: Pick<RecordedCall, 'answer' | 'error'>): Fact => ({
  service: 'ec2',
  what: `DescribeSecurityGroupRules: ${what}`,
  source: SEARCH,
  date: MOTO_READ,
  calls: [VPC, GROUP, { operation: 'DescribeSecurityGroupRules', input: { ...input }, ...result }],
});

const group = (value: string) => ({ Filters: [{ Name: 'group-id', Values: [value] }] });

const searching: readonly Fact[] = [
  search('a filter by a malformed group', group('foobar'), {
    error: { code: 'InvalidGroupId.Malformed', message: "The security group ID 'foobar' is malformed" },
  }),
  search(
    'an unknown rule',
    { SecurityGroupRuleIds: ['sgr-0f80c7e764c18b3c0'] },
    {
      error: {
        code: 'InvalidSecurityGroupRuleId.NotFound',
        message: "The security group rule ID 'sgr-0f80c7e764c18b3c0' does not exist",
      },
    },
  ),
  search('a filter by an unknown group', group('sg-005216b55886f0fdc'), { answer: { SecurityGroupRules: length(0) } }),
  search('a new group has one rule', group('<group>'), { answer: { SecurityGroupRules: length(1) } }),
];

const LIST: RecordedCall = {
  operation: 'CreateManagedPrefixList',
  input: { PrefixListName: 'recorded', AddressFamily: 'IPv4', MaxEntries: 1 },
  saves: { list: 'PrefixList.PrefixListId' },
};

function ranges(egress: boolean): Fact {
  const rule = (IpProtocol: string, port: number, peer: object): RecordedCall => ({
    operation: egress ? 'AuthorizeSecurityGroupEgress' : 'AuthorizeSecurityGroupIngress',
    input: { GroupId: '<group>', IpPermissions: [{ IpProtocol, FromPort: port, ToPort: port, ...peer }] },
  });
  const ipv4 = (CidrIp: string) => ({ IpRanges: [{ CidrIp }] });
  const self = { UserIdGroupPairs: [{ GroupId: '<group>' }] };
  const list = { PrefixListIds: [{ PrefixListId: '<list>' }] };
  const one = (IpProtocol: string, port: number, peer: object) =>
    ({ IpProtocol, FromPort: port, ToPort: port, IsEgress: egress, ...peer }) as never;
  const members = { UserIdGroupPairs: [{ GroupId: '<group>', UserId: '<account>' }] };
  const permissions = anyOrder(
    { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '10.0.0.0/24' }] },
    { IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, PrefixListIds: [{ PrefixListId: '<list>' }] },
    {
      IpProtocol: '-1',
      FromPort: ABSENT,
      ToPort: ABSENT,
      IpRanges: egress ? [{ CidrIp: '0.0.0.0/0' }, { CidrIp: '10.0.0.0/24' }] : [{ CidrIp: '10.0.0.0/24' }],
    },
    { IpProtocol: 'udp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/24' }] },
    {
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      IpRanges: [{ CidrIp: '10.0.0.0/24' }, { CidrIp: '10.0.1.0/24' }],
      Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
      PrefixListIds: [{ PrefixListId: '<list>' }],
      ...members,
    },
    { IpProtocol: 'tcp', FromPort: 25, ToPort: 25, ...members },
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, Ipv6Ranges: [{ CidrIpv6: '2001:db8::/64' }] },
  );
  return {
    service: 'ec2',
    what: `AuthorizeSecurityGroup${egress ? 'Egress' : 'Ingress'}: eleven rules come back as rules and as permissions`,
    source: RANGES,
    date: MOTO_READ,
    calls: [
      VPC,
      GROUP,
      LIST,
      rule('tcp', 22, ipv4('10.0.0.0/24')),
      rule('tcp', 22, ipv4('10.0.1.0/24')),
      rule('tcp', 80, ipv4('10.0.0.0/24')),
      rule('udp', 22, ipv4('10.0.0.0/24')),
      rule('-1', -1, ipv4('10.0.0.0/24')),
      rule('tcp', 22, { Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] }),
      rule('tcp', 443, { Ipv6Ranges: [{ CidrIpv6: '2001:db8::/64' }] }),
      rule('tcp', 22, list),
      rule('tcp', 8080, list),
      rule('tcp', 22, self),
      rule('tcp', 25, self),
      {
        operation: 'DescribeSecurityGroupRules',
        input: group('<group>'),
        answer: {
          SecurityGroupRules: anyOrder(
            one('tcp', 443, { CidrIpv6: '2001:db8::/64', CidrIpv4: ABSENT }),
            one('tcp', 22, { ReferencedGroupInfo: { GroupId: '<group>', UserId: '<account>' } }),
            one('tcp', 25, { ReferencedGroupInfo: { GroupId: '<group>', UserId: '<account>' } }),
            one('tcp', 22, { CidrIpv4: '10.0.0.0/24' }),
            one('-1', -1, { CidrIpv4: '10.0.0.0/24' }),
            one('tcp', 8080, { PrefixListId: '<list>' }),
            one('tcp', 22, { CidrIpv6: '2001:db8::/32' }),
            one('tcp', 22, { PrefixListId: '<list>' }),
            one('tcp', 80, { CidrIpv4: '10.0.0.0/24' }),
            one('tcp', 22, { CidrIpv4: '10.0.1.0/24' }),
            one('udp', 22, { CidrIpv4: '10.0.0.0/24' }),
            { CidrIpv4: '0.0.0.0/0', FromPort: -1, IpProtocol: '-1', IsEgress: true, ToPort: -1 },
          ),
        },
      },
      {
        operation: 'DescribeSecurityGroups',
        input: { GroupIds: ['<group>'] },
        answer: {
          SecurityGroups: [
            egress
              ? { IpPermissions: length(0), IpPermissionsEgress: permissions }
              : {
                  IpPermissions: permissions,
                  IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
                },
          ],
        },
      },
    ],
  };
}

const authorizing: readonly Fact[] = [
  ranges(false),
  ranges(true),
  {
    service: 'ec2',
    what: 'AuthorizeSecurityGroupIngress: upper-case protocols and several ranges; one of three revoked by its id',
    source: 'getmoto/moto tests/test_ec2/test_security_groups.py test_revoke_security_group_ingress (ec2_aws_verified)',
    date: MOTO_READ,
    calls: [
      VPC,
      GROUP,
      {
        operation: 'AuthorizeSecurityGroupIngress',
        input: {
          GroupId: '<group>',
          IpPermissions: [
            { IpProtocol: 'TCP', FromPort: 3000, ToPort: 3300, IpRanges: [{ CidrIp: '10.0.0.1/32' }] },
            {
              IpProtocol: 'TCP',
              FromPort: 8080,
              ToPort: 8080,
              IpRanges: [{ CidrIp: '10.0.0.1/32' }, { CidrIp: '10.0.0.10/32' }],
            },
          ],
        },
        saves: { rule: 'SecurityGroupRules.2.SecurityGroupRuleId' },
        answer: { SecurityGroupRules: length(3) },
      },
      {
        operation: 'RevokeSecurityGroupIngress',
        input: { GroupId: '<group>', SecurityGroupRuleIds: ['<rule>'] },
      },
      {
        operation: 'DescribeSecurityGroupRules',
        input: group('<group>'),
        answer: { SecurityGroupRules: length(3) },
      },
    ],
  },
  {
    service: 'ec2',
    what: 'CreateSecurityGroup: in a VPC with IPv6 its egress is open to both families',
    source: moto('test_ec2/test_security_groups.py test_create_two_security_groups_in_vpc_with_ipv6_enabled'),
    date: MOTO_READ,
    calls: [
      IPV6_VPC,
      GROUP,
      {
        operation: 'DescribeSecurityGroups',
        input: { GroupIds: ['<group>'] },
        answer: {
          SecurityGroups: [
            {
              IpPermissionsEgress: [{ IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
            },
          ],
        },
      },
    ],
  },
];

const duplicate = (what: string, source: string, date: string, permission: object, rule: string): Fact => {
  const call = {
    operation: 'AuthorizeSecurityGroupIngress',
    input: { GroupId: '<group>', IpPermissions: [permission] },
  };
  return {
    service: 'ec2',
    what: `AuthorizeSecurityGroupIngress: a duplicate, ${what}`,
    source: issue(source),
    date,
    calls: [
      VPC,
      GROUP,
      call,
      {
        ...call,
        error: {
          code: 'InvalidPermission.Duplicate',
          message: `the specified rule "${rule}" already exists`,
          status: 400,
        },
      },
    ],
  };
};

const quoted: readonly Fact[] = [
  duplicate(
    'UDP from a range',
    'terraform-aws-modules/terraform-aws-security-group#351',
    '2026-11-28',
    { IpProtocol: 'udp', FromPort: 50000, ToPort: 60000, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    'peer: 0.0.0.0/0, UDP, from port: 50000, to port: 60000, ALLOW',
  ),
  duplicate(
    'TCP from a group',
    'hashicorp/terraform#1874',
    '2015-05-08',
    { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: '<group>' }] },
    'peer: <group>, TCP, from port: 80, to port: 80, ALLOW',
  ),
  {
    service: 'ec2',
    what: 'AuthorizeSecurityGroupEgress: the default rule again',
    source: issue('lucidsoftware/cumulus#101'),
    date: '2015-11-17',
    calls: [
      VPC,
      GROUP,
      {
        operation: 'AuthorizeSecurityGroupEgress',
        input: { GroupId: '<group>', IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] },
        error: {
          code: 'InvalidPermission.Duplicate',
          message: 'the specified rule "peer: 0.0.0.0/0, ALL, ALLOW" already exists',
        },
      },
    ],
  },
  {
    service: 'ec2',
    what: 'AuthorizeSecurityGroupIngress: the same permission twice in one request',
    source: issue('hashicorp/terraform-provider-aws#2587'),
    date: '2017-12-07',
    calls: [
      VPC,
      GROUP,
      {
        operation: 'AuthorizeSecurityGroupIngress',
        input: {
          GroupId: '<group>',
          IpPermissions: [
            {
              IpProtocol: 'tcp',
              FromPort: 80,
              ToPort: 80,
              IpRanges: [{ CidrIp: '10.1.0.0/16' }, { CidrIp: '10.1.0.0/16' }],
            },
          ],
        },
        error: { code: 'InvalidParameterValue', message: 'The same permission must not appear multiple times' },
      },
    ],
  },
  {
    service: 'ec2',
    what: 'AuthorizeSecurityGroupIngress: a 61st rule',
    source: issue('aws-samples/aws-cloudfront-samples#53, jantman/awslimitchecker#431'),
    date: '2021-11-25',
    calls: [
      VPC,
      GROUP,
      {
        operation: 'AuthorizeSecurityGroupIngress',
        input: {
          GroupId: '<group>',
          IpPermissions: [
            {
              IpProtocol: 'tcp',
              FromPort: 443,
              ToPort: 443,
              IpRanges: Array.from({ length: 60 }, (_, n) => ({ CidrIp: `192.0.2.${n}/32` })),
            },
          ],
        },
      },
      {
        operation: 'AuthorizeSecurityGroupIngress',
        input: {
          GroupId: '<group>',
          IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '198.51.100.1/32' }] }],
        },
        error: {
          code: 'RulesPerSecurityGroupLimitExceeded',
          message: 'The maximum number of rules per security group has been reached.',
        },
      },
    ],
  },
  {
    service: 'ec2',
    what: 'AuthorizeSecurityGroupIngress: a group of another VPC',
    source: issue('ansible/ansible#45782'),
    date: '2018-09-18',
    calls: [
      VPC,
      GROUP,
      { operation: 'CreateVpc', input: { CidrBlock: '10.1.0.0/16' }, saves: { elsewhere: 'Vpc.VpcId' } },
      {
        operation: 'CreateSecurityGroup',
        input: { GroupName: 'elsewhere', Description: 'elsewhere', VpcId: '<elsewhere>' },
        saves: { other: 'GroupId' },
      },
      {
        operation: 'AuthorizeSecurityGroupIngress',
        input: {
          GroupId: '<group>',
          IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: '<other>' }] }],
        },
        error: {
          code: 'InvalidGroup.NotFound',
          message: 'You have specified two resources that belong to different networks.',
        },
      },
    ],
  },
  {
    service: 'ec2',
    what: 'CreateSecurityGroup: a name that is taken',
    source: issue('kubernetes/kubernetes#15500'),
    date: '2016-01-20',
    calls: [
      VPC,
      GROUP,
      {
        operation: 'CreateSecurityGroup',
        input: { GroupName: 'recorded', Description: 'recorded', VpcId: '<vpc>' },
        error: {
          code: 'InvalidGroup.Duplicate',
          message: "The security group 'recorded' already exists for VPC '<vpc>'",
          status: 400,
        },
      },
    ],
  },
  {
    service: 'ec2',
    what: 'CreateSecurityGroup: a name that looks like an id',
    source: issue('pulumi/pulumi-awsx#328'),
    date: '2019-06-14',
    calls: [
      VPC,
      {
        operation: 'CreateSecurityGroup',
        input: { GroupName: 'sg-86c8964', Description: 'recorded', VpcId: '<vpc>' },
        error: {
          code: 'InvalidParameterValue',
          message: 'Value (sg-86c8964) for parameter GroupName is invalid. Group names may not be in the format sg-*.',
          status: 400,
        },
      },
    ],
  },
  {
    service: 'ec2',
    what: 'DeleteSecurityGroup: one that a rule refers to',
    source: issue('gruntwork-io/cloud-nuke#316'),
    date: '2022-06-16',
    calls: [
      VPC,
      GROUP,
      {
        operation: 'CreateSecurityGroup',
        input: { GroupName: 'chained', Description: 'chained', VpcId: '<vpc>' },
        saves: { chained: 'GroupId' },
      },
      {
        operation: 'AuthorizeSecurityGroupIngress',
        input: {
          GroupId: '<chained>',
          IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: '<group>' }] }],
        },
      },
      {
        operation: 'DeleteSecurityGroup',
        input: { GroupId: '<group>' },
        error: { code: 'DependencyViolation', message: 'resource <group> has a dependent object', status: 400 },
      },
    ],
  },
  {
    service: 'ec2',
    what: 'DeleteSecurityGroup: the default group',
    source: issue('alantech/iasql#654'),
    date: '2022-04-13',
    calls: [
      VPC,
      {
        operation: 'DescribeSecurityGroups',
        input: { Filters: [{ Name: 'vpc-id', Values: ['<vpc>'] }] },
        saves: { default: 'SecurityGroups.0.GroupId' },
      },
      {
        operation: 'DeleteSecurityGroup',
        input: { GroupId: '<default>' },
        error: {
          code: 'CannotDelete',
          message: 'the specified group: "<default>" name: "default" cannot be deleted by a user',
          status: 400,
        },
      },
    ],
  },
];

const ofVpc: readonly Fact[] = [
  {
    service: 'ec2',
    what: 'CreateSecurityGroup: without tags the answer has no Tags',
    source: FOR_VPC,
    date: '2025-05-19',
    calls: [
      VPC,
      {
        ...GROUP,
        answer: {
          GroupId: pattern('^sg-'),
          SecurityGroupArn: pattern(':security-group/<group>$'),
          Tags: ABSENT,
        },
      },
    ],
  },
  {
    service: 'ec2',
    what: 'GetSecurityGroupsForVpc: before and after a group is added',
    source: FOR_VPC,
    date: '2025-05-19',
    calls: [
      VPC,
      {
        operation: 'GetSecurityGroupsForVpc',
        input: { VpcId: '<vpc>' },
        answer: {
          SecurityGroupForVpcs: [
            {
              Description: 'default VPC security group',
              GroupId: pattern('^sg-'),
              GroupName: 'default',
              OwnerId: '<account>',
              PrimaryVpcId: '<vpc>',
            },
          ],
        },
      },
      GROUP,
      {
        operation: 'GetSecurityGroupsForVpc',
        input: { VpcId: '<vpc>' },
        answer: {
          SecurityGroupForVpcs: some(
            { GroupName: 'default', PrimaryVpcId: '<vpc>' },
            {
              Description: 'recorded',
              GroupId: '<group>',
              GroupName: 'recorded',
              OwnerId: '<account>',
              PrimaryVpcId: '<vpc>',
            },
          ),
        },
      },
    ],
  },
];

/** Security groups and their rules. */
export const securityGroups: readonly Fact[] = [...modifying, ...searching, ...authorizing, ...quoted, ...ofVpc];
