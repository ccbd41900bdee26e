import { createHash } from 'node:crypto';
import type { SubnetIpv6CidrBlockAssociation, VpcIpv6CidrBlockAssociation } from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';
import { ServiceError } from '../protocol/service.ts';
import { invalidParameter } from './errors.ts';
import type { Ipv6Association, Subnet, Vpc } from './records.ts';
import type { Region } from './store.ts';

interface Ipv6Block {
  readonly first: bigint;
  readonly prefix: number;
}

/** An IPv6 block of the store, or of a request that was found well-formed. */
function block(cidr: string): Ipv6Block {
  const [address, prefix] = ipaddr.IPv6.parseCIDR(cidr);
  const size = sizeOf({ prefix });
  const value = address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return { first: value - (value % size), prefix };
}

const sizeOf = ({ prefix }: Pick<Ipv6Block, 'prefix'>): bigint => 2n ** BigInt(128 - prefix);

const contains = (outer: Ipv6Block, inner: Ipv6Block): boolean =>
  inner.prefix >= outer.prefix && inner.first >= outer.first && inner.first < outer.first + sizeOf(outer);

const overlap = (a: Ipv6Block, b: Ipv6Block): boolean => contains(a, b) || contains(b, a);

function addressText(value: bigint): string {
  const bytes = Array.from({ length: 16 }, (_, index) => Number((value >> BigInt(120 - 8 * index)) & 255n));
  return new ipaddr.IPv6(bytes).toRFC5952String();
}

/** A /56 as Amazon provides them, of addresses set aside for documentation: nobody on the internet has them. */
export function provideIpv6(region: Region): Ipv6Association {
  const associationId = region.newId('vpc-cidr-assoc');
  const digest = createHash('sha256').update(associationId).digest('hex');
  const cidr = `2001:db8:${digest.slice(0, 4)}:${digest.slice(4, 6)}00::/56`;
  return { associationId, cidr: `${addressText(block(cidr).first)}/56` };
}

/** Checks the IPv6 block of a new subnet: one of its VPC's, a /44 to /64 in steps of four, and nobody else's. */
export function subnetIpv6(region: Region, vpc: Vpc, given: string): string {
  if (!ipaddr.IPv6.isValidCIDR(given)) {
    throw invalidParameter('ipv6CidrBlock', given, 'This is not a valid IPv6 CIDR block.');
  }
  const wanted = block(given);
  const cidr = `${addressText(wanted.first)}/${wanted.prefix}`;
  const inside = vpc.ipv6Cidrs.some((own) => contains(block(own.cidr), wanted));
  if (wanted.prefix < 44 || wanted.prefix > 64 || wanted.prefix % 4 !== 0 || !inside) {
    throw new ServiceError('InvalidSubnet.Range', `The CIDR '${cidr}' is invalid.`);
  }
  const siblings = [...region.subnets.values()].filter(({ vpcId }) => vpcId === vpc.id);
  if (siblings.some(({ ipv6 }) => ipv6 !== undefined && overlap(block(ipv6.cidr), wanted))) {
    throw new ServiceError('InvalidSubnet.Conflict', `The CIDR '${cidr}' conflicts with another subnet`);
  }
  return cidr;
}

/** Whether a subnet lies in this block of its VPC. */
export const liesIn = ({ ipv6 }: Subnet, cidr: string): boolean =>
  ipv6 !== undefined && contains(block(cidr), block(ipv6.cidr));

/** EC2 keeps the first four addresses of a subnet and the last, of either family. */
const RESERVED_AT_START = 4n;

/** The lowest free IPv6 addresses of a subnet. */
export function freeIpv6Addresses({ ipv6, taken }: Subnet, count: number): string[] {
  if (ipv6 === undefined) return [];
  const { first } = block(ipv6.cidr);
  const found: string[] = [];
  for (let value = first + RESERVED_AT_START; found.length < count; value += 1n) {
    const address = addressText(value);
    if (!taken.has(address)) found.push(address);
  }
  return found;
}

/** An IPv6 address of the client's choice, in the form EC2 gives it back: the subnet's, not reserved, and free. */
export function checkedIpv6Address({ id, ipv6, taken }: Subnet, given: string): string {
  if (!ipaddr.IPv6.isValid(given)) throw invalidParameter('ipv6Address', given, 'It is not an IPv6 address.');
  const { first } = block(`${given}/128`);
  const address = addressText(first);
  const subnet = ipv6 === undefined ? undefined : block(ipv6.cidr);
  if (subnet === undefined || !contains(subnet, { first, prefix: 128 })) {
    throw invalidParameter('ipv6Address', given, `It is not in the range of the subnet ${id}.`);
  }
  if (first < subnet.first + RESERVED_AT_START || first === subnet.first + sizeOf(subnet) - 1n) {
    throw invalidParameter('ipv6Address', given, "It is one of the subnet's reserved addresses.");
  }
  if (taken.has(address)) throw new ServiceError('InvalidIPAddress.InUse', `The address ${address} is in use.`);
  return address;
}

export const vpcAssociation = (
  { associationId, cidr }: Ipv6Association,
  region: Region,
  state: 'associated' | 'associating' | 'disassociating' = 'associated',
): VpcIpv6CidrBlockAssociation => ({
  AssociationId: associationId,
  Ipv6CidrBlock: cidr,
  Ipv6CidrBlockState: { State: state },
  NetworkBorderGroup: region.name,
  Ipv6Pool: 'Amazon',
  Ipv6AddressAttribute: 'public',
  IpSource: 'amazon',
});

export const subnetAssociation = (
  { associationId, cidr }: Ipv6Association,
  state: 'associated' | 'associating' | 'disassociating' = 'associated',
): SubnetIpv6CidrBlockAssociation => ({
  AssociationId: associationId,
  Ipv6CidrBlock: cidr,
  Ipv6CidrBlockState: { State: state },
  Ipv6AddressAttribute: 'public',
  IpSource: 'amazon',
});
