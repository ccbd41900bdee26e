import { isIPv4 } from 'node:net';

/** IPv4 addresses as integers, both ends included. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Intervals in rising order that neither overlap nor touch. */
export type AddressSet = readonly Interval[];

const ALL = 2 ** 32;

/** The addresses of an IPv4 CIDR; `undefined` for IPv6 and for what is no CIDR. Bits beyond the prefix are ignored. */
export function ofCidr(cidr: string): Interval | undefined {
  const [address = '', bits = '', ...more] = cidr.split('/');
  if (more.length > 0 || !isIPv4(address) || !/^\d\d?$/.test(bits) || Number(bits) > 32) return undefined;
  const value = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - Number(bits));
  const from = value - (value % size);
  return { from, to: from + size - 1 };
}

/** What instances can have of a subnet: EC2 keeps the first four addresses and the last for itself. */
export function usable(subnet: Interval): Interval {
  // Emulators allow subnets smaller than EC2's smallest, a /28; there is nothing to leave out of those.
  return subnet.to - subnet.from < 5 ? subnet : { from: subnet.from + 4, to: subnet.to - 1 };
}

export function union(intervals: readonly Interval[]): AddressSet {
  const merged: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && next.from <= last.to + 1)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else merged.push(next);
  }
  return merged;
}

export function complement(set: AddressSet): AddressSet {
  const gaps: Interval[] = [];
  let next = 0;
  for (const { from, to } of set) {
    if (from > next) gaps.push({ from: next, to: from - 1 });
    next = to + 1;
  }
  if (next < ALL) gaps.push({ from: next, to: ALL - 1 });
  return gaps;
}

export function intersection(a: AddressSet, b: AddressSet): AddressSet {
  const common: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] as Interval;
    const y = b[j] as Interval;
    const from = Math.max(x.from, y.from);
    const to = Math.min(x.to, y.to);
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
    while ((set[i]?.to ?? ALL) < from) i++;
    const holder = set[i];
    return holder !== undefined && holder.from <= from && to <= holder.to;
  });
}

export const count = (set: AddressSet): number => set.reduce((sum, { from, to }) => sum + to - from + 1, 0);

/** The fewest CIDRs that make up exactly this set. */
export function toCidrs(set: AddressSet): readonly string[] {
  const cidrs: string[] = [];
  for (const { from, to } of set) {
    for (let start = from; start <= to; ) {
      let bits = 32;
      for (; bits > 0; bits--) {
        const size = 2 ** (33 - bits);
        if (start % size !== 0 || start + size - 1 > to) break;
      }
      cidrs.push(`${dotted(start)}/${bits}`);
      start += 2 ** (32 - bits);
    }
  }
  return cidrs;
}

const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
