import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkAclCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  type IpPermission,
  ReplaceNetworkAclAssociationCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';
import type { Engine, EngineReference, UpstreamKind } from '../engine.ts';
import { EngineClients } from '../engine-client.ts';
import { startLocalStack } from '../localstack/start.ts';
import { startEmulator, withoutDocker, withoutEmulator } from '../testing/emulators.ts';
import { UpstreamEngine } from '../upstream/engine.ts';
import { identify } from '../upstream/identify.ts';
import { workarounds } from './index.ts';
import type { AppliedWorkaround } from './workaround.ts';

// Every workaround on every emulator that it is for: what it makes good is broken without it, and right with it. One that is
// no longer needed fails here.

interface Network {
  readonly ec2: EC2Client;
  readonly vpc: string;
  readonly subnet: string;
  readonly group: string;
}

/** Whether a client sees what EC2 would do. */
type Right = (network: Network) => Promise<boolean>;

const refusedAs = (name: string, message?: string) => (error: unknown) =>
  error instanceof Error && error.name === name && (message === undefined || error.message === message);

const accepted = () => false;

const authorize = ({ ec2, group }: Network, permission: IpPermission) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [permission] }));

const itself = ({ group }: Network) => ({ UserIdGroupPairs: [{ GroupId: group }] });

async function ingress({ ec2, group }: Network): Promise<IpPermission[]> {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [group] }));
  return SecurityGroups?.[0]?.IpPermissions ?? [];
}

const put = ({ ec2, subnet, group }: Network) =>
  ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: subnet, Groups: [group], Description: 'a job' }));

const RIGHT: Readonly<Record<string, Right>> = {
  'permission-checks': async (network) => {
    const wrong: readonly [IpPermission, string][] = [
      [{ IpProtocol: 'esp' }, "Invalid value 'esp' for IP protocol. Unknown protocol."],
      [{ IpProtocol: 'udp' }, "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange."],
      [{ IpProtocol: 'udp', FromPort: 500, ToPort: 70_000 }, 'TCP/UDP (to) port (70000) out of range'],
    ];
    const results = wrong.map(([permission, message]) =>
      authorize(network, { ...permission, ...itself(network) }).then(
        accepted,
        refusedAs('InvalidParameterValue', message),
      ),
    );
    return (await Promise.all(results)).every(Boolean);
  },
  'esp-without-ports': async (network) => {
    const esp = { IpProtocol: '50', ...itself(network) };
    try {
      await authorize(network, esp);
      const shown = await ingress(network);
      await network.ec2.send(
        new RevokeSecurityGroupIngressCommand({
          GroupId: network.group,
          IpPermissions: [{ ...esp, FromPort: 1, ToPort: 2 }],
        }),
      );
      return withoutPorts(shown) && (await ingress(network)).length === 0;
    } catch {
      return false;
    }
  },
  'esp-with-ports': async (network) => {
    await authorize(network, { IpProtocol: '50', FromPort: 500, ToPort: 500, ...itself(network) });
    return withoutPorts(await ingress(network));
  },
  'prefix-list-rules': async (network) => {
    const { PrefixList } = await network.ec2.send(
      new CreateManagedPrefixListCommand({
        PrefixListName: 'subnets',
        AddressFamily: 'IPv4',
        MaxEntries: 2,
        Entries: [{ Cidr: '10.20.1.0/24' }],
      }),
    );
    const PrefixListIds = [{ PrefixListId: PrefixList?.PrefixListId, Description: 'subnets' }];
    const IpRanges = [{ CidrIp: '10.30.0.0/16' }];
    await authorize(network, { IpProtocol: 'udp', FromPort: 500, ToPort: 500, IpRanges, PrefixListIds });
    const [shown] = await ingress(network);
    return (
      shown?.PrefixListIds?.[0]?.PrefixListId === PrefixList?.PrefixListId &&
      shown?.PrefixListIds?.[0]?.Description === 'subnets' &&
      shown?.IpRanges?.length === 1
    );
  },
  'duplicate-rules': async (network) => {
    const ike = { IpProtocol: 'udp', FromPort: 500, ToPort: 500, ...itself(network) };
    await authorize(network, ike);
    const again = authorize(network, { ...ike, IpRanges: [{ CidrIp: '10.0.0.0/8' }] });
    const out = network.ec2.send(
      new AuthorizeSecurityGroupEgressCommand({
        GroupId: network.group,
        IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      }),
    );
    const duplicate = refusedAs('InvalidPermission.Duplicate');
    return (await again.then(accepted, duplicate)) && (await out.then(accepted, duplicate));
  },
  'in-use': async (network) => {
    await put(network);
    const { ec2, group, subnet } = network;
    const inUse = refusedAs('DependencyViolation');
    return (
      (await ec2.send(new DeleteSecurityGroupCommand({ GroupId: group })).then(accepted, inUse)) &&
      (await ec2.send(new DeleteSubnetCommand({ SubnetId: subnet })).then(accepted, inUse))
    );
  },
  'free-addresses': async (network) => {
    await put(network);
    const { Subnets } = await network.ec2.send(new DescribeSubnetsCommand({ SubnetIds: [network.subnet] }));
    return Subnets?.[0]?.AvailableIpAddressCount === 10;
  },
  'interface-addresses': async (network) => {
    const { NetworkInterface } = await put(network);
    await put(network);
    const { NetworkInterfaces = [] } = await network.ec2.send(new DescribeNetworkInterfacesCommand({}));
    const addresses = NetworkInterfaces.flatMap(({ PrivateIpAddress, PrivateIpAddresses }) => [
      PrivateIpAddress ?? '',
      PrivateIpAddresses?.[0]?.PrivateIpAddress ?? '',
    ]);
    const range = ipaddr.IPv4.parseCIDR('10.20.1.0/28');
    return (
      addresses.length === 4 &&
      new Set(addresses).size === 2 &&
      addresses.includes(NetworkInterface?.PrivateIpAddress ?? '') &&
      addresses.every((address) => ipaddr.IPv4.parse(address).match(range))
    );
  },
  'network-acl-associations': async ({ ec2, vpc, subnet }) => {
    const ofSubnet = async () => {
      const Filters = [{ Name: 'association.subnet-id', Values: [subnet] }];
      const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
      const [acl, ...more] = NetworkAcls;
      return more.length > 0 ? undefined : acl;
    };
    const byDefault = await ofSubnet();
    const AssociationId = byDefault?.Associations?.find(({ SubnetId }) => SubnetId === subnet)?.NetworkAclAssociationId;
    if (!byDefault?.IsDefault || AssociationId === undefined) return false;
    const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId: vpc }));
    const NetworkAclId = NetworkAcl?.NetworkAclId;
    await ec2.send(new ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId }));
    const replaced = await ofSubnet();
    const stale = ec2.send(new ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId }));
    return (
      replaced?.NetworkAclId === NetworkAclId &&
      (await stale.then(accepted, refusedAs('InvalidAssociationID.NotFound')))
    );
  },
  'network-acl-filter': async ({ ec2, vpc, subnet }) => {
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock: '10.20.2.0/28' }));
    await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock: '10.20.3.0/28' }));
    const other = await network(ec2);
    const Filters = [
      { Name: 'association.subnet-id', Values: [subnet, Subnet?.SubnetId ?? '', other.subnet] },
      { Name: 'default', Values: ['true'] },
    ];
    const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
    return (
      NetworkAcls.map(({ VpcId }) => VpcId)
        .sort()
        .join() === [vpc, other.vpc].sort().join()
    );
  },
};

