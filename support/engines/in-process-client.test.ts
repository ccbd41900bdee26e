import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteNetworkInterfaceCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2ServiceException,
} from '@aws-sdk/client-ec2';
import { readNetwork } from '../network/read.ts';
import type { Caller } from '../protocol/service.ts';
import { createEmbeddedEngine } from './embedded.ts';
import { EngineClients } from './engine-client.ts';
import { InProcessClient } from './in-process-client.ts';

const CALLER: Caller = { account: '111122223333', region: 'eu-central-1' };

/** Two clients of one EC2: one calls it, the other one writes and reads the wire format. */
function clients() {
  const engine = createEmbeddedEngine();
  const { callEc2: _, ...wireOnly } = engine;
  const direct = new EngineClients(engine).of(CALLER);
  const wire = new EngineClients(wireOnly).of(CALLER);
  assert.ok(direct instanceof InProcessClient && !(wire instanceof InProcessClient));
  return { direct, wire };
}

test('reads a network as the wire format tells it', async () => {
  const { direct, wire } = clients();
  const { Vpc } = await wire.send(
    new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
  );
  const VpcId = Vpc?.VpcId ?? '';
  const subnets: string[] = [];
  for (const client of [direct, wire]) {
    const CidrBlock = `10.0.${subnets.length}.0/24`;
    const { Subnet } = await client.send(new CreateSubnetCommand({ VpcId, CidrBlock }));
    subnets.push(Subnet?.SubnetId ?? '');
  }
  const { GroupId = '' } = await direct.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'training', Description: 'training' }),
  );
  const { PrefixList } = await direct.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: 'peers',
      MaxEntries: 3,
      AddressFamily: 'IPv4',
      Entries: [{ Cidr: '10.0.0.0/16' }],
    }),
  );
  await direct.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [
        { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs: [{ GroupId }] },
        { IpProtocol: '50', PrefixListIds: [{ PrefixListId: PrefixList?.PrefixListId }], IpRanges: [] },
        { IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      ],
    }),
  );
  const tables = await direct.send(new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }));
  const RouteTableIds = tables.RouteTables?.map(({ RouteTableId = '' }) => RouteTableId) ?? [];
  await direct.send(
    new CreateVpcEndpointCommand({ VpcId, ServiceName: 'com.amazonaws.eu-central-1.s3', RouteTableIds }),
  );
  const ids = { subnets, securityGroups: [GroupId, 'sg-0none'] };
  const network = await readNetwork(direct, ids);
  assert.deepEqual(network, await readNetwork(wire, ids));
  assert.equal(network.subnets[1]?.s3, 'gateway-endpoint');
  assert.equal(network.securityGroups[0]?.ingress.length, 3);
  assert.deepEqual(Object.values(network.prefixLists), [['10.0.0.0/16']]);
});

test('holds and releases an interface as the wire format does', async () => {
  const { direct, wire } = clients();
  const { Subnets } = await direct.send(new DescribeSubnetsCommand({}));
  const SubnetId = Subnets?.[0]?.SubnetId ?? '';
  const held = async (client: typeof direct) => {
    const { NetworkInterface: one } = await client.send(
      new CreateNetworkInterfaceCommand({ SubnetId, Groups: [], Description: 'ours' }),
    );
    const id = one?.NetworkInterfaceId ?? '';
    await client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }));
    const { NetworkInterfaceId: _, MacAddress: __, ...told } = one ?? {};
    return told;
  };
  assert.deepEqual(JSON.parse(JSON.stringify(await held(direct))), JSON.parse(JSON.stringify(await held(wire))));
});

test('is refused as the wire format is', async () => {
  const { direct, wire } = clients();
  const refused = (client: typeof direct, command: DescribeVpcsCommand | DeleteNetworkInterfaceCommand) =>
    client.send(command as DescribeVpcsCommand).then(
      () => assert.fail('it was answered'),
      (error: EC2ServiceException) => {
        assert.ok(error instanceof EC2ServiceException);
        return [error.name, error.message, error.$metadata.httpStatusCode];
      },
    );
  for (const command of [
    new DescribeVpcsCommand({ VpcIds: ['vpc-1'] }),
    new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: 'eni-0123' }),
  ]) {
    const [direct_, wire_] = [await refused(direct, command), await refused(wire, command)];
    assert.deepEqual(direct_, wire_);
    assert.equal(direct_[2], 400);
  }
});

test('a fault of ours is no refusal', async () => {
  const broken = new InProcessClient({ region: 'eu-central-1' }, () => {
    throw new RangeError('broken');
  });
  await assert.rejects(broken.send(new DescribeVpcsCommand({})), RangeError);
});

test('what was not given does not arrive', async () => {
  const inputs: object[] = [];
  const client = new InProcessClient({ region: 'eu-central-1' }, (operation, input) => {
    inputs.push({ operation, ...input });
    return {};
  });
  await client.send(new DescribeVpcsCommand({ VpcIds: [], NextToken: undefined, MaxResults: 5 }));
  assert.deepEqual(inputs, [{ operation: 'DescribeVpcs', MaxResults: 5 }]);
});
