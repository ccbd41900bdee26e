import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  DescribeSecurityGroupsCommand,
  type IpPermission,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { failsWith, sendForm } from './testing/ec2.ts';
import { ACCOUNT, anywhere, empty, setUp } from './testing/rules.ts';

suite('a permission is answered and read back as EC2 keeps it', () => {
  test('the documented rows', async () => {
    const { GroupId, ingress, describe } = await setUp();
    const UserIdGroupPairs = [{ GroupId }];
    const answer = await ingress([
      { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs },
      { IpProtocol: '50', UserIdGroupPairs },
    ]);
    assert.equal(answer.Return, true);
    const id = answer.SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? '';
    assert.match(id, /^sgr-0[0-9a-f]{16}$/);
    assert.deepEqual(answer.SecurityGroupRules?.[0], {
      SecurityGroupRuleId: id,
      SecurityGroupRuleArn: `arn:aws:ec2:eu-central-1:${ACCOUNT}:security-group-rule/${id}`,
      GroupId,
      GroupOwnerId: ACCOUNT,
      IsEgress: false,
      IpProtocol: 'udp',
      FromPort: 500,
      ToPort: 500,
      ReferencedGroupInfo: { GroupId, UserId: ACCOUNT },
      Tags: [],
    });
    const pairs = [{ GroupId, UserId: ACCOUNT }];
    assert.deepEqual((await describe()).IpPermissions, [
      { ...empty, IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs: pairs },
      { ...empty, IpProtocol: '50', UserIdGroupPairs: pairs },
    ]);
  });

  test('ESP with any ports is ESP without, in both answers', async () => {
    for (const ports of [{}, { FromPort: -1, ToPort: -1 }, { FromPort: 0, ToPort: 65_535 }, { FromPort: 99_999 }]) {
      const { GroupId, ingress, describe } = await setUp();
      const permission = { IpProtocol: '50', UserIdGroupPairs: [{ GroupId }] };
      const { SecurityGroupRules: [rule] = [] } = await ingress({ ...permission, ...ports });
      assert.deepEqual([rule?.IpProtocol, rule?.FromPort, rule?.ToPort], ['50', undefined, undefined]);
      const [kept] = (await describe()).IpPermissions ?? [];
      assert.deepEqual([kept?.IpProtocol, kept?.FromPort, kept?.ToPort], ['50', undefined, undefined]);
      await assert.rejects(
        ingress(permission),
        failsWith('InvalidPermission.Duplicate', `the specified rule "peer: ${GroupId}, 50, ALLOW" already exists`),
      );
    }
  });

  test('protocols by number', async () => {
    const { ingress, describe } = await setUp();
    await ingress([
      { IpProtocol: '6', FromPort: 1, ToPort: 2, ...anywhere },
      { IpProtocol: '17', FromPort: 1, ToPort: 2, ...anywhere },
      { IpProtocol: '1', FromPort: -1, ToPort: -1, ...anywhere },
      { IpProtocol: '58', ...anywhere },
      { IpProtocol: '-1', FromPort: 1, ToPort: 2, ...anywhere },
      { IpProtocol: 'TCP', FromPort: 3, ToPort: 3, ...anywhere },
      { IpProtocol: '047', ...anywhere },
    ]);
    const kept = (await describe()).IpPermissions?.map(({ IpProtocol, FromPort, ToPort }) => [
      IpProtocol,
      FromPort,
      ToPort,
    ]);
    assert.deepEqual(kept, [
      ['tcp', 1, 2],
      ['udp', 1, 2],
      ['icmp', -1, -1],
      ['icmpv6', -1, -1],
      ['-1', undefined, undefined],
      ['tcp', 3, 3],
      ['47', undefined, undefined],
    ]);
  });

  test('all traffic has ports -1 as a rule, and none as a permission', async () => {
    const { rules } = await setUp();
    const [rule] = await rules();
    assert.deepEqual([rule?.IpProtocol, rule?.FromPort, rule?.ToPort, rule?.CidrIpv4], ['-1', -1, -1, '0.0.0.0/0']);
  });

  test('CIDRs lose their host bits, and permissions of one kind are one', async () => {
    const { client, ingress, describe, rules } = await setUp();
    const { PrefixList } = await client.send(
      new CreateManagedPrefixListCommand({ PrefixListName: 'a', MaxEntries: 3, AddressFamily: 'IPv4' }),
    );
    const PrefixListId = PrefixList?.PrefixListId ?? '';
    await ingress({ IpProtocol: '50', IpRanges: [{ CidrIp: '10.1.2.3/16', Description: 'peers' }] });
    await ingress({
      IpProtocol: '50',
      Ipv6Ranges: [{ CidrIpv6: '2001:DB8:0::1/32' }],
      PrefixListIds: [{ PrefixListId }],
    });
    assert.deepEqual((await describe()).IpPermissions, [
      {
        IpProtocol: '50',
        IpRanges: [{ CidrIp: '10.1.0.0/16', Description: 'peers' }],
        Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
        PrefixListIds: [{ PrefixListId }],
        UserIdGroupPairs: [],
      },
    ]);
    const lines = (await rules()).map(({ CidrIpv4, CidrIpv6, PrefixListId: list }) => CidrIpv4 ?? CidrIpv6 ?? list);
    assert.deepEqual(lines, ['0.0.0.0/0', '10.1.0.0/16', '2001:db8::/32', PrefixListId]);
  });

  test('groups by their name, in the same VPC', async () => {
    const { GroupId, ingress, group } = await setUp();
    const other = await group('other');
    await group('elsewhere', {});
    const pairs = [{ GroupName: 'training' }, { GroupName: 'other', UserId: ACCOUNT }];
    const { SecurityGroupRules } = await ingress({ IpProtocol: '50', UserIdGroupPairs: pairs });
    assert.deepEqual(
      SecurityGroupRules?.map(({ ReferencedGroupInfo }) => ReferencedGroupInfo?.GroupId),
      [GroupId, other],
    );
    await assert.rejects(
      ingress({ IpProtocol: '50', UserIdGroupPairs: [{ GroupName: 'elsewhere' }] }),
      failsWith('InvalidGroup.NotFound', "The security group 'elsewhere' does not exist in VPC"),
    );
  });

  test('tags on new rules', async () => {
    const { client, GroupId } = await setUp();
    const Tags = [{ Key: 'a', Value: 'b' }];
    const { SecurityGroupRules } = await client.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [{ IpProtocol: '50', ...anywhere }],
        TagSpecifications: [{ ResourceType: 'security-group-rule', Tags }],
      }),
    );
    assert.deepEqual(SecurityGroupRules?.[0]?.Tags, Tags);
  });
});

