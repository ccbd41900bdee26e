import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  type CreateVpcEndpointCommandInput,
  DeleteNetworkInterfaceCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DeleteSubnetCommand,
  DeleteVpcEndpointsCommand,
  DescribeNetworkInterfacesCommand,
  DescribePrefixListsCommand,
  DescribeRouteTablesCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcEndpointsCommand,
  ModifyVpcEndpointCommand,
  type ModifyVpcEndpointCommandInput,
} from '@aws-sdk/client-ec2';
import { failsWith, testClient } from './testing/ec2.ts';

const S3 = 'com.amazonaws.eu-central-1.s3';
const KMS = 'com.amazonaws.eu-central-1.kms';

async function setUp() {
  const client = testClient();
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const table = async () => (await client.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId ?? '';
  const subnet = async (CidrBlock: string, AvailabilityZone = 'eu-central-1a') =>
    (await client.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }))).Subnet?.SubnetId ?? '';
  const create = async (input: Partial<CreateVpcEndpointCommandInput> = {}) =>
    (await client.send(new CreateVpcEndpointCommand({ VpcId, ServiceName: S3, ...input }))).VpcEndpoint;
  const describe = async (id = '') =>
    (await client.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }))).VpcEndpoints?.[0];
  const modify = (VpcEndpointId: string | undefined, input: Partial<ModifyVpcEndpointCommandInput>) =>
    client.send(new ModifyVpcEndpointCommand({ VpcEndpointId, ...input }));
  const routes = async (id: string) =>
    (await client.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }))).RouteTables?.[0]?.Routes ?? [];
  const remove = async (...VpcEndpointIds: string[]) =>
    (await client.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds }))).Unsuccessful;
  return { client, VpcId, table, subnet, create, describe, modify, routes, remove };
}

suite('a gateway endpoint', () => {
  test('is a route to the addresses of its service', async () => {
    const { client, VpcId, table, create, describe, modify, routes, remove } = await setUp();
    const a = await table();
    const b = await table();
    const endpoint = await create({ RouteTableIds: [a] });
    const id = endpoint?.VpcEndpointId ?? '';
    assert.match(id, /^vpce-0[0-9a-f]{16}$/);
    assert.ok(endpoint?.CreationTimestamp instanceof Date);
    const { CreationTimestamp: _, PolicyDocument: policy, ...rest } = endpoint ?? {};
    assert.deepEqual(rest, {
      VpcEndpointId: id,
      VpcEndpointType: 'Gateway',
      VpcId,
      ServiceName: S3,
      State: 'available',
      RouteTableIds: [a],
      SubnetIds: [],
      Groups: [],
      PrivateDnsEnabled: false,
      RequesterManaged: false,
      IpAddressType: 'ipv4',
      DnsOptions: { DnsRecordIpType: 'service-defined' },
      ServiceRegion: 'eu-central-1',
      NetworkInterfaceIds: [],
      DnsEntries: [],
      Tags: [],
      OwnerId: '111122223333',
    });
    assert.equal(JSON.parse(policy ?? '').Statement[0].Effect, 'Allow');
    const { PrefixLists } = await client.send(
      new DescribePrefixListsCommand({ Filters: [{ Name: 'prefix-list-name', Values: [S3] }] }),
    );
    const list = PrefixLists?.[0]?.PrefixListId;
    const route = { DestinationPrefixListId: list, GatewayId: id, Origin: 'CreateRoute', State: 'active' };
    assert.deepEqual((await routes(a)).slice(1), [route]);
    await assert.rejects(create({ RouteTableIds: [a] }), failsWith('RouteAlreadyExists', a));
    await assert.rejects(
      client.send(new DeleteRouteCommand({ RouteTableId: a, DestinationPrefixListId: list })),
      failsWith('InvalidParameterValue', 'ModifyVpcEndpoint'),
    );
    await assert.rejects(
      client.send(new DeleteRouteTableCommand({ RouteTableId: a })),
      failsWith('DependencyViolation'),
    );
    await modify(id, { AddRouteTableIds: [b], RemoveRouteTableIds: [a] });
    assert.deepEqual((await describe(id))?.RouteTableIds, [b]);
    assert.equal((await routes(a)).length, 1);
    assert.deepEqual((await routes(b)).slice(1), [route]);
    assert.deepEqual(await remove(id), []);
    assert.equal((await routes(b)).length, 1);
  });

  test('keeps its policy', async () => {
    const { create, describe, modify } = await setUp();
    const endpoint = await create({ PolicyDocument: '{"Statement":[]}' });
    const id = endpoint?.VpcEndpointId;
    assert.equal((await describe(id))?.PolicyDocument, '{"Statement":[]}');
    await modify(id, { PolicyDocument: '{}' });
    assert.equal((await describe(id))?.PolicyDocument, '{}');
    await modify(id, { ResetPolicy: true });
    assert.match((await describe(id))?.PolicyDocument ?? '', /Allow/);
    for (const policy of ['allow', '3']) {
      await assert.rejects(modify(id, { PolicyDocument: policy }), failsWith('InvalidPolicyDocument'));
    }
  });
});

