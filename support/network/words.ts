import type { Direction, Flow, Permission, PortRange, SecurityGroup } from './model.ts';

const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'ICMP',
  6: 'TCP',
  17: 'UDP',
  50: 'ESP',
  51: 'AH',
  58: 'ICMPv6',
};

export const flowName = (flow: Flow): string => (flow === 'ike' ? 'UDP 500' : 'ESP');

/** `UDP 500`, `all UDP`, `ESP`, `protocol 47`, `all traffic`. */
export function trafficName({ protocol, ports }: Pick<Permission, 'protocol' | 'ports'>): string {
  if (protocol === 'all') return 'all traffic';
  const name = PROTOCOLS[protocol] ?? `protocol ${protocol}`;
  if (protocol !== 6 && protocol !== 17) return name;
  if (!ports || (ports.from === 0 && ports.to === 65535)) return `all ${name}`;
  return `${name} ${rangeName(ports)}`;
}

export const rangeName = ({ from, to }: PortRange): string => (from === to ? `${from}` : `${from}-${to}`);

export const peerName = ({ peer }: Permission, group: SecurityGroup): string => {
  if (peer.kind === 'cidr') return peer.cidr;
  return peer.kind === 'group' && peer.id === group.id ? 'itself' : peer.id;
};

/** `all traffic from itself`, `UDP 500 to sg-2`. */
export function permissionName(permission: Permission, group: SecurityGroup, direction: Direction): string {
  const preposition = direction === 'in' ? 'from' : 'to';
  return `${trafficName(permission)} ${preposition} ${peerName(permission, group)}`;
}

/** `half of subnet-1`, `12 of the 16 addresses of subnet-1`. */
export function shareName(part: number, whole: number, of: string): string {
  const fraction = { 0.25: 'a quarter', 0.5: 'half', 0.75: 'three quarters' }[part / whole];
  if (fraction === undefined && whole > 2 ** 32) return `a part of ${of}`;
  return fraction ? `${fraction} of ${of}` : `${part} of the ${whole} addresses of ${of}`;
}
