import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * An address as an integer: IPv4 as a number; IPv6 as a bigint beyond `IPV6`, so that a set can hold both and neither is
 * ever taken for the other.
 */
export type Address = number | bigint;

/** Addresses of one family, both ends included. */
export interface Interval {
  readonly from: Address;
  readonly to: Address;
}

export interface Ipv4Interval extends Interval {
  readonly from: number;
  readonly to: number;
}

/** Intervals in rising order that neither overlap nor touch. */
export type AddressSet = readonly Interval[];

/** Where IPv6 begins. A gap after the last IPv4 address keeps the two families from touching. */
const IPV6 = 2n ** 33n;
const EVERYTHING: AddressSet = [
  { from: 0, to: 2 ** 32 - 1 },
  { from: IPV6, to: IPV6 + 2n ** 128n - 1n },
];

const next = (address: Address): Address => (typeof address === 'bigint' ? address + 1n : address + 1);
const previous = (address: Address): Address => (typeof address === 'bigint' ? address - 1n : address - 1);
const higher = (a: Address, b: Address): Address => (a < b ? b : a);
const lower = (a: Address, b: Address): Address => (a < b ? a : b);

/** The addresses of an IPv4 CIDR; `undefined` for IPv6 and for what is no CIDR. Bits beyond the prefix are ignored. */
export function ofCidr(cidr: string): Ipv4Interval | undefined {
  const [address = '', bits = '', ...more] = cidr.split('/');
  if (more.length > 0 || !isIPv4(address) || !/^\d\d?$/.test(bits) || Number(bits) > 32) return undefined;
  const value = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - Number(bits));
  const from = value - (value % size);
  return { from, to: from + size - 1 };
}

/** The addresses of an IPv6 CIDR; `undefined` for IPv4 and for what is no CIDR. Bits beyond the prefix are ignored. */
export function ofIpv6Cidr(cidr: string): Interval | undefined {
  if (!/^[0-9A-Fa-f:.]+\/\d{1,3}$/.test(cidr) || !ipaddr.IPv6.isValidCIDR(cidr)) return undefined;
  const [address, bits] = ipaddr.IPv6.parseCIDR(cidr);
  const value = address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const size = 2n ** BigInt(128 - bits);
  const from = IPV6 + value - (value % size);
  return { from, to: from + size - 1n };
}

/** The addresses of a CIDR of either family; `undefined` for what is no CIDR. */
export const ofAnyCidr = (cidr: string): Interval | undefined => ofCidr(cidr) ?? ofIpv6Cidr(cidr);

/** What instances can have of a subnet, IPv4 or IPv6: EC2 keeps the first four addresses and the last for itself. */
export function usable(subnet: Ipv4Interval): Ipv4Interval;
export function usable(subnet: Interval): Interval;
export function usable(subnet: Interval): Interval {
  // Emulators allow subnets smaller than EC2's smallest, a /28; there is nothing to leave out of those.
  if (count([subnet]) < 6) return subnet;
  return { from: next(next(next(next(subnet.from)))), to: previous(subnet.to) };
}

export function union(intervals: readonly Interval[]): AddressSet {
  const merged: Interval[] = [];
  for (const one of intervals.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))) {
    const last = merged.at(-1);
    if (last && one.from <= next(last.to)) merged[merged.length - 1] = { from: last.from, to: higher(last.to, one.to) };
    else merged.push(one);
  }
  return merged;
}

/** Every address, of both families, that a set does not have. */
export function complement(set: AddressSet): AddressSet {
  return EVERYTHING.flatMap((family) => {
    const gaps: Interval[] = [];
    let start = family.from;
    for (const { from, to } of set) {
      if (to < family.from || from > family.to) continue;
      if (from > start) gaps.push({ from: start, to: previous(from) });
      start = next(to);
    }
    if (start <= family.to) gaps.push({ from: start, to: family.to });
    return gaps;
  });
}

export function intersection(a: AddressSet, b: AddressSet): AddressSet {
  const common: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] as Interval;
    const y = b[j] as Interval;
    const from = higher(x.from, y.from);
    const to = lower(x.to, y.to);
    if (from <= to) common.push({ from, to });
    if (x.to < y.to) i++;
    else j++;
  }
  return common;
}

export const difference = (a: AddressSet, b: AddressSet): AddressSet => intersection(a, complement(b));

export function overlaps(a: AddressSet, b: AddressSet): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] as Interval;
    const y = b[j] as Interval;
    if (x.to < y.from) i++;
    else if (y.to < x.from) j++;
    else return true;
  }
  return false;
}

/** Whether `set` has every address of `wanted`. */
export function covers(set: AddressSet, wanted: AddressSet): boolean {
  let i = 0;
  return wanted.every(({ from, to }) => {
    for (let holder = set[i]; holder && holder.to < from; holder = set[i]) i++;
    const holder = set[i];
    return holder !== undefined && holder.from <= from && to <= holder.to;
  });
}

/** How many addresses; of IPv6 rounded, where there are more than a number can hold. */
export const count = (set: AddressSet): number => set.reduce((sum, interval) => sum + distance(interval) + 1, 0);

function distance(interval: Interval): number {
  return isIpv4(interval) ? interval.to - interval.from : Number((interval.to as bigint) - (interval.from as bigint));
}

const isIpv4 = (interval: Interval): interval is Ipv4Interval => typeof interval.from === 'number';

/** The fewest CIDRs that make up exactly this set. */
export const toCidrs = (set: AddressSet): readonly string[] =>
  set.flatMap((interval) => (isIpv4(interval) ? ipv4Cidrs(interval) : ipv6Cidrs(interval)));

function ipv4Cidrs({ from, to }: Ipv4Interval): readonly string[] {
  const cidrs: string[] = [];
  for (let start = from; start <= to; ) {
    let bits = 32;
    for (; bits > 0; bits--) {
      const size = 2 ** (33 - bits);
      if (start % size !== 0 || start + size - 1 > to) break;
    }
    cidrs.push(`${dotted(start)}/${bits}`);
    start += 2 ** (32 - bits);
  }
  return cidrs;
}

const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');

function ipv6Cidrs({ from, to }: Interval): readonly string[] {
  const cidrs: string[] = [];
  const last = (to as bigint) - IPV6;
  for (let start = (from as bigint) - IPV6; start <= last; ) {
    let bits = 128n;
    for (; bits > 0n; bits--) {
      const size = 2n ** (129n - bits);
      if (start % size !== 0n || start + size - 1n > last) break;
    }
    cidrs.push(`${groups(start)}/${bits}`);
    start += 2n ** (128n - bits);
  }
  return cidrs;
}

function groups(value: bigint): string {
  const bytes = Array.from({ length: 16 }, (_, index) => Number((value >> BigInt(120 - 8 * index)) & 255n));
  return new ipaddr.IPv6(bytes).toRFC5952String();
}
