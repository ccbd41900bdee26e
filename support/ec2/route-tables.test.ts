import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateManagedPrefixListCommand,
  CreateNatGatewayCommand,
  type CreateNatGatewayCommandInput,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  type CreateRouteCommandInput,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteInternetGatewayCommand,
  DeleteNatGatewayCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DeleteSubnetCommand,
  DescribeAddressesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DetachInternetGatewayCommand,
  DisassociateRouteTableCommand,
  ReleaseAddressCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
} from '@aws-sdk/client-ec2';
import { failsWith, testClient } from './testing/ec2.ts';

async function setUp() {
  const client = testClient();
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const { RouteTable } = await client.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = RouteTable?.RouteTableId ?? '';
  const { Subnet } = await client.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }));
  const SubnetId = Subnet?.SubnetId ?? '';
  const internetGateway = async () =>
    (await client.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId ?? '';
  const attach = (InternetGatewayId: string) =>
    client.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
  const describe = async (input: object = { RouteTableIds: [RouteTableId] }) =>
    (await client.send(new DescribeRouteTablesCommand(input))).RouteTables ?? [];
  const route = (input: Partial<CreateRouteCommandInput>) =>
    client.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', ...input }));
  const main = async () => {
    const Filters = [
      { Name: 'vpc-id', Values: [VpcId] },
      { Name: 'association.main', Values: ['true'] },
    ];
    return (await describe({ Filters }))[0];
  };
  return { client, VpcId, RouteTableId, SubnetId, internetGateway, attach, describe, route, main };
}

const LOCAL = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' };

test('a new table routes within the VPC, and has no subnets', async () => {
  const { VpcId, RouteTableId, describe, main } = await setUp();
  assert.deepEqual(await describe(), [
    {
      RouteTableId,
      VpcId,
      OwnerId: '111122223333',
      Routes: [LOCAL],
      Associations: [],
      PropagatingVgws: [],
      Tags: [],
    },
  ]);
  const table = await main();
  assert.notEqual(table?.RouteTableId, RouteTableId);
  assert.deepEqual(
    table?.Associations?.map(({ Main, SubnetId }) => [Main, SubnetId]),
    [[true, undefined]],
  );
});

suite('associations', () => {
  test('give a subnet a table of its own, once', async () => {
    const { client, RouteTableId, SubnetId, describe } = await setUp();
    const associate = () => client.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
    const { AssociationId, AssociationState } = await associate();
    assert.deepEqual(AssociationState, { State: 'associated' });
    await assert.rejects(associate(), failsWith('Resource.AlreadyAssociated', SubnetId));
    const [table] = await describe({ Filters: [{ Name: 'association.subnet-id', Values: [SubnetId] }] });
    assert.deepEqual(table?.Associations, [
      {
        RouteTableAssociationId: AssociationId,
        RouteTableId,
        SubnetId,
        Main: false,
        AssociationState: { State: 'associated' },
      },
    ]);
    const remove = () => client.send(new DeleteRouteTableCommand({ RouteTableId }));
    await assert.rejects(remove(), failsWith('DependencyViolation', RouteTableId));
    await client.send(new DisassociateRouteTableCommand({ AssociationId }));
    await assert.rejects(
      client.send(new DisassociateRouteTableCommand({ AssociationId })),
      failsWith('InvalidAssociationID.NotFound'),
    );
    await remove();
    await assert.rejects(remove(), failsWith('InvalidRouteTableID.NotFound'));
  });

  test('go with a deleted subnet', async () => {
    const { client, RouteTableId, SubnetId } = await setUp();
    await client.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
    await client.send(new DeleteSubnetCommand({ SubnetId }));
    await client.send(new DeleteRouteTableCommand({ RouteTableId }));
  });

  test('can be replaced, the main one too, and only within the VPC', async () => {
    const { client, RouteTableId, main, describe } = await setUp();
    const before = await main();
    const AssociationId = before?.Associations?.[0]?.RouteTableAssociationId ?? '';
    const replace = (table: string) =>
      client.send(new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: table }));
    await assert.rejects(
      client.send(new DisassociateRouteTableCommand({ AssociationId })),
      failsWith('InvalidParameterValue', 'main'),
    );
    const foreign = (await describe({})).find(({ VpcId }) => VpcId !== before?.VpcId);
    await assert.rejects(replace(foreign?.RouteTableId ?? ''), failsWith('InvalidParameterValue', 'different VPCs'));
    assert.deepEqual(await main(), before);
    await replace(RouteTableId);
    assert.equal((await main())?.RouteTableId, RouteTableId);
  });

  test('are with subnets of the same VPC', async () => {
    const { client, SubnetId, describe, RouteTableId } = await setUp();
    const [foreign] = await describe({});
    const associate = (input: object) => client.send(new AssociateRouteTableCommand({ RouteTableId, ...input }));
    await assert.rejects(
      associate({ RouteTableId: foreign?.RouteTableId, SubnetId }),
      failsWith('InvalidParameterValue', 'different VPCs'),
    );
    await assert.rejects(associate({}), failsWith('MissingParameter', 'SubnetId'));
    await assert.rejects(associate({ GatewayId: 'igw-1' }), failsWith('UnsupportedOperation'));
  });
});

