import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../verification/fast-check.ts';
import type { AclEntry, Direction, Flow, Network, Permission, Subnet } from './model.ts';
import { type Reachability, reachability } from './reachability.ts';
import { allowAll, anyNetwork, asIpv6, SUBNETS } from './testing/random.ts';

/*
 * The oracle knows nothing of sets of addresses: it sends every packet that two instances could send one another past
 * the security groups and network ACLs, one by one, and looks at bits.
 */

interface Packet {
  readonly source: number;
  readonly destination: number;
  readonly sourceSubnet: Subnet;
  readonly destinationSubnet: Subnet;
  readonly flow: Flow;
}

interface Mask {
  readonly net: number;
  readonly mask: number;
}

function maskOf(cidr: string): Mask | undefined {
  const [, a, b, c, d, bits] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr)?.map(Number) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined || bits === undefined) return undefined;
  const mask = bits === 0 ? 0 : -1 << (32 - bits);
  return { net: ((a << 24) | (b << 16) | (c << 8) | d) & mask, mask };
}

const masks = new Map<string, Mask | undefined>();

function isIn(cidr: string, address: number): boolean {
  if (!masks.has(cidr)) masks.set(cidr, maskOf(cidr));
  const mask = masks.get(cidr);
  return mask !== undefined && (address & mask.mask) === mask.net;
}

/** Addresses EC2 gives to instances: not the network's own, the router, DNS, the reserved one, nor broadcast. */
function instanceAddresses(subnet: Subnet): readonly number[] {
  const { net, mask } = maskOf(subnet.cidr) as Mask;
  return Array.from({ length: ~mask + 1 }, (_, host) => net + host).filter((_, host) => host > 3 && host < ~mask);
}

function lineMatches(line: { protocol: 'all' | number; ports?: { from: number; to: number } }, flow: Flow): boolean {
  switch (line.protocol) {
    case 'all':
      return true;
    case 50:
      return flow === 'esp';
    case 17:
      return flow === 'ike' && (line.ports === undefined || (line.ports.from <= 500 && line.ports.to >= 500));
    default:
      return false;
  }
}

function groupsLet(network: Network, direction: Direction, packet: Packet): boolean {
  const other = direction === 'out' ? packet.destination : packet.source;
  for (const group of network.securityGroups) {
    for (const permission of direction === 'out' ? group.egress : group.ingress) {
      if (!lineMatches(permission, packet.flow)) continue;
      const { peer } = permission;
      if (peer.kind === 'group' && network.securityGroups.some(({ id }) => id === peer.id)) return true;
      if (peer.kind === 'cidr' && isIn(peer.cidr, other)) return true;
      if (peer.kind === 'prefix-list' && (network.prefixLists[peer.id] ?? []).some((cidr) => isIn(cidr, other)))
        return true;
    }
  }
  return false;
}

/** The number of the entry that stops the packet, 0 for the implicit deny, `undefined` when it passes. */
function aclStops(direction: Direction, packet: Packet): number | undefined {
  const { acl } = direction === 'out' ? packet.sourceSubnet : packet.destinationSubnet;
  const other = direction === 'out' ? packet.destination : packet.source;
  let first: AclEntry | undefined;
  for (const entry of acl.entries) {
    if (entry.direction !== direction || !lineMatches(entry, packet.flow) || !isIn(entry.cidr, other)) continue;
    if (!first || entry.number < first.number) first = entry;
  }
  if (!first) return 0;
  return first.allow ? undefined : first.number;
}

interface Answer {
  readonly reachable: boolean;
  /** `in ike`, `out esp` …: what the groups stop for at least one packet. */
  readonly missing: readonly string[];
  readonly blocks: readonly string[];
}

function* packetsOf(network: Network): Generator<Packet> {
  const addresses = new Map(network.subnets.map((subnet) => [subnet, instanceAddresses(subnet)]));
  for (const [sourceSubnet, sources] of addresses) {
    for (const [destinationSubnet, destinations] of addresses) {
      for (const source of sources) {
        for (const destination of destinations) {
          if (source === destination) continue;
          yield { source, destination, sourceSubnet, destinationSubnet, flow: 'ike' };
          yield { source, destination, sourceSubnet, destinationSubnet, flow: 'esp' };
        }
      }
    }
  }
}

function oracle(network: Network): Answer {
  const missing = new Set<string>();
  const blocks = new Set<string>();
  for (const packet of packetsOf(network)) {
    for (const direction of ['in', 'out'] as const) {
      if (!groupsLet(network, direction, packet)) missing.add(`${direction} ${packet.flow}`);
      if (packet.sourceSubnet === packet.destinationSubnet) continue;
      const stopped = aclStops(direction, packet);
      if (stopped === undefined) continue;
      const { acl } = direction === 'out' ? packet.sourceSubnet : packet.destinationSubnet;
      blocks.add(
        `${packet.flow} ${packet.sourceSubnet.id} ${packet.destinationSubnet.id} ${acl.id} ${direction} ${stopped}`,
      );
    }
  }
  return {
    reachable: missing.size === 0 && blocks.size === 0,
    missing: [...missing].sort(),
    blocks: [...blocks].sort(),
  };
}