suite('an interface endpoint', () => {
  const VpcEndpointType = 'Interface';
  const ServiceName = KMS;

  test('has an interface in each of its subnets', async () => {
    const { client, VpcId, subnet, create, describe, modify, remove } = await setUp();
    const a = await subnet('10.0.0.0/24');
    const b = await subnet('10.0.1.0/24', 'eu-central-1b');
    const made = await create({ VpcEndpointType, ServiceName, SubnetIds: [a] });
    assert.equal(made?.State, 'pending');
    const id = made?.VpcEndpointId ?? '';
    const endpoint = await describe(id);
    assert.equal(endpoint?.State, 'available');
    assert.deepEqual(
      endpoint?.Groups?.map(({ GroupName }) => GroupName),
      ['default'],
    );
    const interfaces = async () =>
      (await client.send(new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] })))
        .NetworkInterfaces ?? [];
    const [held] = await interfaces();
    assert.deepEqual(
      [held?.NetworkInterfaceId, held?.SubnetId, held?.InterfaceType, held?.RequesterManaged],
      [endpoint?.NetworkInterfaceIds?.[0], a, 'vpc_endpoint', true],
    );
    await assert.rejects(
      client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: held?.NetworkInterfaceId })),
      failsWith('OperationNotPermitted', 'amazon-vpce'),
    );
    await assert.rejects(client.send(new DeleteSubnetCommand({ SubnetId: a })), failsWith('DependencyViolation'));
    const { GroupId = '' } = await client.send(
      new CreateSecurityGroupCommand({ VpcId, GroupName: 'a', Description: 'a' }),
    );
    const old = endpoint?.Groups?.[0]?.GroupId ?? '';
    await modify(id, {
      AddSubnetIds: [b],
      RemoveSubnetIds: [a],
      AddSecurityGroupIds: [GroupId],
      RemoveSecurityGroupIds: [old],
    });
    const [moved, ...none] = await interfaces();
    assert.deepEqual(none, []);
    assert.deepEqual([moved?.SubnetId, moved?.Groups?.map((group) => group.GroupId)], [b, [GroupId]]);
    await assert.rejects(modify(id, { RemoveSecurityGroupIds: [GroupId] }), failsWith('InvalidParameterValue'));
    assert.deepEqual(await remove(id), []);
    assert.deepEqual(await interfaces(), []);
  });

  test('has one subnet in each zone, of its own VPC', async () => {
    const { client, subnet, create } = await setUp();
    const SubnetIds = [await subnet('10.0.0.0/24'), await subnet('10.0.1.0/24')];
    await assert.rejects(
      create({ VpcEndpointType, ServiceName, SubnetIds }),
      failsWith('DuplicateSubnetsInSameZone', 'eu-central-1a'),
    );
    const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    await assert.rejects(
      create({ VpcEndpointType, ServiceName, SubnetIds: SubnetIds.slice(1), VpcId: Vpc?.VpcId }),
      failsWith('InvalidParameterValue', 'does not belong'),
    );
  });
});

suite('CreateVpcEndpoint refuses', () => {
  const refused: readonly (readonly [string, Partial<CreateVpcEndpointCommandInput>, string])[] = [
    ['an unknown service', { ServiceName: 'com.amazonaws.eu-central-1.s4' }, 'InvalidServiceName'],
    ['a service of another region', { ServiceName: 'com.amazonaws.us-east-1.s3' }, 'InvalidServiceName'],
    ['a gateway to a service that has none', { ServiceName: KMS }, 'InvalidServiceName'],
    ['no service', { ServiceName: undefined }, 'MissingParameter'],
    ['another type', { VpcEndpointType: 'GatewayLoadBalancer' }, 'UnsupportedOperation'],
    ['subnets for a gateway', { SubnetIds: ['subnet-1'] }, 'InvalidParameterCombination'],
    [
      'route tables for an interface',
      { VpcEndpointType: 'Interface', RouteTableIds: ['rtb-1'] },
      'InvalidParameterCombination',
    ],
    ['an unknown route table', { RouteTableIds: ['rtb-0123456789abcdef0'] }, 'InvalidRouteTableID.NotFound'],
    ['an unknown VPC', { VpcId: 'vpc-0123456789abcdef0' }, 'InvalidVpcID.NotFound'],
    ['a policy that is none', { PolicyDocument: '{' }, 'InvalidPolicyDocument'],
  ];
  for (const [what, input, code] of refused) {
    test(what, async () => {
      const { create } = await setUp();
      await assert.rejects(create(input), failsWith(code));
    });
  }

  test('a route table of another VPC', async () => {
    const { client, table, create } = await setUp();
    const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    await assert.rejects(
      create({ VpcId: Vpc?.VpcId, RouteTableIds: [await table()] }),
      failsWith('InvalidParameterValue', 'does not belong'),
    );
  });
});