suite('a permission is refused', () => {
  const cases: readonly (readonly [string, IpPermission, string, string])[] = [
    [
      'UDP without ports',
      { IpProtocol: 'udp', ...anywhere },
      'InvalidParameterValue',
      "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
    ],
    [
      'TCP with one port',
      { IpProtocol: 'tcp', FromPort: 1, ...anywhere },
      'InvalidParameterValue',
      "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
    ],
    [
      'the name esp',
      { IpProtocol: 'esp', ...anywhere },
      'InvalidParameterValue',
      "Invalid value 'esp' for IP protocol. Unknown protocol.",
    ],
    [
      'the name all',
      { IpProtocol: 'all', ...anywhere },
      'InvalidParameterValue',
      "Invalid value 'all' for IP protocol.",
    ],
    ['a number beyond 255', { IpProtocol: '256', ...anywhere }, 'InvalidParameterValue', 'Unknown protocol.'],
    ['a negative number', { IpProtocol: '-2', ...anywhere }, 'InvalidParameterValue', 'Unknown protocol.'],
    ['an inherited name', { IpProtocol: 'constructor', ...anywhere }, 'InvalidParameterValue', 'Unknown protocol.'],
    ['no protocol', anywhere, 'MissingParameter', 'IpProtocol'],
    [
      'a malformed CIDR',
      { IpProtocol: '50', IpRanges: [{ CidrIp: '10.0.0.300/8' }] },
      'InvalidParameterValue',
      'CIDR block 10.0.0.300/8 is malformed',
    ],
    [
      'an IPv6 CIDR among the IPv4 ones',
      { IpProtocol: '50', IpRanges: [{ CidrIp: '::/0' }] },
      'InvalidParameterValue',
      'CIDR block ::/0 is malformed',
    ],
    [
      'a malformed IPv6 CIDR',
      { IpProtocol: '50', Ipv6Ranges: [{ CidrIpv6: '::/129' }] },
      'InvalidParameterValue',
      'CIDR block ::/129 is malformed',
    ],
    ['a range without a CIDR', { IpProtocol: '50', IpRanges: [{ Description: 'a' }] }, 'MissingParameter', 'CidrIp'],
    [
      'ports the wrong way round',
      { IpProtocol: 'udp', FromPort: 501, ToPort: 500, ...anywhere },
      'InvalidParameterValue',
      'Invalid TCP/UDP port range (501:500)',
    ],
    [
      'a port beyond the last',
      { IpProtocol: 'tcp', FromPort: 1, ToPort: 65_536, ...anywhere },
      'InvalidParameterValue',
      'TCP/UDP (to) port (65536) out of range',
    ],
    [
      'a port before the first',
      { IpProtocol: 'tcp', FromPort: -1, ToPort: -1, ...anywhere },
      'InvalidParameterValue',
      'TCP/UDP (from) port (-1) out of range',
    ],
    [
      'ICMP without type and code',
      { IpProtocol: 'icmp', ...anywhere },
      'InvalidParameterValue',
      "Invalid value 'Must specify both from and to ports with ICMP.' for portRange.",
    ],
    [
      'an ICMP type out of range',
      { IpProtocol: 'icmp', FromPort: 256, ToPort: 0, ...anywhere },
      'InvalidParameterValue',
      'ICMP type (256) out of range',
    ],
    [
      'an ICMP code out of range',
      { IpProtocol: 'icmp', FromPort: 8, ToPort: 65_535, ...anywhere },
      'InvalidParameterValue',
      'ICMP code (65535) out of range',
    ],
    [
      'one ICMP code of every type',
      { IpProtocol: 'icmpv6', FromPort: -1, ToPort: 3, ...anywhere },
      'InvalidParameterValue',
      'ICMP code (3) out of range',
    ],
    ['nobody on the other side', { IpProtocol: '50' }, 'MissingParameter', 'IpRanges'],
    [
      'a group that does not exist',
      { IpProtocol: '50', UserIdGroupPairs: [{ GroupId: 'sg-0123456789abcdef0' }] },
      'InvalidGroup.NotFound',
      "The security group 'sg-0123456789abcdef0' does not exist",
    ],
    [
      'a malformed group id',
      { IpProtocol: '50', UserIdGroupPairs: [{ GroupId: 'training' }] },
      'InvalidGroupId.Malformed',
      'training',
    ],
    [
      'a pair that names no group',
      { IpProtocol: '50', UserIdGroupPairs: [{ UserId: ACCOUNT }] },
      'MissingParameter',
      'GroupId',
    ],
    [
      'a prefix list that does not exist',
      { IpProtocol: '50', PrefixListIds: [{ PrefixListId: 'pl-0123456789abcdef0' }] },
      'InvalidPrefixListID.NotFound',
      'pl-0123456789abcdef0',
    ],
    [
      'a malformed prefix list id',
      { IpProtocol: '50', PrefixListIds: [{ PrefixListId: 's3' }] },
      'InvalidPrefixListId.Malformed',
      's3',
    ],
    [
      'a description with other characters',
      { IpProtocol: '50', IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'a<b' }] },
      'InvalidParameterValue',
      'Invalid rule description.',
    ],
  ];
  for (const [what, permission, code, text] of cases) {
    test(`with ${what}`, async () => {
      const { ingress, egress, revoke, describe } = await setUp();
      const before = await describe();
      await assert.rejects(ingress(permission), failsWith(code, text));
      await assert.rejects(egress(permission), failsWith(code, text));
      await assert.rejects(revoke({ IpPermissions: [permission] }), failsWith(code, text));
      assert.deepEqual(await describe(), before);
    });
  }

  test('when it names a group of another VPC, or of another account', async () => {
    const { client, GroupId, ingress } = await setUp();
    const { SecurityGroups } = await client.send(new DescribeSecurityGroupsCommand({ GroupNames: ['default'] }));
    const other = SecurityGroups?.[0]?.GroupId;
    await assert.rejects(
      ingress({ IpProtocol: '50', UserIdGroupPairs: [{ GroupId: other }] }),
      failsWith('InvalidGroup.NotFound', 'You have specified two resources that belong to different networks.'),
    );
    await assert.rejects(
      ingress({ IpProtocol: '50', UserIdGroupPairs: [{ GroupId, UserId: '444455556666' }] }),
      failsWith('InvalidGroup.NotFound', GroupId),
    );
  });

  test('when the group has it', async () => {
    const { ingress, egress } = await setUp();
    const permission = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] };
    await ingress(permission);
    const text = 'the specified rule "peer: 10.0.0.0/8, TCP, from port: 22, to port: 22, ALLOW" already exists';
    const again = { ...permission, IpProtocol: '6', IpRanges: [{ CidrIp: '10.1.2.3/8', Description: 'other' }] };
    await assert.rejects(ingress(again), failsWith('InvalidPermission.Duplicate', text));
    await assert.rejects(
      egress({ IpProtocol: '-1', ...anywhere }),
      failsWith('InvalidPermission.Duplicate', 'the specified rule "peer: 0.0.0.0/0, ALL, ALLOW" already exists'),
    );
    await egress(permission);
  });

  test('when the request has it twice', async () => {
    const { ingress, rules } = await setUp();
    const twice = [
      { IpProtocol: '50', ...anywhere },
      { IpProtocol: '50', FromPort: 1, ToPort: 2, ...anywhere },
    ];
    await assert.rejects(
      ingress(twice),
      failsWith('InvalidParameterValue', 'The same permission must not appear multiple times'),
    );
    assert.equal((await rules()).length, 1);
  });

  test('beyond the quota, which each direction and address family has for itself', async () => {
    const { GroupId, ingress, egress, rules } = await setUp();
    const ranges = (count: number) => Array.from({ length: count }, (_, index) => ({ CidrIp: `10.0.${index}.0/24` }));
    await ingress({ IpProtocol: '50', IpRanges: ranges(60) });
    const full = failsWith(
      'RulesPerSecurityGroupLimitExceeded',
      'The maximum number of rules per security group has been reached.',
    );
    await assert.rejects(ingress({ IpProtocol: '51', ...anywhere }), full);
    await assert.rejects(ingress({ IpProtocol: '51', UserIdGroupPairs: [{ GroupId }] }), full);
    await ingress({ IpProtocol: '51', Ipv6Ranges: [{ CidrIpv6: '::/0' }] });
    await assert.rejects(egress({ IpProtocol: '50', IpRanges: ranges(60) }), full);
    await egress({ IpProtocol: '50', IpRanges: ranges(59) });
    assert.equal((await rules()).length, 121);
  });

  test('when a prefix list alone would go beyond the quota', async () => {
    const { client, ingress } = await setUp();
    const { PrefixList } = await client.send(
      new CreateManagedPrefixListCommand({ PrefixListName: 'a', MaxEntries: 61, AddressFamily: 'IPv4' }),
    );
    await assert.rejects(
      ingress({ IpProtocol: '50', PrefixListIds: [{ PrefixListId: PrefixList?.PrefixListId }] }),
      failsWith('RulesPerSecurityGroupLimitExceeded'),
    );
  });
});

test('the group has to exist', async () => {
  const { client } = await setUp();
  const IpPermissions = [{ IpProtocol: '50', ...anywhere }];
  const GroupId = 'sg-0123456789abcdef0';
  for (const command of [
    new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }),
    new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }),
  ]) {
    await assert.rejects(
      client.send(command as AuthorizeSecurityGroupIngressCommand),
      failsWith('InvalidGroup.NotFound', GroupId),
    );
  }
});

test('a port that is no number is refused before anything else', async () => {
  const { status, call } = await sendForm('Action=AuthorizeSecurityGroupIngress&GroupId=sg-1&FromPort=ssh');
  assert.equal(status, 400);
  assert.equal(call.error?.code, 'InvalidParameterValue');
});
