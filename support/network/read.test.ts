import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EC2Client, type IpPermission } from '@aws-sdk/client-ec2';
import type { Permission } from './model.ts';
import { readNetwork } from './read.ts';

type Answer = Record<string, unknown>;
type Answers = Readonly<Record<string, Answer | Error | ((input: Answer) => Answer)>>;

interface Fake extends EC2Client {
  readonly asked: { readonly command: string; readonly input: Answer }[];
}

/** An EC2 client that knows its answers by command, and remembers what it was asked. */
function ec2(answers: Answers): Fake {
  const asked: Fake['asked'] = [];
  const client = new EC2Client({ region: 'eu-central-1' });
  const send = async (command: object & { input: Answer }) => {
    const name = command.constructor.name.replace(/Command$/, '');
    asked.push({ command: name, input: command.input });
    const answer = answers[name] ?? {};
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer(command.input) : answer;
  };
  return Object.assign(client, { send, asked }) as unknown as Fake;
}

function failure(name: string, status = 400): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });
}

const IDS = { subnets: ['subnet-1'], securityGroups: ['sg-1'] };

const subnetAnswer = (n: number, more: Answer = {}) => ({
  SubnetId: `subnet-${n}`,
  VpcId: 'vpc-1',
  CidrBlock: `10.0.${n}.0/24`,
  Ipv6CidrBlockAssociationSet: [
    { Ipv6CidrBlock: '2001:db8:9::/64', Ipv6CidrBlockState: { State: 'disassociated' } },
    { Ipv6CidrBlock: `2001:db8:0:${n}::/64`, Ipv6CidrBlockState: { State: 'associated' } },
  ],
  AvailabilityZone: 'eu-central-1a',
  AvailableIpAddressCount: 200,
  ...more,
});

const GOOD: Answers = {
  DescribeSubnets: { Subnets: [subnetAnswer(1)] },
  DescribeSecurityGroups: { SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'training', VpcId: 'vpc-1' }] },
  DescribeNetworkAcls: {
    NetworkAcls: [
      {
        NetworkAclId: 'acl-1',
        Associations: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }],
        Entries: [
          { RuleNumber: 100, Egress: false, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
          { RuleNumber: 32767, Egress: false, RuleAction: 'deny', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
          { RuleNumber: 32768, Egress: false, RuleAction: 'deny', Protocol: '-1', Ipv6CidrBlock: '::/0' },
          { RuleNumber: 101, Egress: false, RuleAction: 'allow', Protocol: '-1', Ipv6CidrBlock: '::/0' },
          {
            RuleNumber: 50,
            Egress: true,
            RuleAction: 'deny',
            Protocol: '17',
            PortRange: { From: 500, To: 500 },
            CidrBlock: '10.0.0.0/8',
          },
        ],
      },
    ],
  },
  DescribeVpcs: { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', InstanceTenancy: 'default' }] },
};

async function permissionsOf(...permissions: readonly IpPermission[]): Promise<readonly Permission[]> {
  const group = { GroupId: 'sg-1', GroupName: 'training', VpcId: 'vpc-1', IpPermissions: permissions };
  const network = await readNetwork(ec2({ ...GOOD, DescribeSecurityGroups: { SecurityGroups: [group] } }), IDS);
  return network.securityGroups[0]?.ingress ?? [];
}

test('a network is read in two rounds of three calls each', async () => {
  const client = ec2(GOOD);
  assert.deepEqual(await readNetwork(client, IDS), {
    vpcs: [{ id: 'vpc-1', cidrs: ['10.0.0.0/16'], tenancy: 'default' }],
    subnets: [
      {
        id: 'subnet-1',
        vpc: 'vpc-1',
        cidr: '10.0.1.0/24',
        ipv6Cidr: '2001:db8:0:1::/64',
        zone: 'eu-central-1a',
        freeAddresses: 200,
        s3: 'none',
        acl: {
          id: 'acl-1',
          entries: [
            { number: 100, direction: 'in', allow: true, protocol: 'all', cidr: '0.0.0.0/0' },
            { number: 101, direction: 'in', allow: true, protocol: 'all', cidr: '::/0' },
            {
              number: 50,
              direction: 'out',
              allow: false,
              protocol: 17,
              ports: { from: 500, to: 500 },
              cidr: '10.0.0.0/8',
            },
          ],
        },
      },
    ],
    securityGroups: [{ id: 'sg-1', name: 'training', vpc: 'vpc-1', ingress: [], egress: [] }],
    unknownSubnets: [],
    unknownSecurityGroups: [],
    prefixLists: {},
  });
  assert.deepEqual(
    client.asked.map(({ command }) => command),
    [
      'DescribeSubnets',
      'DescribeSecurityGroups',
      'DescribeNetworkAcls',
      'DescribeVpcs',
      'DescribeRouteTables',
      'DescribeVpcEndpoints',
    ],
  );
  assert.deepEqual(client.asked[0]?.input.Filters, [{ Name: 'subnet-id', Values: ['subnet-1'] }]);
});

