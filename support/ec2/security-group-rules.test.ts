import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  type AuthorizeSecurityGroupIngressCommandInput,
  CreateManagedPrefixListCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  type IpPermission,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type RevokeSecurityGroupIngressCommandInput,
  type SecurityGroupRuleRequest,
  UpdateSecurityGroupRuleDescriptionsEgressCommand,
  UpdateSecurityGroupRuleDescriptionsIngressCommand,
} from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import { failsWith, sendForm, testClient } from './testing.ts';

const ACCOUNT = '111122223333';

async function setUp(options: { readonly inDefaultVpc?: boolean } = {}) {
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

const anywhere = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const empty = { IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] };

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
    const full = failsWith('RulesPerSecurityGroupLimitExceeded', '60');
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

suite('single parameters', () => {
  type Input = AuthorizeSecurityGroupIngressCommandInput;
  const flat = (client: EC2Client, input: Input) => client.send(new AuthorizeSecurityGroupIngressCommand(input));

  test('give one CIDR', async () => {
    const { client, GroupId, describe } = await setUp();
    await flat(client, { GroupId, IpProtocol: 'udp', FromPort: 500, ToPort: 500, CidrIp: '10.0.0.0/16' });
    assert.deepEqual((await describe()).IpPermissions, [
      { ...empty, IpProtocol: 'udp', FromPort: 500, ToPort: 500, IpRanges: [{ CidrIp: '10.0.0.0/16' }] },
    ]);
    const revoked = await client.send(
      new RevokeSecurityGroupIngressCommand({
        GroupId,
        IpProtocol: 'udp',
        FromPort: 500,
        ToPort: 500,
        CidrIp: '10.0.0.0/16',
      }),
    );
    assert.equal(revoked.RevokedSecurityGroupRules?.length, 1);
  });

  test('name the group and its peer, which then gets TCP, UDP and ICMP', async () => {
    const { client, describe, GroupId } = await setUp({ inDefaultVpc: true });
    await flat(client, { GroupName: 'training', SourceSecurityGroupName: 'training' });
    assert.deepEqual(
      (await describe()).IpPermissions?.map((permission) => [
        permission.IpProtocol,
        permission.FromPort,
        permission.ToPort,
        permission.UserIdGroupPairs?.[0]?.GroupId,
      ]),
      [
        ['tcp', 0, 65_535, GroupId],
        ['udp', 0, 65_535, GroupId],
        ['icmp', -1, -1, GroupId],
      ],
    );
  });

  test('are refused when they do not go together', async () => {
    const { client, GroupId } = await setUp();
    const cases: readonly (readonly [Input, string, string])[] = [
      [{ GroupId, SourceSecurityGroupName: 'training', IpProtocol: '50' }, 'InvalidParameterCombination', 'IpProtocol'],
      [{ GroupId, SourceSecurityGroupName: 'training', CidrIp: '::/0' }, 'InvalidParameterCombination', 'CidrIp'],
      [{ GroupId, IpProtocol: '50' }, 'MissingParameter', 'CidrIp'],
      [{ GroupId }, 'MissingParameter', 'IpPermissions'],
      [{ IpProtocol: '50', CidrIp: '10.0.0.0/8' }, 'MissingParameter', 'GroupId'],
      [{ GroupId, GroupName: 'training', IpProtocol: '50' }, 'InvalidParameterCombination', 'groupName'],
      [
        { GroupId, IpProtocol: '50', CidrIp: '10.0.0.0/8', IpPermissions: [{ IpProtocol: '50', ...anywhere }] },
        'InvalidParameterCombination',
        'not in both ways',
      ],
    ];
    for (const [input, code, text] of cases) await assert.rejects(flat(client, input), failsWith(code, text));
  });

  test('are not for outbound rules', async () => {
    const { client, GroupId } = await setUp();
    await assert.rejects(
      client.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpProtocol: '50', CidrIp: '10.0.0.0/8' })),
      failsWith('InvalidParameterValue', 'use IpPermissions'),
    );
  });
});

