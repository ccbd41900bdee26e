import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  AssociateVpcCidrBlockCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNetworkAclCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteVpcCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  DisassociateVpcCidrBlockCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2';
import { createEc2 } from './index.ts';
import { failsWith, testClient } from './testing/ec2.ts';

async function newVpc(client: EC2Client, CidrBlock = '10.0.0.0/16') {
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock }));
  return Vpc?.VpcId ?? '';
}

suite('a new account', () => {
  test('has a default VPC with a subnet in each zone, a group, an ACL and a way to the internet', async () => {
    const client = testClient();
    const { Vpcs } = await client.send(new DescribeVpcsCommand({}));
    assert.equal(Vpcs?.length, 1);
    const [vpc] = Vpcs ?? [];
    const VpcId = vpc?.VpcId ?? '';
    assert.match(VpcId, /^vpc-0[0-9a-f]{16}$/);
    assert.equal(vpc?.CidrBlock, '172.31.0.0/16');
    assert.equal(vpc?.IsDefault, true);
    assert.equal(vpc?.State, 'available');
    assert.equal(vpc?.InstanceTenancy, 'default');
    assert.equal(vpc?.OwnerId, '111122223333');
    assert.deepEqual(
      vpc?.CidrBlockAssociationSet?.map(({ CidrBlock, CidrBlockState }) => [CidrBlock, CidrBlockState]),
      [['172.31.0.0/16', { State: 'associated' }]],
    );
    const { Subnets } = await client.send(new DescribeSubnetsCommand({}));
    assert.deepEqual(
      Subnets?.map((subnet) => [
        subnet.CidrBlock,
        subnet.AvailabilityZone,
        subnet.DefaultForAz,
        subnet.MapPublicIpOnLaunch,
      ]),
      [
        ['172.31.0.0/20', 'eu-central-1a', true, true],
        ['172.31.16.0/20', 'eu-central-1b', true, true],
        ['172.31.32.0/20', 'eu-central-1c', true, true],
      ],
    );
    const { SecurityGroups } = await client.send(new DescribeSecurityGroupsCommand({}));
    assert.deepEqual(
      SecurityGroups?.map(({ GroupName }) => GroupName),
      ['default'],
    );
    const { NetworkAcls } = await client.send(new DescribeNetworkAclsCommand({}));
    assert.deepEqual(
      NetworkAcls?.map(({ IsDefault, Associations }) => [IsDefault, Associations?.length]),
      [[true, 3]],
    );
    const { InternetGateways } = await client.send(new DescribeInternetGatewaysCommand({}));
    assert.deepEqual(InternetGateways?.[0]?.Attachments, [{ State: 'available', VpcId }]);
    const { RouteTables } = await client.send(new DescribeRouteTablesCommand({}));
    assert.deepEqual(
      RouteTables?.[0]?.Routes?.map(({ DestinationCidrBlock, State }) => [DestinationCidrBlock, State]),
      [
        ['172.31.0.0/16', 'active'],
        ['0.0.0.0/0', 'active'],
      ],
    );
  });

  test('shares nothing with another account or region, and has the same ids in every run', async () => {
    const service = createEc2();
    const one = testClient({ service });
    await newVpc(one);
    const count = async (client: EC2Client) => (await client.send(new DescribeVpcsCommand({}))).Vpcs?.length;
    assert.equal(await count(one), 2);
    assert.equal(await count(testClient({ service, account: '444455556666' })), 1);
    assert.equal(await count(testClient({ service, region: 'us-east-1' })), 1);
    assert.equal(await newVpc(testClient()), await newVpc(testClient()));
    assert.notEqual(await newVpc(testClient()), await newVpc(testClient({ account: '444455556666' })));
  });
});