suite('routes', () => {
  test('lead to an internet gateway, until it is gone', async () => {
    const { client, VpcId, RouteTableId, internetGateway, attach, route, describe } = await setUp();
    const GatewayId = await internetGateway();
    await assert.rejects(route({ GatewayId }), failsWith('InvalidParameterValue', 'belong to different networks'));
    await attach(GatewayId);
    assert.equal((await route({ GatewayId })).Return, true);
    const kept = { DestinationCidrBlock: '0.0.0.0/0', GatewayId, Origin: 'CreateRoute' };
    assert.deepEqual((await describe())[0]?.Routes, [LOCAL, { ...kept, State: 'active' }]);
    const Filters = [{ Name: 'route.gateway-id', Values: [GatewayId] }];
    assert.deepEqual(
      (await describe({ Filters })).map(({ RouteTableId: id }) => id),
      [RouteTableId],
    );
    await client.send(new DetachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }));
    assert.deepEqual((await describe())[0]?.Routes?.[1], { ...kept, State: 'blackhole' });
  });

  test('lead to an interface, by CIDR and by prefix list', async () => {
    const { client, SubnetId, route, describe } = await setUp();
    const { NetworkInterface } = await client.send(new CreateNetworkInterfaceCommand({ SubnetId }));
    const { NetworkInterfaceId } = NetworkInterface ?? {};
    const { PrefixList } = await client.send(
      new CreateManagedPrefixListCommand({ PrefixListName: 'a', MaxEntries: 1, AddressFamily: 'IPv4' }),
    );
    const DestinationPrefixListId = PrefixList?.PrefixListId;
    await route({ DestinationCidrBlock: undefined, DestinationPrefixListId, NetworkInterfaceId });
    await route({ DestinationCidrBlock: undefined, DestinationIpv6CidrBlock: '::/0', NetworkInterfaceId });
    assert.deepEqual((await describe())[0]?.Routes?.slice(1), [
      { DestinationPrefixListId, NetworkInterfaceId, Origin: 'CreateRoute', State: 'active' },
      { DestinationIpv6CidrBlock: '::/0', NetworkInterfaceId, Origin: 'CreateRoute', State: 'active' },
    ]);
  });

  test('are replaced and deleted', async () => {
    const { client, RouteTableId, SubnetId, internetGateway, attach, route, describe } = await setUp();
    const GatewayId = await internetGateway();
    await attach(GatewayId);
    await route({ GatewayId });
    await assert.rejects(
      route({ GatewayId }),
      failsWith('RouteAlreadyExists', 'The route identified by 0.0.0.0/0 already exists.'),
    );
    await assert.rejects(route({ GatewayId, DestinationCidrBlock: '10.0.0.0/16' }), failsWith('RouteAlreadyExists'));
    const { NetworkInterface } = await client.send(new CreateNetworkInterfaceCommand({ SubnetId }));
    const { NetworkInterfaceId } = NetworkInterface ?? {};
    const target = { RouteTableId, DestinationCidrBlock: '0.0.0.0/0' };
    await client.send(new ReplaceRouteCommand({ ...target, NetworkInterfaceId }));
    assert.equal((await describe())[0]?.Routes?.[1]?.NetworkInterfaceId, NetworkInterfaceId);
    await client.send(new DeleteRouteCommand(target));
    assert.deepEqual((await describe())[0]?.Routes, [LOCAL]);
    await assert.rejects(client.send(new DeleteRouteCommand(target)), failsWith('InvalidRoute.NotFound'));
    await assert.rejects(
      client.send(new ReplaceRouteCommand({ ...target, NetworkInterfaceId })),
      failsWith('InvalidRoute.NotFound'),
    );
    const local = new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock: '10.0.0.0/16' });
    await assert.rejects(client.send(local), failsWith('InvalidParameterValue', 'local'));
  });

  const refused: readonly (readonly [string, Partial<CreateRouteCommandInput>, string])[] = [
    ['no target', {}, 'MissingParameter'],
    ['two targets', { GatewayId: 'igw-1', NatGatewayId: 'nat-1' }, 'InvalidParameterCombination'],
    ['a target of another kind', { TransitGatewayId: 'tgw-1' }, 'UnsupportedOperation'],
    ['no destination', { DestinationCidrBlock: undefined, GatewayId: 'igw-1' }, 'MissingParameter'],
    ['two destinations', { DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-1' }, 'InvalidParameterCombination'],
    ['a malformed CIDR', { DestinationCidrBlock: '10.0.0.0/99', GatewayId: 'igw-1' }, 'InvalidParameterValue'],
    ['an unknown gateway', { GatewayId: 'igw-0123456789abcdef0' }, 'InvalidInternetGatewayID.NotFound'],
    ['a malformed gateway', { GatewayId: 'gateway' }, 'InvalidInternetGatewayId.Malformed'],
    ['an unknown NAT gateway', { NatGatewayId: 'nat-0123456789abcdef0' }, 'NatGatewayNotFound'],
    ['a malformed NAT gateway', { NatGatewayId: 'gateway' }, 'NatGatewayMalformed'],
    ['an unknown interface', { NetworkInterfaceId: 'eni-0123456789abcdef0' }, 'InvalidNetworkInterfaceID.NotFound'],
    ['an unknown table', { RouteTableId: 'rtb-0123456789abcdef0' }, 'InvalidRouteTableID.NotFound'],
    ['what is no id of a table', { RouteTableId: 'table' }, 'InvalidRouteTableID.NotFound'],
  ];
  for (const [what, input, code] of refused) {
    test(`are refused with ${what}`, async () => {
      const { route } = await setUp();
      await assert.rejects(route(input), failsWith(code));
    });
  }
});