suite('revoking', () => {
  test('by what is permitted, whatever its description', async () => {
    const { ingress, revoke, describe, GroupId } = await setUp();
    const { SecurityGroupRules } = await ingress({
      IpProtocol: '50',
      IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'a' }, { CidrIp: '11.0.0.0/8' }],
    });
    const answer = await revoke({
      IpPermissions: [{ IpProtocol: '50', FromPort: 0, ToPort: 0, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
    });
    assert.equal(answer.Return, true);
    assert.deepEqual(answer.UnknownIpPermissions, []);
    assert.deepEqual(answer.RevokedSecurityGroupRules, [
      {
        SecurityGroupRuleId: SecurityGroupRules?.[0]?.SecurityGroupRuleId,
        GroupId,
        IsEgress: false,
        IpProtocol: '50',
        CidrIpv4: '10.0.0.0/8',
        Description: 'a',
      },
    ]);
    assert.deepEqual((await describe()).IpPermissions?.[0]?.IpRanges, [{ CidrIp: '11.0.0.0/8' }]);
  });

  test('the default outbound rule', async () => {
    const { client, GroupId, describe } = await setUp();
    const IpPermissions = [{ IpProtocol: '-1', ...anywhere }];
    await client.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
    assert.deepEqual((await describe()).IpPermissionsEgress, []);
  });

  test('by rule id', async () => {
    const { client, GroupId, ingress, revoke, rules, group } = await setUp();
    const { SecurityGroupRules } = await ingress({ IpProtocol: '50', UserIdGroupPairs: [{ GroupId }] });
    const id = SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? '';
    const byId = (command: typeof RevokeSecurityGroupEgressCommand, owner: string) =>
      client.send(new command({ GroupId: owner, SecurityGroupRuleIds: [id] }));
    const unknown = failsWith(
      'InvalidSecurityGroupRuleId.NotFound',
      `The security group rule ID '${id}' does not exist`,
    );
    await assert.rejects(byId(RevokeSecurityGroupEgressCommand, GroupId), unknown);
    const other = await group('other');
    await assert.rejects(
      client.send(new RevokeSecurityGroupIngressCommand({ GroupId: other, SecurityGroupRuleIds: [id] })),
      unknown,
    );
    const answer = await revoke({ SecurityGroupRuleIds: [id] });
    assert.equal(answer.RevokedSecurityGroupRules?.[0]?.ReferencedGroupId, GroupId);
    assert.equal((await rules()).length, 1);
    await assert.rejects(revoke({ SecurityGroupRuleIds: [id] }), unknown);
    await assert.rejects(
      revoke({ SecurityGroupRuleIds: ['rule'] }),
      failsWith('InvalidSecurityGroupRuleId.Malformed', 'rule'),
    );
  });

  test('what is not there is an error, and revokes nothing', async () => {
    const { ingress, revoke, rules } = await setUp();
    const there = { IpProtocol: '50', ...anywhere };
    await ingress(there);
    await assert.rejects(
      revoke({ IpPermissions: [there, { IpProtocol: '51', ...anywhere }] }),
      failsWith('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.'),
    );
    assert.equal((await rules()).length, 2);
  });

  test('what is not there is only reported in a default VPC', async () => {
    const { ingress, revoke } = await setUp({ inDefaultVpc: true });
    const there = { IpProtocol: '50', ...anywhere };
    await ingress(there);
    const answer = await revoke({ IpPermissions: [there, { IpProtocol: '51', ...anywhere }] });
    assert.deepEqual(answer.UnknownIpPermissions, [{ ...empty, IpProtocol: '51', ...anywhere }]);
    assert.equal(answer.RevokedSecurityGroupRules?.length, 1);
  });

  test('needs one way to say what', async () => {
    const { revoke } = await setUp();
    await assert.rejects(
      revoke({}),
      failsWith('MissingParameter', "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided."),
    );
    const IpPermissions = [{ IpProtocol: '50', ...anywhere }];
    await assert.rejects(
      revoke({ IpPermissions, SecurityGroupRuleIds: ['sgr-1'] }),
      failsWith('InvalidParameterCombination'),
    );
  });

  test('undoes what was authorised, for any permissions', async () => {
    const { client, group, ingress, egress, revoke, describe, GroupId } = await setUp();
    const groups = [GroupId, await group('other')];
    const { PrefixList } = await client.send(
      new CreateManagedPrefixListCommand({ PrefixListName: 'a', MaxEntries: 1, AddressFamily: 'IPv4' }),
    );
    const lists = [PrefixList?.PrefixListId ?? ''];
    const before = await describe();
    await fc.assert(
      fc.asyncProperty(permissions(groups, lists), fc.boolean(), async (wanted, out) => {
        await (out ? egress : ingress)(wanted);
        const during = await describe();
        assert.notDeepEqual(during, before);
        const change = { GroupId, IpPermissions: wanted };
        if (out) await client.send(new RevokeSecurityGroupEgressCommand(change));
        else await revoke(change);
        assert.deepEqual(await describe(), before);
        // What Describe gives can be given back as it is.
        await (out ? egress : ingress)(wanted);
        const described = ((await describe())[out ? 'IpPermissionsEgress' : 'IpPermissions'] ?? []).filter(
          ({ IpProtocol, IpRanges }) => !(out && IpProtocol === '-1' && IpRanges?.[0]?.CidrIp === '0.0.0.0/0'),
        );
        const back = { GroupId, IpPermissions: described };
        if (out) await client.send(new RevokeSecurityGroupEgressCommand(back));
        else await revoke(back);
        assert.deepEqual(await describe(), before);
      }),
      { numRuns: 60 },
    );
  });
});

