import { listed } from '../text/words.ts';
import { type AclBlock, aclBlocks } from './acls.ts';
import { covers, overlaps, union } from './addresses.ts';
import { closestMatches } from './closest-matches.ts';
import { carries, FLOWS, isDocumented, isExactly } from './flows.ts';
import type { Direction, Flow, Network, Permission, SecurityGroup } from './model.ts';
import { type Peers, peersOf } from './peers.ts';
import { peerName, permissionName } from './words.ts';

/** How one direction of one flow stands with the job's groups as a whole. */
export interface FlowVerdict {
  readonly direction: Direction;
  readonly flow: Flow;
  /**
   * `documented`: a group has the documented row (the very protocol and port, itself as the other side);
   * `broader`: instances can exchange it, by something else; `missing`: they cannot.
   */
  readonly standing: 'documented' | 'broader' | 'missing';
  /** What satisfies it, per group: the permissions that count. Empty when missing. */
  readonly by: readonly { readonly group: SecurityGroup; readonly permission: Permission }[];
  /** What satisfies it, in words: `default egress`, `all traffic to itself`, `10.0.0.0/16 covers the subnets`. */
  readonly how: string;
  /** When missing: permissions that nearly satisfy it and why they do not: `10.0.0.0/25 covers half of subnet-1`. */
  readonly closestMatches: readonly string[];
}

export interface Reachability {
  /** Always four: in and out, IKE and ESP. */
  readonly flows: readonly FlowVerdict[];
  readonly blocks: readonly AclBlock[];
  /** Every instance can exchange IKE and ESP with every other, both ways. */
  readonly reachable: boolean;
}

/**
 * Whether every instance of a job can exchange IKE and ESP with every other, and what lets it or stops it.
 *
 * All instances carry all the job's security groups, and may sit at any address that EC2 gives out in any of its
 * subnets. The first four addresses of a subnet and its last never are an instance's, so no rule needs to speak of
 * them: a subnet is covered wholly when every other address is. Instances use IPv4 with one another, or IPv6 where a
 * subnet has nothing else. Security groups are stateful, but either instance may
 * be the one to start, so each ordered pair counts. Network ACLs are stateless and stand between subnets only.
 */
export function reachability(network: Network): Reachability {
  const peers = peersOf(network);
  const flows = (['in', 'out'] as const).flatMap((direction) =>
    FLOWS.map((flow) => flowVerdict(network, peers, direction, flow)),
  );
  const blocks = [peers.bySubnet, peers.apart].flatMap((addresses) => aclBlocks(network.subnets, addresses));
  const reachable = blocks.length === 0 && flows.every(({ standing }) => standing !== 'missing');
  return { flows, blocks, reachable };
}

type Line = FlowVerdict['by'][number];

function flowVerdict(network: Network, peers: Peers, direction: Direction, flow: Flow): FlowVerdict {
  const linesThat = (is: (permission: Permission) => boolean): readonly Line[] => {
    const lines: Line[] = [];
    for (const group of network.securityGroups) {
      for (const permission of direction === 'in' ? group.ingress : group.egress) {
        if (is(permission)) lines.push({ group, permission });
      }
    }
    return lines;
  };
  const verdict = (standing: FlowVerdict['standing'], by: readonly Line[], how: string) => {
    const near =
      standing === 'missing'
        ? closestMatches(
            network,
            peers,
            direction,
            flow,
            linesThat(() => true),
          )
        : [];
    return { direction, flow, standing, by, how, closestMatches: near };
  };

  // No rule lets anything pass between an instance that has IPv4 only and one that has IPv6 only.
  if (peers.apart.size > 0) return verdict('missing', [], 'missing');

  // Of thousands of rules most are about other traffic: they are passed by at once.
  const right = linesThat((permission) => carries(flow, permission));
  const documented = right.filter(({ group, permission }) => isDocumented(flow, group, permission));
  if (documented.length > 0) return verdict('documented', documented, 'as documented');

  const alone = right.filter(({ permission }) => peers.namesAll(permission));
  if (alone.length > 0) {
    const closest = alone.toSorted((a, b) => distance(flow, a) - distance(flow, b))[0] as Line;
    return verdict('broader', alone, wordsFor(flow, direction, closest));
  }

  const parts = right.filter(({ permission }) => overlaps(peers.addresses(permission), peers.everyInstance));
  const together = union(parts.flatMap(({ permission }) => peers.addresses(permission)));
  if (parts.length > 0 && covers(together, peers.everyInstance)) {
    const names = [...new Set(parts.map(({ group, permission }) => peerName(permission, group)))];
    return verdict('broader', parts, `${listed(names)} together cover the subnets`);
  }
  return verdict('missing', [], 'missing');
}

/** How far a line is from the documented row, to name the closest of several. */
function distance(flow: Flow, { group, permission: { protocol, peer, ...line } }: Line): number {
  const other = peer.kind !== 'group' ? 2 : peer.id === group.id ? 0 : 1;
  const traffic = isExactly(flow, { protocol, ...line }) ? 0 : protocol === 'all' ? 2 : 1;
  return other * 3 + traffic;
}

function wordsFor(flow: Flow, direction: Direction, { group, permission }: Line): string {
  const { protocol, peer } = permission;
  if (peer.kind === 'group') return permissionName(permission, group, direction);
  if (direction === 'out' && protocol === 'all' && peer.kind === 'cidr' && /^(0\.0\.0\.0|::)\/0$/.test(peer.cidr)) {
    return 'default egress';
  }
  if (isExactly(flow, permission)) return `${peerName(permission, group)} covers the subnets`;
  return `${permissionName(permission, group, direction)}, which covers the subnets`;
}