const withoutPorts = (permissions: readonly IpPermission[]) =>
  permissions.length === 1 && permissions[0]?.FromPort === undefined && permissions[0]?.ToPort === undefined;

async function network(ec2: EC2Client): Promise<Network> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16' }));
  const vpc = Vpc?.VpcId ?? '';
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock: '10.20.1.0/28' }));
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId: vpc, GroupName: 'training', Description: 'training' }),
  );
  return { ec2, vpc, subnet: Subnet?.SubnetId ?? '', group: GroupId ?? '' };
}

type Started = AsyncDisposable & { readonly url: string };

const EMULATORS: Readonly<Record<Exclude<UpstreamKind, 'other'>, { skip: string | false; start(): Promise<Started> }>> =
  {
    localstack: {
      skip: await withoutDocker(),
      start: async () => {
        const engine = await startLocalStack();
        return Object.assign(engine, { url: engine.reference?.url ?? '' });
      },
    },
    moto: { skip: withoutEmulator('moto'), start: () => startEmulator('moto') },
    ministack: { skip: withoutEmulator('ministack'), start: () => startEmulator('ministack') },
  };

for (const [kind, { skip, start }] of Object.entries(EMULATORS)) {
  describe(`workarounds of ${kind}`, { skip }, () => {
    let emulator: Started;
    let reference: EngineReference;

    before(async () => {
      emulator = await start();
      reference = { name: 'endpoint', url: emulator.url, ...(await identify(new URL(emulator.url))) };
      assert.equal(reference.kind, kind);
    });
    after(() => emulator[Symbol.asyncDispose]());

    async function isRight(right: Right, engine: Engine): Promise<boolean> {
      using clients = new EngineClients(engine);
      const account = String(randomInt(100_000_000_000, 1_000_000_000_000));
      return right(await network(clients.of({ account, region: 'eu-central-1' })));
    }

    for (const workaround of workarounds().filter(({ upstreams }) => upstreams.some((one) => one === kind))) {
      test(`${workaround.id}: ${workaround.defect}`, async () => {
        const right = RIGHT[workaround.id] as Right;
        const applied: AppliedWorkaround[] = [];
        await using asItIs = new UpstreamEngine(reference, { workarounds: false });
        assert.equal(
          await isRight(right, asItIs),
          false,
          'without the workaround it is right too: the workaround can go',
        );
        await using adjusted = new UpstreamEngine(reference, { onWorkaround: (one) => applied.push(one) });
        assert.equal(await isRight(right, adjusted), true, 'the workaround does not make it good');
        const found = applied.find(({ id }) => id === workaround.id);
        assert.deepEqual(
          { ...found, operation: '', account: '' },
          { id: workaround.id, defect: workaround.defect, operation: '', account: '' },
        );
        assert.ok(workaround.operations.includes(found?.operation ?? ''));
        assert.match(found?.account ?? '', /^\d{12}$/);
      });
    }
  });
}

test('every workaround has its test here', () => {
  assert.deepEqual(
    Object.keys(RIGHT).sort(),
    workarounds()
      .map(({ id }) => id)
      .sort(),
  );
});
