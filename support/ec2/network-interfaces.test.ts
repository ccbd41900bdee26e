import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  CreateNetworkInterfaceCommand,
  type CreateNetworkInterfaceCommandInput,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkInterfaceCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  ModifyNetworkInterfaceAttributeCommand,
  type ModifyNetworkInterfaceAttributeCommandInput,
} from '@aws-sdk/client-ec2';
import { failsWith, testClient } from './testing/ec2.ts';

async function setUp() {
  const client = testClient();
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const { Subnet } = await client.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/28' }));
  const SubnetId = Subnet?.SubnetId ?? '';
  const group = async (GroupName: string) =>
    (await client.send(new CreateSecurityGroupCommand({ VpcId, GroupName, Description: 'a' }))).GroupId ?? '';
  const create = async (input: Partial<CreateNetworkInterfaceCommandInput> = {}) =>
    (await client.send(new CreateNetworkInterfaceCommand({ SubnetId, ...input }))).NetworkInterface;
  const describe = async (input: object) =>
    (await client.send(new DescribeNetworkInterfacesCommand(input))).NetworkInterfaces ?? [];
  const addresses = async (input: Partial<CreateNetworkInterfaceCommandInput>) =>
    (await create(input))?.PrivateIpAddresses?.map(({ PrivateIpAddress }) => PrivateIpAddress);
  return { client, VpcId, SubnetId, group, create, describe, addresses };
}

test('a new interface says all that EC2 says', async () => {
  const { VpcId, SubnetId, group, create, describe } = await setUp();
  const GroupId = await group('training');
  const made = await create({
    Groups: [GroupId],
    Description: 'job',
    InterfaceType: 'efa',
    TagSpecifications: [{ ResourceType: 'network-interface', Tags: [{ Key: 'a', Value: 'b' }] }],
  });
  assert.equal(made?.Status, 'pending');
  const id = made?.NetworkInterfaceId ?? '';
  const [one] = await describe({ NetworkInterfaceIds: [id] });
  assert.match(one?.MacAddress ?? '', /^02(:[0-9a-f]{2}){5}$/);
  assert.deepEqual(one, {
    NetworkInterfaceId: id,
    InterfaceType: 'efa',
    Description: 'job',
    SubnetId,
    VpcId,
    AvailabilityZone: 'eu-central-1a',
    AvailabilityZoneId: 'euc1-az1',
    OwnerId: '111122223333',
    RequesterManaged: false,
    Status: 'available',
    MacAddress: one?.MacAddress,
    PrivateIpAddress: '10.0.0.4',
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.0.0.4' }],
    Ipv6Addresses: [],
    SourceDestCheck: true,
    Groups: [{ GroupId, GroupName: 'training' }],
    TagSet: [{ Key: 'a', Value: 'b' }],
  });
});

for (const [region, domain] of [
  ['eu-central-1', 'eu-central-1.compute.internal'],
  ['us-east-1', 'ec2.internal'],
] as const) {
  test(`an interface in the default VPC of ${region} has a name in DNS`, async () => {
    const client = testClient({ region });
    const { Subnets } = await client.send(new DescribeSubnetsCommand({}));
    const made = await client.send(new CreateNetworkInterfaceCommand({ SubnetId: Subnets?.[0]?.SubnetId }));
    assert.equal(made.NetworkInterface?.PrivateDnsName, `ip-172-31-0-4.${domain}`);
  });
}