test('ids that EC2 does not know are listed, and the others keep their order', async () => {
  const network = await readNetwork(
    ec2({ ...GOOD, DescribeSubnets: { Subnets: [subnetAnswer(1), subnetAnswer(2), subnetAnswer(9)] } }),
    { subnets: ['subnet-2', 'subnet-x', 'subnet-1', 'subnet-2'], securityGroups: ['sg-y', 'sg-1'] },
  );
  assert.deepEqual(
    network.subnets.map(({ id }) => id),
    ['subnet-2', 'subnet-1'],
    'without those that were not asked for',
  );
  assert.deepEqual(network.unknownSubnets, ['subnet-x']);
  assert.deepEqual(network.unknownSecurityGroups, ['sg-y']);
  assert.equal(network.securityGroups.length, 1);
});

test('a network that names nothing asks for nothing', async () => {
  const client = ec2({});
  await readNetwork(client, { subnets: [], securityGroups: [] });
  assert.deepEqual(client.asked, []);
});

test('answers in pages are read to the end', async () => {
  const pages = (input: Answer): Answer =>
    input.NextToken === undefined ? { Subnets: [subnetAnswer(1)], NextToken: 'more' } : { Subnets: [subnetAnswer(2)] };
  const network = await readNetwork(ec2({ ...GOOD, DescribeSubnets: pages }), {
    subnets: ['subnet-1', 'subnet-2'],
    securityGroups: ['sg-1'],
  });
  assert.equal(network.subnets.length, 2);
});

test('a server that answers the same page for ever does not hold the reader', async () => {
  const network = await readNetwork(
    ec2({ ...GOOD, DescribeSubnets: { Subnets: [subnetAnswer(1)], NextToken: 'again' } }),
    IDS,
  );
  assert.equal(network.subnets.length, 1);
});

const self = { UserIdGroupPairs: [{ GroupId: 'sg-1' }] };
const peer = { kind: 'group', id: 'sg-1' };

for (const [name, permission, expected] of [
  ['ESP as AWS reads it back', { IpProtocol: '50' }, { protocol: 50, peer }],
  ['ESP as LocalStack and moto do', { IpProtocol: '50', FromPort: -1, ToPort: -1 }, { protocol: 50, peer }],
  [
    'ESP with ports',
    { IpProtocol: '50', FromPort: 0, ToPort: 65535 },
    { protocol: 50, ports: { from: 0, to: 65535 }, peer },
  ],
  ['UDP', { IpProtocol: 'udp', FromPort: 500, ToPort: 500 }, { protocol: 17, ports: { from: 500, to: 500 }, peer }],
  ['UDP in capitals', { IpProtocol: 'UDP', FromPort: 1, ToPort: 2 }, { protocol: 17, ports: { from: 1, to: 2 }, peer }],
  ['UDP by number', { IpProtocol: '17', FromPort: 1, ToPort: 2 }, { protocol: 17, ports: { from: 1, to: 2 }, peer }],
  [
    'UDP with ports that mean nothing',
    { IpProtocol: 'udp', FromPort: -1, ToPort: -1 },
    { protocol: 17, ports: { from: -1, to: -1 }, peer },
  ],
  ['TCP', { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }, { protocol: 6, ports: { from: 22, to: 22 }, peer }],
  ['all', { IpProtocol: '-1' }, { protocol: 'all', peer }],
  ['ICMP', { IpProtocol: 'icmp', FromPort: -1, ToPort: -1 }, { protocol: 1, peer }],
  ['ICMPv6', { IpProtocol: 'icmpv6', FromPort: -1, ToPort: -1 }, { protocol: 58, peer }],
] as const) {
  test(`${name} is read`, async () => assert.deepEqual(await permissionsOf({ ...permission, ...self }), [expected]));
}

