import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  type CreateNetworkAclEntryCommandInput,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkAclCommand,
  DeleteNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  ReplaceNetworkAclAssociationCommand,
  ReplaceNetworkAclEntryCommand,
} from '@aws-sdk/client-ec2';
import { ENTRIES_PER_DIRECTION } from './network-acl-entries.ts';
import { failsWith, testClient } from './testing/ec2.ts';

async function setUp() {
  const client = testClient();
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const { NetworkAcl } = await client.send(new CreateNetworkAclCommand({ VpcId }));
  const NetworkAclId = NetworkAcl?.NetworkAclId ?? '';
  const entry = (changes: Partial<CreateNetworkAclEntryCommandInput> = {}) => ({
    NetworkAclId,
    RuleNumber: 100,
    Egress: false,
    Protocol: '50',
    RuleAction: 'allow' as const,
    CidrBlock: '10.0.0.0/16',
    ...changes,
  });
  const create = (changes?: Partial<CreateNetworkAclEntryCommandInput>) =>
    client.send(new CreateNetworkAclEntryCommand(entry(changes)));
  const describe = async (input: object = { NetworkAclIds: [NetworkAclId] }) =>
    (await client.send(new DescribeNetworkAclsCommand(input))).NetworkAcls ?? [];
  const subnet = async () =>
    (await client.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }))).Subnet?.SubnetId ?? '';
  return { client, VpcId, NetworkAclId, entry, create, describe, subnet };
}

const refusal = (Egress: boolean) => ({
  CidrBlock: '0.0.0.0/0',
  Egress,
  Protocol: '-1',
  RuleAction: 'deny',
  RuleNumber: 32_767,
});

test('a VPC’s default ACL lets everything through and has every new subnet', async () => {
  const { VpcId, describe, subnet } = await setUp();
  const SubnetId = await subnet();
  const [acl] = await describe({ Filters: [{ Name: 'association.subnet-id', Values: [SubnetId] }] });
  assert.equal(acl?.IsDefault, true);
  assert.equal(acl?.VpcId, VpcId);
  assert.equal(acl?.OwnerId, '111122223333');
  const everything = (Egress: boolean) => ({ ...refusal(Egress), RuleAction: 'allow', RuleNumber: 100 });
  assert.deepEqual(acl?.Entries, [everything(true), refusal(true), everything(false), refusal(false)]);
  assert.deepEqual(
    acl?.Associations?.map(({ NetworkAclId, SubnetId: id }) => [NetworkAclId, id]),
    [[acl?.NetworkAclId, SubnetId]],
  );
});

test('a new ACL lets nothing through', async () => {
  const { describe } = await setUp();
  const [acl] = await describe();
  assert.deepEqual([acl?.IsDefault, acl?.Associations], [false, []]);
  assert.deepEqual(acl?.Entries, [refusal(true), refusal(false)]);
});