function answerOf({ reachable, flows, blocks }: Reachability): Answer {
  return {
    reachable,
    missing: flows
      .filter(({ standing }) => standing === 'missing')
      .map(({ direction, flow }) => `${direction} ${flow}`)
      .sort(),
    blocks: blocks
      .map(({ flow, from, to, acl, direction, entry }) => `${flow} ${from} ${to} ${acl} ${direction} ${entry ?? 0}`)
      .sort(),
  };
}

const agrees = (judge: (network: Network) => Reachability) =>
  fc.property(anyNetwork, (network) => assert.deepEqual(answerOf(judge(network)), oracle(network)));

const RUNS = { numRuns: 1500, seed: 20261107 };

test('the verdict is that of sending every packet', () => {
  fc.assert(agrees(reachability), RUNS);
});

test('IPv6 decides as IPv4 does', () => {
  fc.assert(
    agrees((network) => reachability(asIpv6(network))),
    RUNS,
  );
});

test('an IPv6 range beside an IPv4 range changes nothing', () => {
  const dual = (network: Network): Network => ({
    ...network,
    subnets: network.subnets.map((subnet, i) => ({ ...subnet, ipv6Cidr: `2001:db8:0:${i}::/64` })),
  });
  fc.assert(
    agrees((network) => reachability(dual(network))),
    RUNS,
  );
});

test('the random networks are of every kind', () => {
  const networks = fc.sample(anyNetwork, RUNS).map(reachability);
  const standings = networks.flatMap(({ flows }) => flows.map(({ standing }) => standing));
  const together = networks.flatMap(({ flows }) => flows).filter(({ how }) => how.includes('together'));
  assert.ok(networks.filter(({ reachable }) => reachable).length > 50, 'some work');
  assert.ok(
    networks.filter(({ reachable, blocks }) => !reachable && blocks.length === 0).length > 50,
    'groups stop some',
  );
  assert.ok(
    networks.filter(({ flows, blocks }) => blocks.length > 0 && flows.every((f) => f.standing !== 'missing')).length >
      10,
    'only ACLs stop some',
  );
  assert.ok(together.length > 10, 'ranges cover the subnets only together');
  for (const standing of ['documented', 'broader', 'missing'] as const) {
    assert.ok(standings.filter((one) => one === standing).length > 200, standing);
  }
});

/* A verdict that gets one thing wrong must be found out: each cripple looks at a network that was tampered with. */

type Change = (network: Network) => Network;

const permissions =
  (change: (permission: Permission) => Permission): Change =>
  (network) => ({
    ...network,
    securityGroups: network.securityGroups.map((group) => ({
      ...group,
      ingress: group.ingress.map(change),
      egress: group.egress.map(change),
    })),
  });

const acls =
  (change: (entries: readonly AclEntry[]) => readonly AclEntry[]): Change =>
  (network) => ({
    ...network,
    subnets: network.subnets.map((subnet) => ({
      ...subnet,
      acl: { ...subnet.acl, entries: change(subnet.acl.entries) },
    })),
  });

const cripples: Readonly<Record<string, Change>> = {
  'takes IPv4 rules for IPv6': (network) => {
    const { subnets, ...rest } = asIpv6(network);
    return { ...network, ...rest, securityGroups: network.securityGroups, subnets };
  },
  'ignores network ACLs': acls(() => allowAll),
  'reads ACL entries in the order listed': acls((entries) => entries.map((entry, i) => ({ ...entry, number: i + 1 }))),
  'lets the last matching ACL entry decide': acls((entries) =>
    entries.map((entry) => ({ ...entry, number: 300 - entry.number })),
  ),
  'looks at the first group only': (network) => ({ ...network, securityGroups: network.securityGroups.slice(0, 1) }),
  'looks at the first subnet only': (network) => ({ ...network, subnets: network.subnets.slice(0, 1) }),
  'ignores prefix lists': (network) => ({ ...network, prefixLists: {} }),
  'takes TCP for UDP': permissions((permission) =>
    permission.protocol === 6 ? { ...permission, protocol: 17 } : permission,
  ),
  'takes AH for ESP': permissions((permission) =>
    permission.protocol === 51 ? { ...permission, protocol: 50 } : permission,
  ),
  'ignores the ports of UDP': permissions(({ ports: _, ...permission }) => permission),
  'takes an IPv6 range for every IPv4 address': permissions((permission) =>
    permission.peer.kind === 'cidr' && permission.peer.cidr === '::/0'
      ? { ...permission, peer: { kind: 'cidr', cidr: '0.0.0.0/0' } }
      : permission,
  ),
  'takes any group for one the job carries': permissions((permission) =>
    permission.peer.kind === 'group' ? { ...permission, peer: { kind: 'group', id: 'sg-0' } } : permission,
  ),
  'swaps in and out': (network) => ({
    ...network,
    securityGroups: network.securityGroups.map((group) => ({ ...group, ingress: group.egress, egress: group.ingress })),
  }),
  'takes a part of the subnets for all of them': permissions((permission) =>
    permission.peer.kind === 'cidr' && SUBNETS.includes(permission.peer.cidr)
      ? { ...permission, peer: { kind: 'cidr', cidr: '10.0.0.0/24' } }
      : permission,
  ),
};

for (const [name, tamper] of Object.entries(cripples)) {
  test(`a verdict that ${name} is found out`, () => {
    const { failed } = fc.check(
      agrees((network) => reachability(tamper(network))),
      RUNS,
    );
    assert.equal(failed, true);
  });
}
