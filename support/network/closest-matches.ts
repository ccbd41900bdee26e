import { isIPv6 } from 'node:net';
import { listed, plural } from '../text/words.ts';
import { type AddressSet, count, covers, intersection, overlaps, union } from './addresses.ts';
import { carries, IKE_PORT } from './flows.ts';
import type { Direction, Flow, Network, Permission, SecurityGroup } from './model.ts';
import type { Peers } from './peers.ts';
import { flowName, peerName, permissionName, rangeName, shareName, trafficName } from './words.ts';

interface Line {
  readonly group: SecurityGroup;
  readonly permission: Permission;
}

/** More than a person would read. */
const MOST = 6;

/** Permissions that nearly let a flow through, each with why it does not. */
export function closestMatches(
  network: Network,
  peers: Peers,
  direction: Direction,
  flow: Flow,
  lines: readonly Line[],
): readonly string[] {
  if (peers.apart.size > 0) {
    const apart = [...peers.apart.keys()];
    return [`${listed(apart)} ${apart.length === 1 ? 'has' : 'have'} IPv4 only, another subnet IPv6 only`];
  }
  const right = lines.filter(({ permission }) => carries(flow, permission));
  const found = [
    ...ofPeers(network, peers, direction, right),
    ...lines
      .filter(({ permission }) => !carries(flow, permission) && concernsJob(peers, permission))
      .map((line) => wrongTraffic(flow, direction, line)),
  ];
  return [...new Set(found.filter((text) => text !== undefined))].slice(0, MOST);
}

/** The right traffic, but not with every instance of the job. */
function ofPeers(network: Network, peers: Peers, direction: Direction, lines: readonly Line[]): readonly string[] {
  const strangers = lines
    .filter(({ permission }) => permission.peer.kind === 'group')
    .map(({ group, permission }) => {
      return `${permissionName(permission, group, direction)}, a group that the job does not carry`;
    });
  const ranges = lines.filter(({ permission }) => permission.peer.kind !== 'group');
  const otherFamily = peers.family === 'IPv4' ? 'IPv6' : 'IPv4';
  const [others, own] = partition(
    ranges,
    ({ permission: { peer } }) => peer.kind === 'cidr' && familyOf(peer.cidr) !== peers.family,
  );
  const [near, far] = partition(own, ({ permission }) => overlaps(peers.addresses(permission), peers.everyInstance));
  return [
    ...partsOf(network, peers, near),
    ...strangers,
    ...(far.length > 0 ? [`${named(far)} none of the subnets`] : []),
    ...others.map(({ group, permission }) => `${peerName(permission, group)} is an ${otherFamily} range only`),
  ];
}

/** How much of the subnets the ranges cover, for those that they do not cover wholly. */
function partsOf(network: Network, peers: Peers, lines: readonly Line[]): readonly string[] {
  if (lines.length === 0) return [];
  const touching = (addresses: AddressSet) =>
    lines.filter(({ permission }) => overlaps(peers.addresses(permission), addresses));
  const together = union(lines.flatMap(({ permission }) => peers.addresses(permission)));
  const lacking = network.subnets.filter(({ id }) => !covers(together, peers.bySubnet.get(id) ?? []));
  // In words the share is of the whole subnet: nobody thinks of a /25 as 124 of 251 usable addresses.
  const shares = lacking.map(({ id }) => {
    const whole = [peers.ranges.get(id) ?? { from: 0, to: -1 }];
    return { id, whole, part: count(intersection(together, whole)) };
  });
  const none = shares.filter(({ part }) => part === 0).map(({ id }) => id);
  return [
    ...shares
      .filter(({ part }) => part > 0)
      .map(({ id, whole, part }) => `${named(touching(whole))} ${shareName(part, count(whole), id)}`),
    ...(none.length > 0 ? [`${named(lines)} none of ${listed(none)}`] : []),
  ];
}

function named(lines: readonly Line[]): string {
  const names = [...new Set(lines.map(({ group, permission }) => peerName(permission, group)))];
  return `${listed(names)} ${plural(names.length, 'covers', 'cover')}`;
}

/** Whether the job's own instances are what a permission is about, at least in part. */
function concernsJob(peers: Peers, permission: Permission): boolean {
  return peers.namesAll(permission) || overlaps(peers.addresses(permission), peers.everyInstance);
}

/** The right instances, but traffic that is easily taken for the flow. */
function wrongTraffic(flow: Flow, direction: Direction, { group, permission }: Line): string | undefined {
  const { protocol, ports } = permission;
  const what = permissionName(permission, group, direction);
  if (flow === 'esp') {
    if (protocol === 51) return `${what}: protocol 51 is AH, ESP is protocol 50`;
    if ((protocol === 6 || protocol === 17) && ports?.from === 50 && ports.to === 50) {
      return `${what}: port 50 is not protocol 50`;
    }
    return undefined;
  }
  if (protocol === 6 && (!ports || (ports.from <= IKE_PORT && IKE_PORT <= ports.to))) {
    return `${what}: ${trafficName(permission)} is not ${flowName(flow)}`;
  }
  if (protocol === 17 && ports) return `${what}: port ${rangeName(ports)} is not port ${IKE_PORT}`;
  return undefined;
}

const familyOf = (cidr: string): Peers['family'] => (isIPv6(cidr.split('/')[0] ?? '') ? 'IPv6' : 'IPv4');

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