for (const IpProtocol of ['esp', 'bogus', '256', undefined]) {
  test(`a rule with the protocol ${IpProtocol}, which EC2 would have refused, does not count`, async () => {
    assert.deepEqual(await permissionsOf({ IpProtocol, ...self }), []);
  });
}

test('one rule is one line for each other side', async () => {
  const lines = await permissionsOf({
    IpProtocol: '50',
    UserIdGroupPairs: [{ GroupId: 'sg-2' }, { GroupName: 'training' }],
    IpRanges: [{ CidrIp: '10.0.0.0/8' }],
    Ipv6Ranges: [{ CidrIpv6: '::/0' }],
    PrefixListIds: [{ PrefixListId: 'pl-1' }],
  });
  assert.deepEqual(
    lines.map((line) => line.peer),
    [
      { kind: 'group', id: 'sg-2' },
      { kind: 'group', id: 'sg-1' },
      { kind: 'cidr', cidr: '10.0.0.0/8' },
      { kind: 'cidr', cidr: '::/0' },
      { kind: 'prefix-list', id: 'pl-1' },
    ],
  );
});

const withRule = (permission: IpPermission): Answers => ({
  ...GOOD,
  DescribeSecurityGroups: { SecurityGroups: [{ GroupId: 'sg-1', VpcId: 'vpc-1', IpPermissions: [permission] }] },
});

const listRule = { PrefixListIds: [{ PrefixListId: 'pl-1' }] };

test('prefix lists are read that could let IKE or ESP through, and no others', async () => {
  const entries = { GetManagedPrefixListEntries: { Entries: [{ Cidr: '10.0.0.0/24' }, { Cidr: '10.0.1.0/24' }] } };
  const read = await readNetwork(ec2({ ...withRule({ IpProtocol: '-1', ...listRule }), ...entries }), IDS);
  assert.deepEqual(read.prefixLists, { 'pl-1': ['10.0.0.0/24', '10.0.1.0/24'] });
  const https = ec2({ ...withRule({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...listRule }), ...entries });
  assert.deepEqual((await readNetwork(https, IDS)).prefixLists, {});
  assert.ok(!https.asked.some(({ command }) => command === 'GetManagedPrefixListEntries'));
});

test('a prefix list that is gone names nobody', async () => {
  const gone = { GetManagedPrefixListEntries: failure('InvalidPrefixListID.NotFound') };
  const read = await readNetwork(ec2({ ...withRule({ IpProtocol: '50', ...listRule }), ...gone }), IDS);
  assert.deepEqual(read.prefixLists, { 'pl-1': [] });
});

test('a prefix list that cannot be read is not taken for an empty one', async () => {
  const lacking = { GetManagedPrefixListEntries: failure('InternalFailure', 501) };
  await assert.rejects(readNetwork(ec2({ ...withRule({ IpProtocol: '50', ...listRule }), ...lacking }), IDS), {
    name: 'InternalFailure',
  });
});

for (const [name, command] of [
  ['subnets', 'DescribeSubnets'],
  ['security groups', 'DescribeSecurityGroups'],
  ['VPCs', 'DescribeVpcs'],
]) {
  test(`${name} that cannot be read are not taken for none`, async () => {
    const answers = { ...GOOD, [command ?? '']: failure('InvalidAction') };
    await assert.rejects(readNetwork(ec2(answers), IDS), { name: 'InvalidAction' });
  });
}

test('an emulator may lack what is advice only', async () => {
  const lacking = {
    DescribeRouteTables: failure('InternalFailure', 501),
    DescribeVpcEndpoints: failure('InvalidAction'),
  };
  const read = await readNetwork(ec2({ ...GOOD, ...lacking }), IDS);
  assert.equal(read.subnets[0]?.s3, 'none');
});