suite('internet gateways', () => {
  test('belong to one VPC at a time', async () => {
    const { client, VpcId, internetGateway, attach } = await setUp();
    const InternetGatewayId = await internetGateway();
    const of = async () =>
      (await client.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [InternetGatewayId] })))
        .InternetGateways?.[0];
    assert.deepEqual(await of(), { InternetGatewayId, OwnerId: '111122223333', Attachments: [], Tags: [] });
    const detach = () => client.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }));
    await assert.rejects(detach(), failsWith('Gateway.NotAttached', InternetGatewayId));
    await attach(InternetGatewayId);
    assert.deepEqual((await of())?.Attachments, [{ State: 'available', VpcId }]);
    await assert.rejects(attach(InternetGatewayId), failsWith('Resource.AlreadyAssociated', VpcId));
    await assert.rejects(attach(await internetGateway()), failsWith('Resource.AlreadyAssociated', VpcId));
    const remove = () => client.send(new DeleteInternetGatewayCommand({ InternetGatewayId }));
    await assert.rejects(remove(), failsWith('DependencyViolation', InternetGatewayId));
    await detach();
    await remove();
    await assert.rejects(of(), failsWith('InvalidInternetGatewayID.NotFound'));
  });
});

suite('NAT gateways', () => {
  async function withNat() {
    const all = await setUp();
    const { client, SubnetId } = all;
    const { AllocationId, PublicIp } = await client.send(new AllocateAddressCommand({}));
    const create = (input: Partial<CreateNatGatewayCommandInput> = {}) =>
      client.send(new CreateNatGatewayCommand({ SubnetId, AllocationId, ...input }));
    return { ...all, AllocationId, PublicIp, create };
  }

  test('take an address of the subnet and a public one', async () => {
    const { client, VpcId, SubnetId, AllocationId, PublicIp, create, internetGateway, attach, route, describe } =
      await withNat();
    await assert.rejects(create(), failsWith('Gateway.NotAttached', VpcId));
    await attach(await internetGateway());
    const { NatGateway } = await create();
    assert.equal(NatGateway?.State, 'pending');
    const NatGatewayId = NatGateway?.NatGatewayId ?? '';
    const { NatGateways } = await client.send(new DescribeNatGatewaysCommand({ NatGatewayIds: [NatGatewayId] }));
    const [gateway] = NatGateways ?? [];
    assert.deepEqual(
      [gateway?.State, gateway?.VpcId, gateway?.SubnetId, gateway?.ConnectivityType],
      ['available', VpcId, SubnetId, 'public'],
    );
    assert.ok(gateway?.CreateTime instanceof Date);
    const [address] = gateway?.NatGatewayAddresses ?? [];
    assert.deepEqual(
      [address?.AllocationId, address?.PublicIp, address?.PrivateIp],
      [AllocationId, PublicIp, '10.0.0.4'],
    );
    const Filter = [{ Name: 'vpc-id', Values: [VpcId] }];
    assert.equal((await client.send(new DescribeNatGatewaysCommand({ Filter }))).NatGateways?.length, 1);
    const { NetworkInterfaces } = await client.send(new DescribeNetworkInterfacesCommand({}));
    assert.deepEqual(
      NetworkInterfaces?.map(({ InterfaceType, RequesterManaged }) => [InterfaceType, RequesterManaged]),
      [['nat_gateway', true]],
    );
    const { Addresses } = await client.send(new DescribeAddressesCommand({ AllocationIds: [AllocationId ?? ''] }));
    assert.equal(Addresses?.[0]?.PrivateIpAddress, '10.0.0.4');
    await route({ NatGatewayId });
    assert.equal((await describe())[0]?.Routes?.[1]?.State, 'active');
    await assert.rejects(create(), failsWith('Resource.AlreadyAssociated', PublicIp));
    const release = () => client.send(new ReleaseAddressCommand({ AllocationId }));
    await assert.rejects(release(), failsWith('InvalidIPAddress.InUse', PublicIp));
    await client.send(new DeleteNatGatewayCommand({ NatGatewayId }));
    assert.equal((await describe())[0]?.Routes?.[1]?.State, 'blackhole');
    await release();
    await assert.rejects(release(), failsWith('InvalidAllocationID.NotFound'));
  });

  test('are refused when their parameters do not fit', async () => {
    const { create, internetGateway, attach } = await withNat();
    await attach(await internetGateway());
    const AllocationId = undefined;
    const cases: readonly (readonly [Partial<CreateNatGatewayCommandInput>, string])[] = [
      [{ SubnetId: undefined }, 'MissingParameter'],
      [{ AllocationId }, 'MissingParameter'],
      [{ ConnectivityType: 'private' }, 'InvalidParameterValue'],
      [{ ConnectivityType: 'secret' as 'private' }, 'InvalidParameterValue'],
      [{ AllocationId, ConnectivityType: 'private', PrivateIpAddress: '10.9.9.9' }, 'InvalidParameterValue'],
      [{ AllocationId, ConnectivityType: 'private', PrivateIpAddress: 'x' }, 'InvalidParameterValue'],
      [{ SecondaryAllocationIds: ['eipalloc-1'] }, 'UnsupportedOperation'],
    ];
    for (const [input, code] of cases) await assert.rejects(create(input), failsWith(code));
    const { NatGateway } = await create({ AllocationId, ConnectivityType: 'private', PrivateIpAddress: '10.0.0.99' });
    assert.equal(NatGateway?.NatGatewayAddresses?.[0]?.PrivateIp, '10.0.0.99');
  });
});

test('addresses are all different, and run out', async () => {
  const client = testClient();
  const taken = new Set<unknown>();
  for (let index = 0; index < 254; index += 1) {
    taken.add((await client.send(new AllocateAddressCommand({}))).PublicIp);
  }
  assert.equal(taken.size, 254);
  await assert.rejects(client.send(new AllocateAddressCommand({})), failsWith('AddressLimitExceeded'));
  await assert.rejects(client.send(new ReleaseAddressCommand({})), failsWith('MissingParameter'));
  const unknown = new DescribeAddressesCommand({ PublicIps: ['203.0.113.9'] });
  await assert.rejects(client.send(unknown), failsWith('InvalidAddress.NotFound', '203.0.113.9'));
});