suite('CreateVpc', () => {
  test('answers with the new VPC, its tags and its canonical CIDR', async () => {
    const { Vpc } = await testClient().send(
      new CreateVpcCommand({
        CidrBlock: '10.1.2.3/16',
        InstanceTenancy: 'dedicated',
        TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'a' }] }],
      }),
    );
    assert.equal(Vpc?.CidrBlock, '10.1.0.0/16');
    assert.equal(Vpc?.State, 'pending');
    assert.equal(Vpc?.InstanceTenancy, 'dedicated');
    assert.equal(Vpc?.IsDefault, false);
    assert.deepEqual(Vpc?.Tags, [{ Key: 'Name', Value: 'a' }]);
  });

  const refused: readonly (readonly [string, object, string])[] = [
    ['a CIDR that is too wide', { CidrBlock: '10.0.0.0/8' }, 'InvalidVpc.Range'],
    ['a CIDR that is too narrow', { CidrBlock: '10.0.0.0/29' }, 'InvalidVpc.Range'],
    ['a malformed CIDR', { CidrBlock: '10.0.0.300/16' }, 'InvalidParameterValue'],
    ['no CIDR', {}, 'MissingParameter'],
    ['host tenancy', { CidrBlock: '10.0.0.0/16', InstanceTenancy: 'host' }, 'InvalidParameterValue'],
    ['IPv6 addresses of one’s own', { CidrBlock: '10.0.0.0/16', Ipv6Pool: 'ipv6pool-ec2-0a1' }, 'UnsupportedOperation'],
  ];
  for (const [what, input, code] of refused) {
    test(`refuses ${what}`, () => assert.rejects(testClient().send(new CreateVpcCommand(input)), failsWith(code)));
  }
});

suite('DescribeVpcs', () => {
  test('takes ids and filters', async () => {
    const client = testClient();
    const id = await newVpc(client);
    const ids = async (input: object) =>
      (await client.send(new DescribeVpcsCommand(input))).Vpcs?.map(({ VpcId }) => VpcId);
    assert.deepEqual(await ids({ VpcIds: [id] }), [id]);
    assert.deepEqual(await ids({ Filters: [{ Name: 'is-default', Values: ['false'] }] }), [id]);
    assert.deepEqual(await ids({ Filters: [{ Name: 'cidr', Values: ['10.*'] }] }), [id]);
    assert.deepEqual(await ids({ Filters: [{ Name: 'owner-id', Values: ['0'] }] }), []);
  });

  test('pages', async () => {
    const client = testClient();
    for (let index = 0; index < 11; index += 1) await newVpc(client);
    const sizes: unknown[] = [];
    for await (const { Vpcs } of paginateDescribeVpcs({ client, pageSize: 5 }, {})) sizes.push(Vpcs?.length);
    assert.deepEqual(sizes, [5, 5, 2]);
  });

  test('says which id is unknown, whatever it looks like', async () => {
    const client = testClient();
    await assert.rejects(
      client.send(new DescribeVpcsCommand({ VpcIds: ['vpc-0123456789abcdef0'] })),
      failsWith('InvalidVpcID.NotFound', "The vpc ID 'vpc-0123456789abcdef0' does not exist"),
    );
    await assert.rejects(
      client.send(new DescribeVpcsCommand({ VpcIds: ['subnet-1'] })),
      failsWith('InvalidVpcID.NotFound', "The vpc ID 'subnet-1' does not exist"),
    );
  });
});