suite('addresses', () => {
  test('are the lowest that are free, and return when an interface goes', async () => {
    const { client, create, addresses } = await setUp();
    const first = await create();
    assert.deepEqual(await addresses({}), ['10.0.0.5']);
    await client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: first?.NetworkInterfaceId }));
    assert.deepEqual(await addresses({}), ['10.0.0.4']);
  });

  test('can be chosen, and counted', async () => {
    const { addresses } = await setUp();
    assert.deepEqual(await addresses({ PrivateIpAddress: '10.0.0.9' }), ['10.0.0.9']);
    assert.deepEqual(await addresses({ SecondaryPrivateIpAddressCount: 2 }), ['10.0.0.4', '10.0.0.5', '10.0.0.6']);
    const listed = [{ PrivateIpAddress: '10.0.0.7' }, { PrivateIpAddress: '10.0.0.8', Primary: true }];
    assert.deepEqual(await addresses({ PrivateIpAddresses: listed }), ['10.0.0.8', '10.0.0.7']);
    assert.deepEqual(await addresses({ PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.12' }] }), [
      '10.0.0.10',
      '10.0.0.12',
    ]);
  });

  test('run out', async () => {
    const { create } = await setUp();
    for (let index = 0; index < 11; index += 1) await create();
    await assert.rejects(create(), failsWith('InsufficientFreeAddressesInSubnet', '0 free addresses'));
  });

  const refused: readonly (readonly [string, Partial<CreateNetworkInterfaceCommandInput>, string, string])[] = [
    ['outside of the subnet', { PrivateIpAddress: '10.0.1.4' }, 'InvalidParameterValue', '10.0.0.0/28'],
    ['kept by EC2 at the start', { PrivateIpAddress: '10.0.0.3' }, 'InvalidParameterValue', 'reserved'],
    ['kept by EC2 at the end', { PrivateIpAddress: '10.0.0.15' }, 'InvalidParameterValue', 'reserved'],
    ['that are none', { PrivateIpAddress: '10.0.0' }, 'InvalidParameterValue', 'not an IPv4 address'],
    ['more than there are', { SecondaryPrivateIpAddressCount: 11 }, 'InsufficientFreeAddressesInSubnet', '12'],
    ['more than an interface has', { SecondaryPrivateIpAddressCount: 50 }, 'PrivateIpAddressLimitExceeded', '50'],
    ['fewer than none', { SecondaryPrivateIpAddressCount: -1 }, 'InvalidParameterValue', '-1'],
    [
      'two of which are primary',
      { PrivateIpAddress: '10.0.0.4', PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.5', Primary: true }] },
      'InvalidParameterCombination',
      'primary',
    ],
    [
      'both listed and counted',
      { SecondaryPrivateIpAddressCount: 1, PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.5' }] },
      'InvalidParameterCombination',
      'counted',
    ],
    [
      'listed twice',
      { PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.5' }, { PrivateIpAddress: '10.0.0.5' }] },
      'InvalidParameterValue',
      'twice',
    ],
    ['of IPv6, where the subnet has none', { Ipv6AddressCount: 1 }, 'InvalidParameterValue', 'no IPv6 block'],
  ];
  for (const [what, input, code, text] of refused) {
    test(`are refused ${what}`, async () => {
      const { create, describe } = await setUp();
      await assert.rejects(create(input), failsWith(code, text));
      assert.deepEqual(await describe({}), []);
    });
  }

  test('are refused when another interface has them', async () => {
    const { create } = await setUp();
    await create({ PrivateIpAddress: '10.0.0.9' });
    await assert.rejects(create({ PrivateIpAddress: '10.0.0.9' }), failsWith('InvalidIPAddress.InUse', '10.0.0.9'));
  });
});

suite('groups', () => {
  test('are the default one when none is named', async () => {
    const { create } = await setUp();
    assert.deepEqual(
      (await create())?.Groups?.map(({ GroupName }) => GroupName),
      ['default'],
    );
  });

  test('are refused when unknown, malformed, of another VPC or too many', async () => {
    const { client, group, create } = await setUp();
    await assert.rejects(
      create({ Groups: ['sg-0123456789abcdef0'] }),
      failsWith('InvalidSecurityGroupID.NotFound', "The securityGroup ID 'sg-0123456789abcdef0' does not exist"),
    );
    await assert.rejects(create({ Groups: ['training'] }), failsWith('InvalidGroupId.Malformed'));
    const { SecurityGroups } = await client.send(new DescribeSecurityGroupsCommand({ GroupNames: ['default'] }));
    await assert.rejects(
      create({ Groups: [SecurityGroups?.[0]?.GroupId ?? ''] }),
      failsWith('InvalidGroup.NotFound', 'You have specified two resources that belong to different networks.'),
    );
    const Groups = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(group));
    await assert.rejects(create({ Groups }), failsWith('SecurityGroupsPerInterfaceLimitExceeded'));
    assert.equal((await create({ Groups: Groups.slice(1) }))?.Groups?.length, 5);
  });
});

test('an interface needs a subnet that exists, and a type', async () => {
  const { create } = await setUp();
  await assert.rejects(create({ SubnetId: 'subnet-0123456789abcdef0' }), failsWith('InvalidSubnetID.NotFound'));
  await assert.rejects(create({ SubnetId: 'subnet' }), failsWith('InvalidSubnetID.Malformed'));
  await assert.rejects(create({ SubnetId: undefined }), failsWith('MissingParameter', 'SubnetId'));
  await assert.rejects(create({ InterfaceType: 'lamp' as 'efa' }), failsWith('InvalidParameterValue', 'lamp'));
});

test('DescribeNetworkInterfaces filters', async () => {
  const { VpcId, SubnetId, group, create, describe } = await setUp();
  const GroupId = await group('training');
  const one = await create({ Groups: [GroupId], Description: 'SageMaker job a' });
  await create();
  const id = one?.NetworkInterfaceId;
  for (const [name, value] of [
    ['network-interface-id', id ?? ''],
    ['group-id', GroupId],
    ['group-name', 'training'],
    ['description', 'SageMaker*'],
    ['private-ip-address', '10.0.0.4'],
    ['addresses.private-ip-address', '10.0.0.4'],
    ['mac-address', one?.MacAddress ?? ''],
  ] as const) {
    const found = await describe({ Filters: [{ Name: name, Values: [value] }] });
    assert.deepEqual(
      found.map(({ NetworkInterfaceId }) => NetworkInterfaceId),
      [id],
      name,
    );
  }
  for (const [name, value] of [
    ['vpc-id', VpcId],
    ['subnet-id', SubnetId],
    ['status', 'available'],
    ['availability-zone', 'eu-central-1a'],
    ['interface-type', 'interface'],
    ['requester-managed', 'false'],
  ] as const) {
    assert.equal((await describe({ Filters: [{ Name: name, Values: [value] }] })).length, 2, name);
  }
  await assert.rejects(
    describe({ NetworkInterfaceIds: ['eni-0123456789abcdef0'] }),
    failsWith('InvalidNetworkInterfaceID.NotFound'),
  );
  await assert.rejects(describe({ NetworkInterfaceIds: ['eni'] }), failsWith('InvalidNetworkInterfaceId.Malformed'));
});

test('attributes are changed one at a time', async () => {
  const { client, group, create, describe } = await setUp();
  const NetworkInterfaceId = (await create())?.NetworkInterfaceId;
  const modify = (input: Partial<ModifyNetworkInterfaceAttributeCommandInput>) =>
    client.send(new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId, ...input }));
  const GroupId = await group('training');
  await modify({ Groups: [GroupId] });
  await modify({ Description: { Value: 'b' } });
  await modify({ SourceDestCheck: { Value: false } });
  const [one] = await describe({ NetworkInterfaceIds: [NetworkInterfaceId] });
  assert.deepEqual([one?.Groups?.[0]?.GroupId, one?.Description, one?.SourceDestCheck], [GroupId, 'b', false]);
  await assert.rejects(modify({}), failsWith('MissingParameter'));
  await assert.rejects(
    modify({ Description: { Value: 'b' }, SourceDestCheck: { Value: true } }),
    failsWith('InvalidParameterCombination'),
  );
  await assert.rejects(modify({ EnaSrdSpecification: { EnaSrdEnabled: true } }), failsWith('UnsupportedOperation'));
});

test('a client token makes a second request harmless, and is good for one request', async () => {
  const { client, SubnetId, create, describe } = await setUp();
  const first = await create({ ClientToken: 'a' });
  assert.deepEqual(await create({ ClientToken: 'a' }), first);
  assert.equal((await describe({})).length, 1);
  await assert.rejects(create({ ClientToken: 'a', Description: 'b' }), failsWith('IdempotentParameterMismatch'));
  const { ClientToken } = await client.send(new CreateNetworkInterfaceCommand({ SubnetId, ClientToken: 'b' }));
  assert.equal(ClientToken, 'b');
});