suite('entries', () => {
  test('are kept in order of direction and number, with protocols as numbers', async () => {
    const { create, describe } = await setUp();
    await create({ RuleNumber: 200, Protocol: 'udp', PortRange: { From: 500, To: 500 } });
    await create({ RuleNumber: 90, Protocol: '50', PortRange: { From: 1, To: 2 }, CidrBlock: '10.1.2.3/24' });
    await create({ RuleNumber: 1, Protocol: 'icmp', IcmpTypeCode: { Type: 8, Code: -1 }, RuleAction: 'deny' });
    await create({
      RuleNumber: 2,
      Protocol: 'all',
      CidrBlock: undefined,
      Ipv6CidrBlock: '2001:DB8::/32',
      Egress: true,
    });
    const [acl] = await describe();
    assert.deepEqual(acl?.Entries, [
      { RuleNumber: 2, Egress: true, Protocol: '-1', RuleAction: 'allow', Ipv6CidrBlock: '2001:db8::/32' },
      refusal(true),
      {
        RuleNumber: 1,
        Egress: false,
        Protocol: '1',
        RuleAction: 'deny',
        CidrBlock: '10.0.0.0/16',
        IcmpTypeCode: { Type: 8, Code: -1 },
      },
      { RuleNumber: 90, Egress: false, Protocol: '50', RuleAction: 'allow', CidrBlock: '10.1.2.0/24' },
      {
        RuleNumber: 200,
        Egress: false,
        Protocol: '17',
        RuleAction: 'allow',
        CidrBlock: '10.0.0.0/16',
        PortRange: { From: 500, To: 500 },
      },
      refusal(false),
    ]);
  });

  test('are replaced and deleted by number and direction', async () => {
    const { client, create, describe, entry, NetworkAclId } = await setUp();
    await create();
    await create({ Egress: true });
    await client.send(new ReplaceNetworkAclEntryCommand(entry({ RuleAction: 'deny' })));
    const actions = async () =>
      (await describe())[0]?.Entries?.filter(({ RuleNumber }) => RuleNumber === 100).map(({ Egress, RuleAction }) => [
        Egress,
        RuleAction,
      ]);
    assert.deepEqual(await actions(), [
      [true, 'allow'],
      [false, 'deny'],
    ]);
    const remove = (RuleNumber: number, Egress: boolean) =>
      client.send(new DeleteNetworkAclEntryCommand({ NetworkAclId, RuleNumber, Egress }));
    await remove(100, true);
    assert.deepEqual(await actions(), [[false, 'deny']]);
    const missing = failsWith('InvalidNetworkAclEntry.NotFound');
    await assert.rejects(remove(100, true), missing);
    await assert.rejects(remove(32_767, true), missing);
    await assert.rejects(client.send(new ReplaceNetworkAclEntryCommand(entry({ RuleNumber: 7 }))), missing);
  });

  test('take ICMPv6 for all of it with an IPv4 range, and want its type with an IPv6 one', async () => {
    const { create, describe } = await setUp();
    await create({ RuleNumber: 1, Protocol: '58', IcmpTypeCode: { Type: 128, Code: 0 } });
    const ipv6 = { RuleNumber: 2, Protocol: '58', CidrBlock: undefined, Ipv6CidrBlock: '::/0' };
    await assert.rejects(create(ipv6), failsWith('MissingParameter', 'Icmp.Type'));
    await create({ ...ipv6, IcmpTypeCode: { Type: 128, Code: 0 } });
    const made = (await describe())[0]?.Entries?.filter(({ RuleNumber }) => RuleNumber === 1 || RuleNumber === 2);
    assert.deepEqual(
      made?.map(({ IcmpTypeCode }) => IcmpTypeCode),
      [undefined, { Type: 128, Code: 0 }],
    );
  });

  const refused: readonly (readonly [string, Partial<CreateNetworkAclEntryCommandInput>, string, string])[] = [
    ['number 0', { RuleNumber: 0 }, 'InvalidParameterValue', 'ruleNumber'],
    ['number 32767', { RuleNumber: 32_767 }, 'InvalidParameterValue', 'ruleNumber'],
    ['no number', { RuleNumber: undefined }, 'MissingParameter', 'RuleNumber'],
    ['another action', { RuleAction: 'drop' as 'deny' }, 'InvalidParameterValue', 'drop'],
    ['an unknown protocol', { Protocol: 'esp' }, 'InvalidParameterValue', 'Unknown protocol.'],
    [
      'UDP without ports',
      { Protocol: '17' },
      'InvalidParameterValue',
      'Must specify both from and to ports with TCP/UDP.',
    ],
    ['ports the wrong way round', { Protocol: '6', PortRange: { From: 2, To: 1 } }, 'InvalidParameterValue', '(2:1)'],
    ['ICMP without a type', { Protocol: '1' }, 'MissingParameter', 'Icmp.Type'],
    ['ICMP without a code', { Protocol: '1', IcmpTypeCode: { Type: 8 } }, 'MissingParameter', 'Icmp.Code'],
    ['ICMP type 256', { Protocol: '1', IcmpTypeCode: { Type: 256, Code: 0 } }, 'InvalidParameterValue', 'type (256)'],
    ['ICMP code 256', { Protocol: '1', IcmpTypeCode: { Type: 8, Code: 256 } }, 'InvalidParameterValue', 'code (256)'],
    ['a malformed CIDR', { CidrBlock: '10.0.0.0/33' }, 'InvalidParameterValue', 'CIDR block 10.0.0.0/33 is malformed'],
    ['no CIDR', { CidrBlock: undefined }, 'MissingParameter', 'CidrBlock'],
    ['two CIDRs', { Ipv6CidrBlock: '::/0' }, 'InvalidParameterCombination', 'ipv6CidrBlock'],
    [
      'an unknown ACL',
      { NetworkAclId: 'acl-0123456789abcdef0' },
      'InvalidNetworkAclID.NotFound',
      'acl-0123456789abcdef0',
    ],
    ['a malformed ACL', { NetworkAclId: 'acl' }, 'InvalidNetworkAclId.Malformed', 'acl'],
  ];
  for (const [what, changes, code, text] of refused) {
    test(`are refused with ${what}`, async () => {
      const { create } = await setUp();
      await assert.rejects(create(changes), failsWith(code, text));
    });
  }

  test('have a number once in each direction, and are so many', async () => {
    const { create } = await setUp();
    await create();
    await assert.rejects(
      create({ RuleAction: 'deny' }),
      failsWith('NetworkAclEntryAlreadyExists', 'The network acl entry identified by 100 already exists.'),
    );
    for (let number = 1; number < ENTRIES_PER_DIRECTION; number += 1) await create({ RuleNumber: number });
    await assert.rejects(create({ RuleNumber: 50 }), failsWith('NetworkAclEntryLimitExceeded'));
    await create({ RuleNumber: 50, Egress: true });
  });
});

