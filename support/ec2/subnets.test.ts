import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  type CreateSubnetCommandInput,
  CreateVpcCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSubnetCommand,
  DescribeAvailabilityZonesCommand,
  DescribeNetworkAclsCommand,
  DescribeSubnetsCommand,
  ModifySubnetAttributeCommand,
} from '@aws-sdk/client-ec2';
import { failsWith, testClient } from './testing/ec2.ts';

async function setUp() {
  const client = testClient();
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const create = async (input: Partial<CreateSubnetCommandInput> = {}) =>
    (await client.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24', ...input }))).Subnet;
  const describe = async (input: object) => (await client.send(new DescribeSubnetsCommand(input))).Subnets ?? [];
  return { client, VpcId, create, describe };
}

test('a new subnet says all that EC2 says', async () => {
  const { VpcId, create } = await setUp();
  const tags = [{ Key: 'Name', Value: 'a' }];
  const subnet = await create({ TagSpecifications: [{ ResourceType: 'subnet', Tags: tags }] });
  const id = subnet?.SubnetId ?? '';
  assert.match(id, /^subnet-0[0-9a-f]{16}$/);
  assert.deepEqual(subnet, {
    SubnetId: id,
    SubnetArn: `arn:aws:ec2:eu-central-1:111122223333:subnet/${id}`,
    VpcId,
    OwnerId: '111122223333',
    State: 'available',
    CidrBlock: '10.0.1.0/24',
    AvailableIpAddressCount: 251,
    AvailabilityZone: 'eu-central-1a',
    AvailabilityZoneId: 'euc1-az1',
    DefaultForAz: false,
    MapPublicIpOnLaunch: false,
    MapCustomerOwnedIpOnLaunch: false,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    EnableDns64: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    Tags: tags,
  });
});

suite('CreateSubnet', () => {
  test('takes a zone by name or id', async () => {
    const { create } = await setUp();
    const named = await create({ AvailabilityZone: 'eu-central-1b' });
    assert.equal(named?.AvailabilityZoneId, 'euc1-az2');
    const identified = await create({ CidrBlock: '10.0.2.0/24', AvailabilityZoneId: 'euc1-az3' });
    assert.equal(identified?.AvailabilityZone, 'eu-central-1c');
  });

  const refused: readonly (readonly [string, Partial<CreateSubnetCommandInput>, string, string])[] = [
    [
      'a CIDR outside of the VPC',
      { CidrBlock: '10.1.0.0/24' },
      'InvalidSubnet.Range',
      "The CIDR '10.1.0.0/24' is invalid.",
    ],
    ['a CIDR that is too wide', { CidrBlock: '10.0.0.0/15' }, 'InvalidSubnet.Range', '10.0.0.0/15'],
    ['a CIDR that is too narrow', { CidrBlock: '10.0.0.0/29' }, 'InvalidSubnet.Range', '10.0.0.0/29'],
    ['a malformed CIDR', { CidrBlock: '10.0.0.0' }, 'InvalidParameterValue', 'not a valid CIDR'],
    ['no CIDR', { CidrBlock: undefined }, 'MissingParameter', 'CidrBlock'],
    [
      'an unknown zone',
      { AvailabilityZone: 'eu-central-1z' },
      'InvalidParameterValue',
      'following availability zones: eu-central-1a, eu-central-1b, eu-central-1c.',
    ],
    ['an unknown VPC', { VpcId: 'vpc-0123456789abcdef0' }, 'InvalidVpcID.NotFound', 'vpc-0123456789abcdef0'],
    ['an IPv6 block that its VPC does not have', { Ipv6CidrBlock: '2001:db8::/64' }, 'InvalidSubnet.Range', '2001:db8'],
    ['a malformed IPv6 block', { Ipv6CidrBlock: 'everything' }, 'InvalidParameterValue', 'everything'],
  ];
  for (const [what, input, code, text] of refused) {
    test(`refuses ${what}`, async () => {
      const { create } = await setUp();
      await assert.rejects(create(input), failsWith(code, text));
    });
  }

  test('refuses a CIDR that overlaps another subnet', async () => {
    const { create } = await setUp();
    await create({ CidrBlock: '10.0.0.0/20' });
    await assert.rejects(
      create({ CidrBlock: '10.0.3.0/24' }),
      failsWith('InvalidSubnet.Conflict', "The CIDR '10.0.3.0/24' conflicts with another subnet"),
    );
  });
});

test('DescribeSubnets takes ids and filters', async () => {
  const { VpcId, create, describe } = await setUp();
  const a = await create();
  const b = await create({ CidrBlock: '10.0.2.0/26', AvailabilityZone: 'eu-central-1b' });
  const named = async (name: string, value: string) =>
    (await describe({ Filters: [{ Name: name, Values: [value] }] })).map(({ SubnetId }) => SubnetId);
  assert.deepEqual(await named('vpc-id', VpcId), [a?.SubnetId, b?.SubnetId]);
  assert.deepEqual(await named('availability-zone', 'eu-central-1b').then((ids) => ids.includes(b?.SubnetId)), true);
  assert.deepEqual(await named('cidr-block', '10.0.2.0/26'), [b?.SubnetId]);
  assert.deepEqual(await named('available-ip-address-count', '59'), [b?.SubnetId]);
  assert.deepEqual((await named('default-for-az', 'true')).length, 3);
  assert.equal((await describe({ SubnetIds: [b?.SubnetId] })).length, 1);
});

test('an interface takes an address, and keeps the subnet from being deleted', async () => {
  const { client, create, describe } = await setUp();
  const subnet = await create();
  const SubnetId = subnet?.SubnetId ?? '';
  const free = async () => (await describe({ SubnetIds: [SubnetId] }))[0]?.AvailableIpAddressCount;
  const { NetworkInterface } = await client.send(new CreateNetworkInterfaceCommand({ SubnetId }));
  assert.equal(await free(), 250);
  await assert.rejects(client.send(new DeleteSubnetCommand({ SubnetId })), failsWith('DependencyViolation', SubnetId));
  const { NetworkInterfaceId } = NetworkInterface ?? {};
  await client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
  assert.equal(await free(), 251);
  await client.send(new DeleteSubnetCommand({ SubnetId }));
  await assert.rejects(describe({ SubnetIds: [SubnetId] }), failsWith('InvalidSubnetID.NotFound', SubnetId));
  const Filters = [{ Name: 'association.subnet-id', Values: [SubnetId] }];
  assert.deepEqual((await client.send(new DescribeNetworkAclsCommand({ Filters }))).NetworkAcls, []);
});

test('ModifySubnetAttribute keeps one attribute at a time', async () => {
  const { client, create, describe } = await setUp();
  const SubnetId = (await create())?.SubnetId;
  await client.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: true } }));
  assert.equal((await describe({ SubnetIds: [SubnetId] }))[0]?.MapPublicIpOnLaunch, true);
  await assert.rejects(client.send(new ModifySubnetAttributeCommand({ SubnetId })), failsWith('MissingParameter'));
  const modify = (input: object) => client.send(new ModifySubnetAttributeCommand({ SubnetId, ...input }));
  await modify({ EnableDns64: { Value: true } });
  await modify({ PrivateDnsHostnameTypeOnLaunch: 'resource-name' });
  const [changed] = await describe({ SubnetIds: [SubnetId] });
  assert.equal(changed?.EnableDns64, true);
  assert.equal(changed?.PrivateDnsNameOptionsOnLaunch?.HostnameType, 'resource-name');
  await assert.rejects(
    modify({ AssignIpv6AddressOnCreation: { Value: true } }),
    failsWith('InvalidParameterValue', 'no IPv6 block'),
  );
  await assert.rejects(
    modify({ EnableDns64: { Value: true }, MapPublicIpOnLaunch: { Value: true } }),
    failsWith('InvalidParameterCombination'),
  );
  await assert.rejects(
    modify({ EnableLniAtDeviceIndex: 1 }),
    failsWith('UnsupportedOperation', 'EnableLniAtDeviceIndex'),
  );
});

