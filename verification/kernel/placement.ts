import ipaddr from 'ipaddr.js';
import type { Network } from '../../support/network/model.ts';
import type { Instance, Version } from './instance.ts';

/*
 * A verdict speaks of every address that an instance can have. Packets can be sent between some only, so those are
 * chosen that stand for all: addresses of a subnet that lie in the same ranges of the network's rules are of one kind,
 * and nothing can treat them differently. Of each kind the lowest and the highest have an instance.
 */

interface Range {
  readonly version: Version;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Instances that stand for all that a job in this network could have, by subnet. They talk IPv4 where every subnet has
 * it, else IPv6; one in a subnet without IPv6 then has its IPv4 address and nobody to talk to.
 */
export function placement(network: Network): readonly Instance[] {
  const named = rangesNamed(network);
  const version = network.subnets.every(({ cidr }) => rangeOf(cidr) !== undefined) ? 4 : 6;
  return network.subnets.flatMap((subnet) => {
    const ranges = [subnet.cidr, subnet.ipv6Cidr ?? ''].flatMap((cidr) => rangeOf(cidr) ?? []);
    const range = ranges.find((one) => one.version === version) ?? ranges[0];
    if (range === undefined) return [];
    return standFor(range, named).map((address) => ({ subnet: subnet.id, version: range.version, address }));
  });
}

/** Every range that a rule or an entry of the network names. */
function rangesNamed({ securityGroups, prefixLists, subnets }: Network): readonly Range[] {
  const permissions = securityGroups.flatMap(({ ingress, egress }) => [...ingress, ...egress]);
  const cidrs = [
    ...permissions.flatMap(({ peer }) => (peer.kind === 'cidr' ? peer.cidr : [])),
    ...Object.values(prefixLists).flat(),
    ...subnets.flatMap(({ acl }) => acl.entries.map(({ cidr }) => cidr)),
  ];
  return [...new Set(cidrs)].flatMap((cidr) => rangeOf(cidr) ?? []);
}

/** The lowest and highest address of each kind that instances can have of a subnet's range. */
function standFor(subnet: Range, named: readonly Range[]): readonly string[] {
  const { first, last } = forInstances(subnet);
  const same = named.filter(({ version }) => version === subnet.version);
  const cuts = same.flatMap((range) => [range.first, range.last + 1n]).filter((cut) => first < cut && cut <= last);
  const starts = [first, ...new Set(cuts)].sort((a, b) => (a < b ? -1 : 1));
  const kinds = new Map<string, { lowest: bigint; highest: bigint }>();
  for (const [index, lowest] of starts.entries()) {
    const highest = (starts[index + 1] ?? last + 1n) - 1n;
    const kind = same.map((range) => (range.first <= lowest && lowest <= range.last ? '1' : '0')).join('');
    kinds.set(kind, { lowest: kinds.get(kind)?.lowest ?? lowest, highest });
  }
  const chosen = [...kinds.values()].flatMap(({ lowest, highest }) => [lowest, highest]);
  return [...new Set(chosen)].map((address) => textOf(address, subnet.version));
}

/** EC2 keeps the first four addresses of a subnet and the last. Only emulators have subnets too small for that. */
function forInstances(subnet: Range): Range {
  const kept = subnet.last - subnet.first < 7n;
  return kept ? subnet : { ...subnet, first: subnet.first + 4n, last: subnet.last - 1n };
}

/** `undefined` for what is no CIDR. */
function rangeOf(cidr: string): Range | undefined {
  if (!ipaddr.isValidCIDR(cidr)) return undefined;
  const [address, bits] = ipaddr.parseCIDR(cidr);
  const bytes = address.toByteArray();
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const size = 1n << BigInt(bytes.length * 8 - bits);
  const first = value - (value % size);
  return { version: bytes.length === 4 ? 4 : 6, first, last: first + size - 1n };
}

function textOf(address: bigint, version: Version): string {
  const length = version === 4 ? 4 : 16;
  const bytes = Array.from({ length }, (_, index) => Number((address >> BigInt(8 * (length - 1 - index))) & 255n));
  return ipaddr.fromByteArray(bytes).toString();
}