suite('DeleteVpc', () => {
  test('takes the default group, ACL and route table along', async () => {
    const client = testClient();
    const VpcId = await newVpc(client);
    await client.send(new DeleteVpcCommand({ VpcId }));
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }];
    assert.deepEqual((await client.send(new DescribeSecurityGroupsCommand({ Filters }))).SecurityGroups, []);
    assert.deepEqual((await client.send(new DescribeNetworkAclsCommand({ Filters }))).NetworkAcls, []);
    assert.deepEqual((await client.send(new DescribeRouteTablesCommand({ Filters }))).RouteTables, []);
    await assert.rejects(client.send(new DeleteVpcCommand({ VpcId })), failsWith('InvalidVpcID.NotFound'));
  });

  const dependents: readonly (readonly [string, (client: EC2Client, VpcId: string) => Promise<unknown>])[] = [
    ['a subnet', (client, VpcId) => client.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }))],
    [
      'a group',
      (client, VpcId) => client.send(new CreateSecurityGroupCommand({ VpcId, GroupName: 'a', Description: 'a' })),
    ],
    ['an ACL', (client, VpcId) => client.send(new CreateNetworkAclCommand({ VpcId }))],
    ['a route table', (client, VpcId) => client.send(new CreateRouteTableCommand({ VpcId }))],
    [
      'an endpoint',
      (client, VpcId) =>
        client.send(new CreateVpcEndpointCommand({ VpcId, ServiceName: 'com.amazonaws.eu-central-1.s3' })),
    ],
    [
      'an internet gateway',
      async (client, VpcId) => {
        const { InternetGateway } = await client.send(new CreateInternetGatewayCommand({}));
        const InternetGatewayId = InternetGateway?.InternetGatewayId;
        await client.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }));
      },
    ],
  ];
  for (const [what, make] of dependents) {
    test(`refuses while the VPC has ${what}`, async () => {
      const client = testClient();
      const VpcId = await newVpc(client);
      await make(client, VpcId);
      await assert.rejects(
        client.send(new DeleteVpcCommand({ VpcId })),
        failsWith('DependencyViolation', `The vpc '${VpcId}' has dependencies and cannot be deleted.`),
      );
    });
  }
});

test('attributes are kept, one per request', async () => {
  const client = testClient();
  const VpcId = await newVpc(client);
  const hostnames = async () =>
    (await client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }))).EnableDnsHostnames;
  assert.deepEqual(await hostnames(), { Value: false });
  await client.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
  assert.deepEqual(await hostnames(), { Value: true });
  const support = await client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' }));
  assert.deepEqual(support.EnableDnsSupport, { Value: true });
  const metrics = new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableNetworkAddressUsageMetrics' });
  assert.deepEqual((await client.send(metrics)).EnableNetworkAddressUsageMetrics, { Value: false });
  await assert.rejects(client.send(new ModifyVpcAttributeCommand({ VpcId })), failsWith('MissingParameter'));
  const both = { EnableDnsHostnames: { Value: true }, EnableDnsSupport: { Value: true } };
  await assert.rejects(
    client.send(new ModifyVpcAttributeCommand({ VpcId, ...both })),
    failsWith('InvalidParameterCombination'),
  );
  await assert.rejects(
    client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'colour' as 'enableDnsSupport' })),
    failsWith('InvalidParameterValue'),
  );
});

test('a VPC can have further CIDRs, until subnets are in them', async () => {
  const client = testClient();
  const VpcId = await newVpc(client);
  const associate = (CidrBlock: string) => client.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock }));
  const { CidrBlockAssociation } = await associate('10.1.0.0/16');
  const AssociationId = CidrBlockAssociation?.AssociationId ?? '';
  await assert.rejects(associate('10.1.128.0/20'), failsWith('InvalidVpc.Conflict'));
  const { Vpcs } = await client.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }));
  const associations = Vpcs?.[0]?.CidrBlockAssociationSet ?? [];
  assert.deepEqual(
    associations.map(({ CidrBlock }) => CidrBlock),
    ['10.0.0.0/16', '10.1.0.0/16'],
  );
  const disassociate = (id: string) => client.send(new DisassociateVpcCidrBlockCommand({ AssociationId: id }));
  await client.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.1.0.0/24' }));
  await assert.rejects(disassociate(AssociationId), failsWith('DependencyViolation'));
  await assert.rejects(disassociate(associations[0]?.AssociationId ?? ''), failsWith('OperationNotPermitted'));
  await assert.rejects(disassociate('vpc-cidr-assoc-1'), failsWith('InvalidVpcCidrBlockAssociationID.NotFound'));
  const { CidrBlockAssociation: spare } = await associate('10.2.0.0/16');
  await disassociate(spare?.AssociationId ?? '');
  const { Vpcs: after } = await client.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }));
  assert.equal(after?.[0]?.CidrBlockAssociationSet?.length, 2);
});