suite('associations', () => {
  test('put a subnet under another ACL, which is then kept', async () => {
    const { client, NetworkAclId, describe, subnet } = await setUp();
    const SubnetId = await subnet();
    const Filters = [{ Name: 'association.subnet-id', Values: [SubnetId] }];
    const of = async () => (await describe({ Filters }))[0];
    const before = await of();
    const AssociationId = before?.Associations?.[0]?.NetworkAclAssociationId ?? '';
    const replace = (association: string, acl = NetworkAclId) =>
      client.send(new ReplaceNetworkAclAssociationCommand({ AssociationId: association, NetworkAclId: acl }));
    const { NewAssociationId } = await replace(AssociationId);
    const after = await of();
    assert.equal(after?.NetworkAclId, NetworkAclId);
    assert.equal(after?.Associations?.[0]?.NetworkAclAssociationId, NewAssociationId);
    await assert.rejects(replace(AssociationId), failsWith('InvalidAssociationID.NotFound', AssociationId));
    await assert.rejects(client.send(new DeleteNetworkAclCommand({ NetworkAclId })), failsWith('DependencyViolation'));
    const [foreign] = await describe({ Filters: [{ Name: 'association.subnet-id', Values: ['*'] }] });
    await assert.rejects(
      replace(NewAssociationId ?? '', foreign?.NetworkAclId),
      failsWith('InvalidParameterValue', 'different VPCs'),
    );
    await replace(NewAssociationId ?? '', before?.NetworkAclId);
    await client.send(new DeleteNetworkAclCommand({ NetworkAclId }));
    await assert.rejects(describe(), failsWith('InvalidNetworkAclID.NotFound'));
  });

  test('the default ACL cannot be deleted', async () => {
    const { client, VpcId, describe } = await setUp();
    const Filters = [
      { Name: 'vpc-id', Values: [VpcId] },
      { Name: 'default', Values: ['true'] },
    ];
    const [acl] = await describe({ Filters });
    await assert.rejects(
      client.send(new DeleteNetworkAclCommand({ NetworkAclId: acl?.NetworkAclId })),
      failsWith('InvalidParameterValue', `cannot delete default network ACL ${acl?.NetworkAclId}`),
    );
  });
});

test('DescribeNetworkAcls filters by entries', async () => {
  const { NetworkAclId, create, describe } = await setUp();
  await create({ RuleNumber: 7, Protocol: '17', PortRange: { From: 500, To: 501 } });
  for (const [name, value] of [
    ['entry.rule-number', '7'],
    ['entry.protocol', '17'],
    ['entry.port-range.from', '500'],
    ['entry.port-range.to', '501'],
    ['entry.cidr', '10.0.0.0/16'],
    ['network-acl-id', NetworkAclId],
  ] as const) {
    const found = await describe({ Filters: [{ Name: name, Values: [value] }] });
    assert.deepEqual(
      found.map(({ NetworkAclId: id }) => id),
      [NetworkAclId],
      name,
    );
  }
});
