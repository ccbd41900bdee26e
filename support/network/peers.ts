import { type AddressSet, covers, ofCidr, union, usable } from './addresses.ts';
import type { Network, Permission } from './model.ts';

/** Whom the permissions of a job's groups name, as far as that is the job's own instances. */
export interface Peers {
  /** Subnet id → the addresses its instances can have. */
  readonly bySubnet: ReadonlyMap<string, AddressSet>;
  /** Every address an instance of the job can have. */
  readonly everyInstance: AddressSet;
  /** IPv4 addresses that a permission names by CIDR or prefix list; empty for a group and for IPv6. */
  addresses(permission: Permission): AddressSet;
  /** Whether a permission alone names every instance of the job. */
  namesAll(permission: Permission): boolean;
}

export function peersOf(network: Network): Peers {
  const bySubnet = new Map(
    network.subnets.map(({ id, cidr }) => {
      const range = ofCidr(cidr);
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
        .map(ofCidr)
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
    bySubnet,
    everyInstance,
    addresses,
    namesAll: (permission) =>
      permission.peer.kind === 'group'
        ? carried.has(permission.peer.id)
        : everyInstance.length > 0 && covers(addresses(permission), everyInstance),
  };
}
