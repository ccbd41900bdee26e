import { type AddressSet, complement, difference, intersection, ofAnyCidr, overlaps } from './addresses.ts';
import { carries, FLOWS } from './flows.ts';
import type { Direction, Flow, NetworkAcl, Subnet } from './model.ts';

/** Addresses that one entry of an ACL turns away, after the entries before it had their say. */
interface Denial {
  /** `undefined`: nothing matched them, the implicit deny. */
  readonly entry: number | undefined;
  readonly addresses: AddressSet;
}

/** Whom an ACL turns away, entry by entry: the first entry that matches an address decides about it. */
export function denials(acl: NetworkAcl, direction: Direction, flow: Flow): readonly Denial[] {
  const found: Denial[] = [];
  let undecided = complement([]);
  const entries = acl.entries.filter((entry) => entry.direction === direction && carries(flow, entry));
  for (const entry of entries.toSorted((a, b) => a.number - b.number)) {
    const range = ofAnyCidr(entry.cidr);
    if (!range) continue;
    const addresses = intersection(undecided, [range]);
    if (!entry.allow && addresses.length > 0) found.push({ entry: entry.number, addresses });
    undecided = difference(undecided, [range]);
  }
  if (undecided.length > 0) found.push({ entry: undefined, addresses: undecided });
  return found;
}

/**
 * Where network ACLs stop a flow between two subnets, one by one: they are stateless, and are asked only about what
 * crosses a subnet's edge. `addresses` are those that instances can have in each subnet.
 */
export function aclBlocks(subnets: readonly Subnet[], addresses: ReadonlyMap<string, AddressSet>): readonly AclBlock[] {
  return FLOWS.flatMap((flow) =>
    (['out', 'in'] as const).flatMap((direction) => blocksOf(subnets, addresses, direction, flow)),
  );
}

function blocksOf(
  subnets: readonly Subnet[],
  addresses: ReadonlyMap<string, AddressSet>,
  direction: Direction,
  flow: Flow,
): readonly AclBlock[] {
  const blocks: AclBlock[] = [];
  // Most subnets share an ACL.
  const denied = new Map(
    [...new Set(subnets.map(({ acl }) => acl))].map((acl) => [acl, denials(acl, direction, flow)]),
  );
  for (const near of subnets) {
    // Without an address of the family that the others use, it exchanges nothing that an ACL could stop.
    if ((addresses.get(near.id) ?? []).length === 0) continue;
    for (const { entry, addresses: turnedAway } of denied.get(near.acl) ?? []) {
      for (const far of subnets) {
        if (far.id === near.id || !overlaps(turnedAway, addresses.get(far.id) ?? [])) continue;
        const [from, to] = direction === 'out' ? [near.id, far.id] : [far.id, near.id];
        blocks.push({ flow, from, to, acl: near.acl.id, direction, entry });
      }
    }
  }
  return blocks;
}

/** A pair of subnets between which a network ACL stops a flow. */
export interface AclBlock {
  readonly flow: Flow;
  readonly from: string;
  readonly to: string;
  /** The ACL that stops it, and the entry; no entry: nothing matched, the implicit deny. */
  readonly acl: string;
  readonly direction: Direction;
  readonly entry: number | undefined;
}