test('but what fails otherwise fails the reader', async () => {
  const failing = { DescribeRouteTables: failure('UnauthorizedOperation', 403) };
  await assert.rejects(readNetwork(ec2({ ...GOOD, ...failing }), IDS), { name: 'UnauthorizedOperation' });
});

test('network ACLs may be lacking where there is one subnet only', async () => {
  const one = { ...GOOD, DescribeNetworkAcls: failure('InvalidAction') };
  assert.deepEqual((await readNetwork(ec2(one), IDS)).subnets[0]?.acl, { id: '', entries: [] });
  const two = { ...one, DescribeSubnets: { Subnets: [subnetAnswer(1), subnetAnswer(2)] } };
  const ids = { ...IDS, subnets: ['subnet-1', 'subnet-2'] };
  await assert.rejects(readNetwork(ec2(two), ids), { name: 'InvalidAction' });
});

test('two subnets need to have their network ACLs named', async () => {
  const answers = {
    ...GOOD,
    DescribeSubnets: { Subnets: [subnetAnswer(1), subnetAnswer(2)] },
    DescribeNetworkAcls: { NetworkAcls: [{ NetworkAclId: 'acl-1', Associations: [{ SubnetId: 'subnet-1' }] }] },
  };
  await assert.rejects(
    readNetwork(ec2(answers), { ...IDS, subnets: ['subnet-1', 'subnet-2'] }),
    /^Failure: train-encrypt: what answers EC2 names no network ACL for subnet-2/,
  );
});

test('a VPC has the CIDRs that are associated with it', async () => {
  const answer = {
    VpcId: 'vpc-1',
    CidrBlock: '10.0.0.0/16',
    InstanceTenancy: 'dedicated',
    CidrBlockAssociationSet: [
      { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
      { CidrBlock: '10.1.0.0/16' },
      { CidrBlock: '10.2.0.0/16', CidrBlockState: { State: 'disassociated' } },
    ],
  };
  const { vpcs } = await readNetwork(ec2({ ...GOOD, DescribeVpcs: { Vpcs: [answer] } }), IDS);
  assert.deepEqual(vpcs, [{ id: 'vpc-1', cidrs: ['10.0.0.0/16', '10.1.0.0/16'], tenancy: 'dedicated' }]);
});

const MAIN = { RouteTableId: 'rtb-main', VpcId: 'vpc-1', Associations: [{ Main: true }] };
const OWN = { RouteTableId: 'rtb-own', VpcId: 'vpc-1', Associations: [{ SubnetId: 'subnet-1' }] };
const S3 = { VpcEndpointType: 'Gateway', ServiceName: 'com.amazonaws.eu-central-1.s3' };
const NAT = { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1', State: 'active' };

for (const [name, tables, endpoints, expected] of [
  ['no route', [MAIN], [], 'none'],
  ['no tables', [], [], 'none'],
  ['a gateway endpoint in the main table', [MAIN], [{ ...S3, RouteTableIds: ['rtb-main'] }], 'gateway-endpoint'],
  [
    'a gateway endpoint in a table of its own',
    [MAIN, OWN],
    [{ ...S3, RouteTableIds: ['rtb-own'] }],
    'gateway-endpoint',
  ],
  ['a gateway endpoint in a table it does not use', [MAIN, OWN], [{ ...S3, RouteTableIds: ['rtb-main'] }], 'none'],
  [
    'a gateway endpoint for DynamoDB',
    [MAIN],
    [{ ...S3, ServiceName: 'com.amazonaws.eu-central-1.dynamodb', RouteTableIds: ['rtb-main'] }],
    'none',
  ],
  ['a NAT gateway', [{ ...MAIN, Routes: [NAT] }], [], 'nat'],
  ['a NAT gateway that is gone', [{ ...MAIN, Routes: [{ ...NAT, State: 'blackhole' }] }], [], 'none'],
  [
    'an internet gateway',
    [{ ...MAIN, Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }] }],
    [],
    'none',
  ],
] as const) {
  test(`${name}: route to S3 is ${expected}`, async () => {
    const answers = {
      ...GOOD,
      DescribeRouteTables: { RouteTables: tables },
      DescribeVpcEndpoints: { VpcEndpoints: endpoints },
    };
    assert.equal((await readNetwork(ec2(answers), IDS)).subnets[0]?.s3, expected);
  });
}
