import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkAclEntryCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSubnetCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  GetManagedPrefixListEntriesCommand,
  ModifyManagedPrefixListCommand,
  ModifySubnetAttributeCommand,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { createEc2 } from './index.ts';
import { testClient } from './testing/ec2.ts';

const CALLER = { account: '111122223333', region: 'eu-central-1' };

async function setUp() {
  const service = createEc2();
  const client = testClient({ service });
  const { Subnets = [] } = await client.send(new DescribeSubnetsCommand({}));
  const [first, second] = Subnets.map(({ SubnetId = '' }) => SubnetId) as [string, string];
  const VpcId = Subnets[0]?.VpcId ?? '';
  const { GroupId = '' } = await client.send(
    new CreateSecurityGroupCommand({ GroupName: 'training', Description: 'training' }),
  );
  const { PrefixList } = await client.send(
    new CreateManagedPrefixListCommand({ PrefixListName: 'peers', MaxEntries: 3, AddressFamily: 'IPv4' }),
  );
  const PrefixListId = PrefixList?.PrefixListId ?? '';
  const acls = await client.send(new DescribeNetworkAclsCommand({}));
  const NetworkAclId = acls.NetworkAcls?.[0]?.NetworkAclId ?? '';
  const tables = await client.send(new DescribeRouteTablesCommand({}));
  const RouteTableId = tables.RouteTables?.[0]?.RouteTableId ?? '';
  const state = (subnets = [first]) => service.networkState(CALLER, subnets);
  return { service, client, VpcId, first, second, GroupId, PrefixListId, NetworkAclId, RouteTableId, state };
}

type SetUp = Awaited<ReturnType<typeof setUp>>;

const UDP = { IpProtocol: 'udp', FromPort: 500, ToPort: 500 };
const entry = { Protocol: '-1', RuleAction: 'deny', CidrBlock: '10.0.0.0/8' } as const;

const CHANGES: Readonly<Record<string, (client: EC2Client, made: SetUp) => Promise<unknown>>> = {
  'a rule in': (client, { GroupId }) =>
    client.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [{ ...UDP, UserIdGroupPairs: [{ GroupId }] }],
      }),
    ),
  'a rule out': (client, { GroupId }) =>
    client.send(
      new AuthorizeSecurityGroupEgressCommand({
        GroupId,
        IpPermissions: [{ ...UDP, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
      }),
    ),
  'a rule revoked': (client, { GroupId }) =>
    client.send(
      new RevokeSecurityGroupEgressCommand({
        GroupId,
        IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      }),
    ),
  'an entry of an ACL': (client, { NetworkAclId }) =>
    client.send(new CreateNetworkAclEntryCommand({ NetworkAclId, RuleNumber: 50, Egress: false, ...entry })),
  'entries of a prefix list': (client, { PrefixListId }) =>
    client.send(
      new ModifyManagedPrefixListCommand({ PrefixListId, CurrentVersion: 1, AddEntries: [{ Cidr: '10.0.0.0/8' }] }),
    ),
  'a subnet': (client, { VpcId }) => client.send(new CreateSubnetCommand({ VpcId, CidrBlock: '172.31.240.0/24' })),
  'an attribute of a subnet': (client, { first }) =>
    client.send(new ModifySubnetAttributeCommand({ SubnetId: first, MapPublicIpOnLaunch: { Value: true } })),
  'a subnet deleted': (client, { first }) => client.send(new DeleteSubnetCommand({ SubnetId: first })),
};

for (const [what, change] of Object.entries(CHANGES)) {
  test(`${what}: networks may read otherwise`, async () => {
    const made = await setUp();
    const before = made.state();
    await change(made.client, made);
    assert.notEqual(made.state().text, before.text);
    assert.notEqual(made.state().changes, before.changes);
  });
}

test('whoever only looks changes nothing', async () => {
  const { client, state, PrefixListId } = await setUp();
  const before = state();
  await client.send(new DescribeSubnetsCommand({}));
  await client.send(new GetManagedPrefixListEntriesCommand({ PrefixListId }));
  assert.deepEqual(state(), before);
});

test('an interface counts in its own subnet while it is held, and for a reading that goes on', async () => {
  const { client, first, second, state } = await setUp();
  const [before, other] = [state(), state([second])];
  const { NetworkInterface: one } = await client.send(new CreateNetworkInterfaceCommand({ SubnetId: first }));
  assert.notEqual(state().text, before.text);
  assert.equal(state([second]).text, other.text);
  await client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: one?.NetworkInterfaceId }));
  assert.equal(state().text, before.text);
  assert.notEqual(state().changes, before.changes);
});

test('an interface that a route leads to counts everywhere: without it the route leads nowhere', async () => {
  const { client, first, second, RouteTableId, state } = await setUp();
  const { NetworkInterface: one } = await client.send(new CreateNetworkInterfaceCommand({ SubnetId: first }));
  const NetworkInterfaceId = one?.NetworkInterfaceId ?? '';
  await client.send(
    new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '192.168.0.0/16', NetworkInterfaceId }),
  );
  const before = state([second]);
  await client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
  assert.notEqual(state([second]).text, before.text);
});

test('an account that was forgotten is in no state that it was in before', async () => {
  const { service, first, state } = await setUp();
  const before = service.networkState({ ...CALLER, region: 'us-east-1' }, [first]).text;
  service.reset?.(CALLER.account);
  assert.notEqual(service.networkState({ ...CALLER, region: 'us-east-1' }, [first]).text, before);
  assert.equal(state().changes, 0);
});
