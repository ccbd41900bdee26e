import type { AclEntry, Direction, Network, Subnet } from '../../support/network/model.ts';
import type { Instance } from './instance.ts';
import { addressMatch, trafficMatch } from './traffic.ts';

/**
 * The network ACLs of a job's subnets as the nftables of the router between its instances.
 *
 * A packet that leaves its subnet meets that subnet's outbound entries, then the inbound entries of the one that it comes
 * to; one that stays in its subnet meets none. The entry with the lowest number that matches decides; what none matches
 * is denied. They are stateless: nothing here tracks connections.
 */
export function aclsRuleset(
  { subnets }: Network,
  instances: readonly Instance[],
  directions: readonly Direction[],
): string {
  const occupied = subnets
    .map((subnet, index) => ({ subnet, name: `s${index}`, ends: endsOf(subnet, instances) }))
    .filter(({ ends }) => ends !== undefined);
  return [
    'table inet acls {',
    ...occupied.flatMap(({ subnet, name }) => directions.flatMap((direction) => chains(subnet, name, direction))),
    'chain forward {',
    'type filter hook forward priority 0; policy drop;',
    ...occupied.map(({ ends }) => `iifname ${ends} oifname ${ends} accept`),
    ...(directions.includes('out') ? occupied.map(({ name, ends }) => `iifname ${ends} jump ${name}_out`) : []),
    ...(directions.includes('in') ? occupied.map(({ name, ends }) => `oifname ${ends} jump ${name}_in`) : []),
    'accept',
    '}',
    '}',
    '',
  ].join('\n');
}

/** The router's ends of the wires of a subnet's instances. */
function endsOf({ id }: Subnet, instances: readonly Instance[]): string | undefined {
  const ends = instances.flatMap(({ subnet }, index) => (subnet === id ? `"i${index}"` : []));
  return ends.length > 0 ? `{ ${ends.join(', ')} }` : undefined;
}

/** Its entries as one chain, and for each that denies one that counts what it drops, by flow. */
function chains({ acl }: Subnet, subnet: string, direction: Direction): readonly string[] {
  const entries = acl.entries.filter((entry) => entry.direction === direction).toSorted((a, b) => a.number - b.number);
  const name = `${subnet}_${direction}`;
  const denying = [...new Set(entries.filter(({ allow }) => !allow).map(({ number }) => number)), 0];
  return [
    ...denying.flatMap((number) => dropping(`${name}_${number}`)),
    `chain ${name} {`,
    ...entries.flatMap((entry) => ruleOf(entry, name)),
    `goto ${name}_0`,
    '}',
  ];
}

function ruleOf({ number, direction, allow, protocol, ports, cidr }: AclEntry, chain: string): readonly string[] {
  const traffic = trafficMatch(protocol, ports);
  const peer = addressMatch(direction === 'in' ? 'saddr' : 'daddr', cidr);
  if (traffic === undefined || peer === undefined) return [];
  return [`${peer} ${traffic} ${allow ? 'return' : `goto ${chain}_${number}`}`];
}

function dropping(name: string): readonly string[] {
  return [
    `counter ${name}_ike {`,
    '}',
    `counter ${name}_esp {`,
    '}',
    `chain ${name} {`,
    `meta l4proto udp counter name ${name}_ike drop`,
    `meta l4proto 50 counter name ${name}_esp drop`,
    'drop',
    '}',
  ];
}