/** Permissions that EC2 takes, no two of which come to the same rule. */
function permissions(groups: readonly string[], lists: readonly string[]): fc.Arbitrary<IpPermission[]> {
  const octet = fc.integer({ min: 1, max: 254 });
  const described = { Description: fc.option(fc.constantFrom('a', 'b c'), { nil: undefined }) };
  const peer = fc.oneof(
    fc.record({
      IpRanges: fc.array(
        fc.record({
          CidrIp: fc
            .tuple(octet, octet, fc.integer({ min: 17, max: 32 }))
            .map(([a, b, size]) => `10.${a}.${b}.9/${size}`),
          ...described,
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    fc.record({
      Ipv6Ranges: fc.array(fc.record({ CidrIpv6: octet.map((a) => `2001:db8:${a}::/48`), ...described }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    fc.record({ UserIdGroupPairs: fc.constantFrom(...groups).map((GroupId) => [{ GroupId }]) }),
    fc.record({ PrefixListIds: fc.constantFrom(...lists).map((PrefixListId) => [{ PrefixListId }]) }),
  );
  const port = fc.integer({ min: 0, max: 65_535 });
  const protocol = fc.oneof(
    fc.tuple(fc.constantFrom('tcp', 'udp', '6', '17'), port, port).map(([IpProtocol, a, b]) => ({
      IpProtocol,
      FromPort: Math.min(a, b),
      ToPort: Math.max(a, b),
    })),
    fc.record({ IpProtocol: fc.constantFrom('50', '51', '47', '0', '255') }),
    fc.record({
      IpProtocol: fc.constantFrom('icmp', '58'),
      FromPort: fc.integer({ min: -1, max: -1 }),
      ToPort: fc.constant(-1),
    }),
    fc.record({ IpProtocol: fc.constant('50'), FromPort: port, ToPort: port }),
  );
  return fc
    .array(
      fc.tuple(protocol, peer).map(([a, b]): IpPermission => ({ ...a, ...b })),
      { minLength: 1, maxLength: 6 },
    )
    .filter((list) => {
      const keys = list.flatMap((permission) => peersOf(permission).map((one) => `${normalised(permission)} ${one}`));
      return new Set(keys).size === keys.length;
    });
}

const NAMES: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

function normalised({ IpProtocol = '', FromPort, ToPort }: IpPermission): string {
  const name = NAMES[IpProtocol] ?? IpProtocol;
  return /^\d/.test(name) ? name : `${name} ${FromPort}-${ToPort}`;
}

function peersOf({ IpRanges, Ipv6Ranges, UserIdGroupPairs, PrefixListIds }: IpPermission): string[] {
  return [
    // Coarser than the service: two ranges in the same /16 are never both made.
    ...(IpRanges ?? []).map(({ CidrIp = '' }) => CidrIp.split('.', 2).join('.')),
    ...(Ipv6Ranges ?? []).map(({ CidrIpv6 = '' }) => CidrIpv6),
    ...(UserIdGroupPairs ?? []).map(({ GroupId = '' }) => GroupId),
    ...(PrefixListIds ?? []).map(({ PrefixListId = '' }) => PrefixListId),
  ];
}

suite('DescribeSecurityGroupRules', () => {
  test('takes ids, filters and pages', async () => {
    const { client, GroupId, ingress } = await setUp();
    const { SecurityGroupRules } = await ingress(
      Array.from({ length: 6 }, (_, index) => ({ IpProtocol: `${60 + index}`, ...anywhere })),
    );
    const ask = (input: object) => client.send(new DescribeSecurityGroupRulesCommand(input));
    const id = SecurityGroupRules?.[2]?.SecurityGroupRuleId ?? '';
    assert.deepEqual((await ask({ SecurityGroupRuleIds: [id] })).SecurityGroupRules, [SecurityGroupRules?.[2]]);
    const Filters = [{ Name: 'security-group-rule-id', Values: [id] }];
    assert.deepEqual((await ask({ Filters })).SecurityGroupRules?.length, 1);
    const own = [{ Name: 'group-id', Values: [GroupId] }];
    const { SecurityGroupRules: first, NextToken } = await ask({ Filters: own, MaxResults: 5 });
    const { SecurityGroupRules: rest } = await ask({ Filters: own, MaxResults: 5, NextToken });
    assert.deepEqual([first?.length, rest?.length], [5, 2]);
    await assert.rejects(
      ask({ SecurityGroupRuleIds: ['sgr-0123456789abcdef0'] }),
      failsWith('InvalidSecurityGroupRuleId.NotFound'),
    );
  });
});

suite('ModifySecurityGroupRules', () => {
  async function withRules() {
    const all = await setUp();
    const { SecurityGroupRules } = await all.ingress([
      { IpProtocol: '50', IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
      { IpProtocol: '50', IpRanges: [{ CidrIp: '11.0.0.0/8' }] },
    ]);
    const [a = '', b = ''] = SecurityGroupRules?.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId ?? '') ?? [];
    const modify = (...updates: (readonly [string, SecurityGroupRuleRequest | undefined])[]) =>
      all.client.send(
        new ModifySecurityGroupRulesCommand({
          GroupId: all.GroupId,
          SecurityGroupRules: updates.map(([SecurityGroupRuleId, SecurityGroupRule]) => ({
            SecurityGroupRuleId,
            SecurityGroupRule,
          })),
        }),
      );
    return { ...all, a, b, modify };
  }

  test('replaces a rule and keeps its id', async () => {
    const { a, modify, rules } = await withRules();
    const { Return } = await modify([
      a,
      { IpProtocol: 'udp', FromPort: 500, ToPort: 500, CidrIpv4: '10.0.0.0/16', Description: 'IKE' },
    ]);
    assert.equal(Return, true);
    const rule = (await rules()).find(({ SecurityGroupRuleId }) => SecurityGroupRuleId === a);
    assert.deepEqual(
      [rule?.IpProtocol, rule?.FromPort, rule?.ToPort, rule?.CidrIpv4, rule?.Description],
      ['udp', 500, 500, '10.0.0.0/16', 'IKE'],
    );
  });

  test('can swap two rules', async () => {
    const { a, b, modify } = await withRules();
    await modify([a, { IpProtocol: '50', CidrIpv4: '11.0.0.0/8' }], [b, { IpProtocol: '50', CidrIpv4: '10.0.0.0/8' }]);
  });

  test('refuses what it cannot make of a rule', async () => {
    const { a, b, modify, describe, GroupId } = await withRules();
    const before = await describe();
    const esp = { IpProtocol: '50', CidrIpv4: '11.0.0.0/8' };
    await assert.rejects(modify([a, esp]), failsWith('InvalidPermission.Duplicate'));
    const other = { IpProtocol: '51', CidrIpv4: '11.0.0.0/8' };
    await assert.rejects(modify([a, other], [b, other]), failsWith('InvalidParameterValue', 'multiple times'));
    await assert.rejects(modify([a, other], [a, other]), failsWith('InvalidParameterValue', 'more than once'));
    await assert.rejects(
      modify([a, { IpProtocol: '50', ReferencedGroupId: GroupId }]),
      failsWith('InvalidParameterValue', 'You may not specify a referenced group id for an existing IPv4 CIDR rule'),
    );
    await assert.rejects(modify([a, undefined]), failsWith('MissingParameter'));
    await assert.rejects(modify([a, { ...esp, CidrIpv6: '::/0' }]), failsWith('InvalidParameterCombination'));
    await assert.rejects(modify([a, { ...esp, IpProtocol: 'esp' }]), failsWith('InvalidParameterValue', 'esp'));
    const unknown = 'sgr-0123456789abcdef0';
    await assert.rejects(modify([unknown, esp]), failsWith('InvalidSecurityGroupRuleId.NotFound', unknown));
    await assert.rejects(modify([a, other], [unknown, esp]), failsWith('InvalidSecurityGroupRuleId.NotFound'));
    await assert.rejects(modify(), failsWith('MissingParameter', 'SecurityGroupRule'));
    assert.deepEqual(await describe(), before);
  });
});

suite('descriptions', () => {
  test('are changed by rule and by permission', async () => {
    const { client, GroupId, ingress, describe } = await setUp();
    const { SecurityGroupRules } = await ingress({
      IpProtocol: '50',
      IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'a' }],
    });
    const SecurityGroupRuleId = SecurityGroupRules?.[0]?.SecurityGroupRuleId;
    const update = (input: object) =>
      client.send(new UpdateSecurityGroupRuleDescriptionsIngressCommand({ GroupId, ...input }));
    const description = async () => (await describe()).IpPermissions?.[0]?.IpRanges?.[0]?.Description;
    await update({ SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId, Description: 'b' }] });
    assert.equal(await description(), 'b');
    await update({ IpPermissions: [{ IpProtocol: '50', IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'c' }] }] });
    assert.equal(await description(), 'c');
    await update({ SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId }] });
    assert.equal(await description(), undefined);
    const egress = new UpdateSecurityGroupRuleDescriptionsEgressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'out' }] }],
    });
    await client.send(egress);
    assert.equal((await describe()).IpPermissionsEgress?.[0]?.IpRanges?.[0]?.Description, 'out');
    await assert.rejects(update({}), failsWith('MissingParameter'));
    await assert.rejects(
      update({ SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId, Description: '<' }] }),
      failsWith('InvalidParameterValue', 'Invalid rule description'),
    );
    await assert.rejects(
      update({ SecurityGroupRuleDescriptions: [{ Description: 'a' }] }),
      failsWith('MissingParameter'),
    );
    await assert.rejects(
      update({ IpPermissions: [{ IpProtocol: '51', ...anywhere }] }),
      failsWith('InvalidPermission.NotFound'),
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
