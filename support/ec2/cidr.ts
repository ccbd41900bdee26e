import ipaddr from 'ipaddr.js';

/** An IPv4 block: its first address as a number, and how long its prefix is. */
export interface Block {
  readonly first: number;
  readonly prefix: number;
}

/** Reads an IPv4 CIDR; undefined when it is malformed. Host bits are dropped, as EC2 drops them. */
export function parseBlock(cidr: string): Block | undefined {
  const match = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (match === null || !ipaddr.IPv4.isValidFourPartDecimal(match[1] as string)) return undefined;
  const prefix = Number(match[2]);
  if (prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  const first = Math.floor(addressNumber(match[1] as string) / size) * size;
  return { first, prefix };
}

/** The CIDR in the form EC2 gives it back, of either family; undefined when it is malformed. */
export function canonicalCidr(cidr: string, family: 'IPv4' | 'IPv6'): string | undefined {
  if (family === 'IPv4') {
    const block = parseBlock(cidr);
    return block && blockText(block);
  }
  if (!/^[0-9A-Fa-f:.]+\/\d{1,3}$/.test(cidr) || !ipaddr.IPv6.isValidCIDR(cidr)) return undefined;
  return `${ipaddr.IPv6.networkAddressFromCIDR(cidr).toRFC5952String()}/${ipaddr.IPv6.parseCIDR(cidr)[1]}`;
}

export const blockSize = ({ prefix }: Block) => 2 ** (32 - prefix);

export const blockText = ({ first, prefix }: Block) => `${addressText(first)}/${prefix}`;

export const contains = (outer: Block, inner: Block) =>
  inner.prefix >= outer.prefix && inner.first >= outer.first && inner.first < outer.first + blockSize(outer);

export const overlap = (a: Block, b: Block) => contains(a, b) || contains(b, a);

export function addressNumber(address: string): number {
  return address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);
}

export function addressText(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');
}

export const isAddress = (text: string) => ipaddr.IPv4.isValidFourPartDecimal(text);

/** A block of the store, whose CIDRs are canonical. */
export function block(cidr: string): Block {
  const parsed = parseBlock(cidr);
  if (parsed === undefined) throw new Error(`not an IPv4 CIDR in the store: ${cidr}`);
  return parsed;
}
