import ipaddr from 'ipaddr.js';
import type { PortRange, Protocol } from '../../support/network/model.ts';

/*
 * What one line of a security group or network ACL speaks of, as nftables matches it. Written from EC2's documentation
 * of security group rules and network ACL rules, and on purpose without the code that it is to judge.
 */

/** A match, empty when it matches everything; `undefined` when no packet can match. */
export type Match = string | undefined;

/**
 * `-1` is all traffic. TCP and UDP have ports, ICMP a type and a code; with any other protocol number everything of
 * that protocol passes and ports given with it count for nothing.
 */
export function trafficMatch(protocol: Protocol, ports: PortRange | undefined): Match {
  if (protocol === 'all') return '';
  if (ports !== undefined && (protocol === 6 || protocol === 17))
    return portMatch(protocol === 6 ? 'tcp' : 'udp', ports);
  if (ports !== undefined && (protocol === 1 || protocol === 58))
    return icmpMatch(protocol === 1 ? 'icmp' : 'icmpv6', ports);
  return `meta l4proto ${protocol}`;
}

function portMatch(name: string, { from, to }: PortRange): Match {
  const [first, last] = [Math.max(from, 0), Math.min(to, 65535)];
  return first <= last ? `${name} dport ${first}-${last}` : undefined;
}

/** `from` is the type and `to` the code; -1 is any. */
function icmpMatch(name: string, { from, to }: PortRange): Match {
  if (from === -1) return `meta l4proto ${name}`;
  return to === -1 ? `${name} type ${from}` : `${name} type ${from} ${name} code ${to}`;
}

/** The other side of a packet: its source on the way in, its destination on the way out. */
export type Side = 'saddr' | 'daddr';

/** Addresses of a CIDR or one address, of either family; those of one family never match packets of the other. */
export function addressMatch(side: Side, range: string): Match {
  const [address = '', bits] = range.split('/');
  if (!ipaddr.isValid(address)) return undefined;
  const family = ipaddr.parse(address).kind() === 'ipv4' ? 'ip' : 'ip6';
  return `${family} ${side} ${bits === undefined ? address : `${address}/${bits}`}`;
}
