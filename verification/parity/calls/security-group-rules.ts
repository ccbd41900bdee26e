import { call, filter, made, sequence, sharing, unknown } from './making.ts';

const TOPIC = 'Security group rules';
const HTTPS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
const SETUP = [
  made.vpc(),
  made.group(),
  made.by(
    'AuthorizeSecurityGroupIngress',
    {
      GroupId: '<group>',
      IpPermissions: [{ ...HTTPS, IpRanges: [{ CidrIp: '10.0.0.0/16', Description: 'Notebooks' }] }],
    },
    { https: 'SecurityGroupRules.0.SecurityGroupRuleId' },
  ),
  made.by(
    'AuthorizeSecurityGroupIngress',
    {
      GroupId: '<group>',
      IpPermissions: [{ IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs: [{ GroupId: '<group>' }] }],
    },
    { ike: 'SecurityGroupRules.0.SecurityGroupRuleId' },
  ),
];
const describe = (title: string, input: object) => call(title, 'DescribeSecurityGroupRules', { ...input });
const modify = (title: string, rule: object, id = '<https>') =>
  call(title, 'ModifySecurityGroupRules', {
    GroupId: '<group>',
    SecurityGroupRules: [{ SecurityGroupRuleId: id, SecurityGroupRule: rule }],
  });

export const securityGroupRules = sharing(
  sequence(
    TOPIC,
    SETUP,
    describe('describe by group', filter('group-id', '<group>')),
    describe('describe by id', { SecurityGroupRuleIds: ['<https>'] }),
    describe('describe by the filter security-group-rule-id', filter('security-group-rule-id', '<ike>')),
    describe('describe an unknown one by id', { SecurityGroupRuleIds: [unknown('sgr')] }),
    describe('describe a malformed id', { SecurityGroupRuleIds: ['sgr-nonsense'] }),
    describe('describe by an unknown filter', filter('colour', 'blue')),
  ),
  sequence(
    TOPIC,
    SETUP,
    modify('change the range', { ...HTTPS, CidrIpv4: '10.1.0.0/16' }),
    describe('the changed range', { SecurityGroupRuleIds: ['<https>'] }),
    modify('change the protocol to ESP', { IpProtocol: '50', CidrIpv4: '10.1.0.0/16' }),
    describe('the changed protocol', { SecurityGroupRuleIds: ['<https>'] }),
  ),
  sequence(
    TOPIC,
    SETUP,
    modify('change a range into a group', { ...HTTPS, ReferencedGroupId: '<group>' }),
    modify('change an unknown rule', { ...HTTPS, CidrIpv4: '10.1.0.0/16' }, unknown('sgr')),
    modify('change to TCP without ports', { IpProtocol: 'tcp', CidrIpv4: '10.1.0.0/16' }),
    modify('change to a malformed CIDR', { ...HTTPS, CidrIpv4: '10.0.0.300/8' }),
    modify('change to two sources', { ...HTTPS, CidrIpv4: '10.1.0.0/16', CidrIpv6: '::/0' }),
  ),
  sequence(
    TOPIC,
    SETUP,
    call('describe the rule anew by id', 'UpdateSecurityGroupRuleDescriptionsIngress', {
      GroupId: '<group>',
      SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: '<https>', Description: 'Studio' }],
    }),
    describe('its description', { SecurityGroupRuleIds: ['<https>'] }),
    call('describe the rule anew by permission', 'UpdateSecurityGroupRuleDescriptionsIngress', {
      GroupId: '<group>',
      IpPermissions: [{ ...HTTPS, IpRanges: [{ CidrIp: '10.0.0.0/16', Description: 'Canvas' }] }],
    }),
    describe('its other description', { SecurityGroupRuleIds: ['<https>'] }),
    call('describe a rule that is not there', 'UpdateSecurityGroupRuleDescriptionsIngress', {
      GroupId: '<group>',
      IpPermissions: [{ ...HTTPS, IpRanges: [{ CidrIp: '10.9.0.0/16', Description: 'Nobody' }] }],
    }),
  ),
  sequence(
    TOPIC,
    SETUP,
    made.by(
      'AuthorizeSecurityGroupIngress',
      {
        GroupId: '<group>',
        IpPermissions: [{ ...HTTPS, IpRanges: [1, 2, 3, 4].map((n) => ({ CidrIp: `10.${n}.0.0/16` })) }],
      },
      {},
    ),
    call(
      'describe page by page',
      'DescribeSecurityGroupRules',
      { ...filter('group-id', '<group>'), MaxResults: 5 },
      { pages: true },
    ),
    describe('describe a page of 4', { MaxResults: 4 }),
  ),
);
