import type { Direction, Network, Permission } from '../../support/network/model.ts';
import type { Instance } from './instance.ts';
import { addressMatch, type Side, trafficMatch } from './traffic.ts';

/**
 * The security groups of a job as the nftables of each of its instances, which all carry all of them.
 *
 * A group allows and never denies; those of an interface add up; what no rule allows is dropped. They are stateful: what
 * belongs to a flow that was allowed passes, whichever way. A rule that refers to a group speaks of the addresses of the
 * interfaces that carry it, not of the group's own rules.
 */
export function groupsRuleset(
  network: Network,
  instances: readonly Instance[],
  directions: readonly Direction[],
): string {
  return [
    'table inet groups {',
    ...directions.flatMap((direction) => chain(network, instances, direction)),
    '}',
    '',
  ].join('\n');
}

const HOOK = { in: 'input', out: 'output' } as const;
const SIDE = { in: 'saddr', out: 'daddr' } as const;

function chain(network: Network, instances: readonly Instance[], direction: Direction): readonly string[] {
  const permissions = network.securityGroups.flatMap((group) => (direction === 'in' ? group.ingress : group.egress));
  const allowed = permissions.flatMap((permission) => {
    const traffic = trafficMatch(permission.protocol, permission.ports);
    if (traffic === undefined) return [];
    return peersOf(permission, network, instances, SIDE[direction]).map((peer) => `${peer} ${traffic} accept`);
  });
  return [
    `counter ${direction}_ike {`,
    '}',
    `counter ${direction}_esp {`,
    '}',
    `chain ${direction} {`,
    `type filter hook ${HOOK[direction]} priority 0; policy drop;`,
    'ct state established accept',
    ...new Set(allowed),
    `meta l4proto udp counter name ${direction}_ike drop`,
    `meta l4proto 50 counter name ${direction}_esp drop`,
    '}',
  ];
}

function peersOf(
  { peer }: Permission,
  network: Network,
  instances: readonly Instance[],
  side: Side,
): readonly string[] {
  const ranges =
    peer.kind === 'cidr'
      ? [peer.cidr]
      : peer.kind === 'prefix-list'
        ? (network.prefixLists[peer.id] ?? [])
        : members(peer.id, network, instances);
  return ranges.flatMap((range) => addressMatch(side, range) ?? []);
}

/** Of the interfaces here, those of the job: all of them carry all its groups. No interface carries another. */
function members(group: string, { securityGroups }: Network, instances: readonly Instance[]): readonly string[] {
  if (!securityGroups.some(({ id }) => id === group)) return [];
  return instances.map(({ address }) => address);
}
