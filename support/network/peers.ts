import { type AddressSet, covers, type Interval, ofAnyCidr, ofCidr, ofIpv6Cidr, union, usable } from './addresses.ts';
import type { Network, Permission, Subnet } from './model.ts';

/** Whom the permissions of a job's groups name, as far as that is the job's own instances. */
export interface Peers {
  /**
   * Which addresses instances use for one another: IPv4, unless a subnet of the job has IPv6 only. Which of the two a
   * training job uses where both are there, AWS does not document; IPv4 is our reading.
   */
  readonly family: 'IPv4' | 'IPv6';
  /**
   * Subnets that have no addresses of this family, while others have none of the other, and the addresses that their
   * instances have: they talk to one another, and nothing passes between them and the others.
   */
  readonly apart: ReadonlyMap<string, AddressSet>;
  /** Subnet id → its whole range of this family. */
  readonly ranges: ReadonlyMap<string, Interval>;
  /** Subnet id → the addresses its instances can have. */
  readonly bySubnet: ReadonlyMap<string, AddressSet>;
  /** Every address an instance of the job can have. */
  readonly everyInstance: AddressSet;
  /** Addresses that a permission names by CIDR or prefix list, of both families; empty for a group. */
  addresses(permission: Permission): AddressSet;
  /** Whether a permission alone names every instance of the job. */
  namesAll(permission: Permission): boolean;
}

export function peersOf(network: Network): Peers {
  const family = network.subnets.some(isIpv6Only) ? 'IPv6' : 'IPv4';
  const ranges = new Map(
    network.subnets.flatMap(({ id, cidr, ipv6Cidr = '' }) => {
      const range = family === 'IPv4' ? ofCidr(cidr) : ofIpv6Cidr(ipv6Cidr);
      return range ? [[id, range] as const] : [];
    }),
  );
  const bySubnet = new Map(
    network.subnets.map(({ id }) => {
      const range = ranges.get(id);
      return [id, range ? [usable(range)] : []];
    }),
  );
  const everyInstance = union([...bySubnet.values()].flat());
  const carried = new Set(network.securityGroups.map(({ id }) => id));
  const read = new Map<string, AddressSet>();

  // The same ranges come up for every flow and way, and reading them is what takes time.
  const once = (name: string, cidrs: () => readonly string[]): AddressSet => {
    const known = read.get(name);
    if (known) return known;
    const addresses = union(
      cidrs()
        .map(ofAnyCidr)
        .filter((range) => range !== undefined),
    );
    read.set(name, addresses);
    return addresses;
  };

  const addresses = ({ peer }: Permission): AddressSet => {
    if (peer.kind === 'cidr') return once(peer.cidr, () => [peer.cidr]);
    return peer.kind === 'prefix-list' ? once(peer.id, () => network.prefixLists[peer.id] ?? []) : [];
  };
  return {
    family,
    apart: new Map(family === 'IPv4' ? [] : network.subnets.filter(({ id }) => !ranges.has(id)).map(ipv4Of)),
    ranges,
    bySubnet,
    everyInstance,
    addresses,
    namesAll: (permission) =>
      permission.peer.kind === 'group'
        ? carried.has(permission.peer.id)
        : everyInstance.length > 0 && covers(addresses(permission), everyInstance),
  };
}

function ipv4Of({ id, cidr }: Subnet): [string, AddressSet] {
  const range = ofCidr(cidr);
  return [id, range ? [usable(range)] : []];
}

const isIpv6Only = ({ cidr, ipv6Cidr = '' }: Subnet): boolean =>
  ofCidr(cidr) === undefined && ofIpv6Cidr(ipv6Cidr) !== undefined;