test('a modification that cannot be done whole is not done at all', async () => {
  const { table, create, describe, modify } = await setUp();
  const id = (await create())?.VpcEndpointId;
  const RemoveRouteTableIds = ['rtb-0123456789abcdef0'];
  await assert.rejects(
    modify(id, { AddRouteTableIds: [await table()], RemoveRouteTableIds }),
    failsWith('InvalidRouteTableID.NotFound'),
  );
  assert.deepEqual((await describe(id))?.RouteTableIds, []);
});

test('DeleteVpcEndpoints reports what it could not delete', async () => {
  const { create, describe, remove } = await setUp();
  const id = (await create())?.VpcEndpointId ?? '';
  const unknown = 'vpce-0123456789abcdef0';
  const failed = await remove(unknown, id, 'endpoint');
  assert.deepEqual(
    failed?.map(({ ResourceId, Error: error }) => [ResourceId, error?.Code]),
    [
      [unknown, 'InvalidVpcEndpointId.NotFound'],
      ['endpoint', 'InvalidVpcEndpointId.Malformed'],
    ],
  );
  const text = `The Vpc Endpoint Id '${id}' does not exist`;
  await assert.rejects(describe(id), failsWith('InvalidVpcEndpointId.NotFound', text));
});

test('DescribeVpcEndpoints filters', async () => {
  const { client, VpcId, create } = await setUp();
  const id = (await create())?.VpcEndpointId;
  for (const [name, value] of [
    ['vpc-id', VpcId],
    ['service-name', S3],
    ['vpc-endpoint-type', 'Gateway'],
    ['vpc-endpoint-state', 'available'],
  ] as const) {
    const Filters = [{ Name: name, Values: [value] }];
    const { VpcEndpoints } = await client.send(new DescribeVpcEndpointsCommand({ Filters }));
    assert.deepEqual(
      VpcEndpoints?.map(({ VpcEndpointId }) => VpcEndpointId),
      [id],
      name,
    );
  }
});

test('an interface endpoint goes by names of its own, and by its service’s when that is wanted', async () => {
  const { subnet, create } = await setUp();
  const SubnetIds = [await subnet('10.0.0.0/24')];
  const ServiceName = 'com.amazonaws.eu-central-1.sagemaker.api';
  const names = async (PrivateDnsEnabled?: boolean) => {
    const made = await create({ VpcEndpointType: 'Interface', ServiceName, SubnetIds, PrivateDnsEnabled });
    return made?.DnsEntries?.map(({ DnsName }) =>
      DnsName?.replace(made.VpcEndpointId ?? '', 'vpce').replace(/^vpce-[0-9a-z]{8}/, 'vpce-suffix'),
    );
  };
  const own = ['vpce-suffix', 'vpce-suffix-eu-central-1a'].map(
    (name) => `${name}.api.sagemaker.eu-central-1.vpce.amazonaws.com`,
  );
  assert.deepEqual(await names(false), own);
  assert.deepEqual(await names(), [...own, 'api.sagemaker.eu-central-1.amazonaws.com']);
});

test('DescribeVpcEndpointServices names what endpoints can be made for', async () => {
  const client = testClient();
  const ask = (input: object) => client.send(new DescribeVpcEndpointServicesCommand(input));
  const { ServiceNames, ServiceDetails } = await ask({ ServiceNames: [S3] });
  assert.deepEqual(ServiceNames, [S3]);
  assert.deepEqual(
    ServiceDetails?.map(({ ServiceType, BaseEndpointDnsNames, PrivateDnsName }) => [
      ServiceType?.[0]?.ServiceType,
      BaseEndpointDnsNames,
      PrivateDnsName,
    ]),
    [
      ['Gateway', ['s3.eu-central-1.amazonaws.com'], undefined],
      ['Interface', ['s3.eu-central-1.vpce.amazonaws.com'], 's3.eu-central-1.amazonaws.com'],
    ],
  );
  const Filters = [{ Name: 'service-type', Values: ['Interface'] }];
  assert.ok((await ask({ Filters })).ServiceNames?.includes('com.amazonaws.eu-central-1.sagemaker.api'));
  await assert.rejects(ask({ ServiceNames: ['s3'] }), failsWith('InvalidServiceName', 's3'));
});

test('a type in the wrong case says what to write, and an unknown one what there is', async () => {
  const { create } = await setUp();
  const VpcEndpointType = (type: string) => ({ VpcEndpointType: type as 'Interface' });
  await assert.rejects(create(VpcEndpointType('interface')), failsWith('InvalidParameterValue', 'Write Interface.'));
  await assert.rejects(
    create(VpcEndpointType('tunnel')),
    failsWith('InvalidParameterValue', 'Expecting one of Interface'),
  );
});