suite('DescribeAvailabilityZones', () => {
  for (const [region, code] of [
    ['eu-central-1', 'euc1'],
    ['us-east-2', 'use2'],
    ['ap-southeast-2', 'apse2'],
    ['us-gov-west-1', 'usgw1'],
    ['cn-north-1', 'cnn1'],
  ] as const) {
    test(`shortens ${region} to ${code}`, async () => {
      const client = testClient({ region });
      const { AvailabilityZones } = await client.send(new DescribeAvailabilityZonesCommand({}));
      assert.deepEqual(
        AvailabilityZones?.map(({ ZoneName, ZoneId, State }) => [ZoneName, ZoneId, State]),
        ['a', 'b', 'c'].map((letter, index) => [`${region}${letter}`, `${code}-az${index + 1}`, 'available']),
      );
    });
  }

  test('takes names, ids and filters, and refuses unknown ones', async () => {
    const client = testClient();
    const names = async (input: object) =>
      (await client.send(new DescribeAvailabilityZonesCommand(input))).AvailabilityZones?.map(
        ({ ZoneName }) => ZoneName,
      );
    assert.deepEqual(await names({ ZoneNames: ['eu-central-1b'] }), ['eu-central-1b']);
    assert.deepEqual(await names({ ZoneIds: ['euc1-az3'] }), ['eu-central-1c']);
    assert.deepEqual(await names({ Filters: [{ Name: 'zone-id', Values: ['euc1-az1'] }] }), ['eu-central-1a']);
    await assert.rejects(names({ ZoneNames: ['mars-1a'] }), failsWith('InvalidParameterValue', 'mars-1a'));
    await assert.rejects(names({ ZoneIds: ['mars-az1'] }), failsWith('InvalidParameterValue', 'mars-az1'));
  });
});
