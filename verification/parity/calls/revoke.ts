import { call, made, sequence, sharing, unknown } from './making.ts';

const TOPIC = 'Revoke';
const IKE = { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs: [{ GroupId: '<group>' }] };
const ESP = { IpProtocol: '50', UserIdGroupPairs: [{ GroupId: '<group>' }] };
const ALL = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
/** With ports, so that every engine has both rules. */
const SETUP = [
  made.vpc(),
  made.group(),
  made.by(
    'AuthorizeSecurityGroupIngress',
    { GroupId: '<group>', IpPermissions: [IKE] },
    { ike: 'SecurityGroupRules.0.SecurityGroupRuleId' },
  ),
  made.by(
    'AuthorizeSecurityGroupIngress',
    { GroupId: '<group>', IpPermissions: [{ ...ESP, FromPort: -1, ToPort: -1 }] },
    { esp: 'SecurityGroupRules.0.SecurityGroupRuleId' },
  ),
];
const revoke = (title: string, input: object) =>
  call(title, 'RevokeSecurityGroupIngress', { GroupId: '<group>', ...input });
const read = (title: string) => call(title, 'DescribeSecurityGroups', { GroupIds: ['<group>'] });

export const revokes = sharing(
  sequence(
    TOPIC,
    SETUP,
    revoke('UDP 500', { IpPermissions: [IKE] }),
    revoke('ESP, with ports -1', { IpPermissions: [{ ...ESP, FromPort: -1, ToPort: -1 }] }),
    read('both rows gone'),
  ),
  sequence(TOPIC, SETUP, revoke('ESP, without ports', { IpPermissions: [ESP] }), read('without ESP')),
  sequence(
    TOPIC,
    SETUP,
    revoke('by rule id', { SecurityGroupRuleIds: ['<esp>'] }),
    read('without the rule of that id'),
  ),
  sequence(
    TOPIC,
    SETUP,
    call('default egress', 'RevokeSecurityGroupEgress', { GroupId: '<group>', IpPermissions: [ALL] }),
    read('without any egress'),
    call('default egress again', 'RevokeSecurityGroupEgress', { GroupId: '<group>', IpPermissions: [ALL] }),
  ),
  sequence(
    TOPIC,
    SETUP,
    revoke('a rule that is not there', { IpPermissions: [{ ...IKE, FromPort: 501, ToPort: 501 }] }),
    revoke('one rule that is there and one that is not', { IpPermissions: [ESP, { ...IKE, ToPort: 501 }] }),
    read('after rules that are not there'),
  ),
  sequence(
    TOPIC,
    SETUP,
    revoke('an unknown rule id', { SecurityGroupRuleIds: [unknown('sgr')] }),
    revoke('nothing', {}),
    revoke('both by id and by permission', { SecurityGroupRuleIds: ['<ike>'], IpPermissions: [IKE] }),
    call('from an unknown group', 'RevokeSecurityGroupIngress', { GroupId: unknown('sg'), IpPermissions: [IKE] }),
    call('ingress by the id of an egress rule', 'RevokeSecurityGroupEgress', {
      GroupId: '<group>',
      SecurityGroupRuleIds: ['<ike>'],
    }),
  ),
);
