/** Lines of security groups and network ACLs as a person writes them: `UDP 500 from itself`. */

import { ofCidr } from '../../network/addresses.ts';
import type { AclEntry, Direction, Peer, Permission } from '../../network/model.ts';
import { protocolOf } from '../../network/read-answers.ts';

const NUMBERS: Readonly<Record<string, number>> = { esp: 50, ah: 51 };

type Traffic = Pick<Permission, 'protocol' | 'ports'>;

const MOST = 65_535;

/** `all traffic`, `UDP 500`, `UDP 0-65535`, `all TCP`, `ESP`, `protocol 47`; `undefined` for anything else. */
export function trafficOf(text: string): Traffic | undefined {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (words === 'all traffic' || words === 'everything') return { protocol: 'all' };
  const [, all, name = '', from, to] = /^(all )?(protocol \d+|[a-z]\w*)(?: (\d+)(?:-(\d+))?)?$/.exec(words) ?? [];
  const protocol = NUMBERS[name] ?? protocolOf(name.replace('protocol ', ''));
  if (protocol === undefined || protocol === 'all') return undefined;
  if (from === undefined) {
    const hasPorts = protocol === 6 || protocol === 17;
    // TCP and UDP without ports are nothing that EC2 would take.
    return hasPorts && !all ? undefined : { protocol };
  }
  const ports = { from: Number(from), to: Number(to ?? from) };
  const sound = !all && (protocol === 6 || protocol === 17) && ports.from <= ports.to && ports.to <= MOST;
  return sound ? { protocol, ports } : undefined;
}

/** What a group's line must look like, for errors. */
export const LINE_FORM = {
  in: '"UDP 500 from itself", "ESP from sg-1", "all traffic from 10.0.0.0/16" or "TCP 443 from pl-1"',
  out: '"UDP 500 to itself", "ESP to sg-1", "all traffic to 0.0.0.0/0" or "TCP 443 to pl-1"',
} as const;

/** A line of a security group; `undefined` for what is none. */
export function permissionOf(text: string, direction: Direction, group: string): Permission | undefined {
  const [, traffic = '', other = ''] =
    new RegExp(`^(.+) ${direction === 'in' ? 'from' : 'to'} (\\S+)$`).exec(text.trim()) ?? [];
  const peer = peerOf(other, group);
  const read = trafficOf(traffic);
  return read && peer && { ...read, peer };
}

function peerOf(text: string, group: string): Peer | undefined {
  if (text === 'itself') return { kind: 'group', id: group };
  if (/^sg-\w+$/.test(text)) return { kind: 'group', id: text };
  if (/^pl-\w+$/.test(text)) return { kind: 'prefix-list', id: text };
  // IPv6 is between other addresses than these instances have.
  return ofCidr(text) || /^[0-9a-f:]+\/\d{1,3}$/i.test(text) ? { kind: 'cidr', cidr: text } : undefined;
}

export const ENTRY_FORM = {
  in: '"100 allow all traffic from 0.0.0.0/0" or "90 deny ESP from 10.0.0.0/16"',
  out: '"100 allow all traffic to 0.0.0.0/0" or "90 deny ESP to 10.0.0.0/16"',
} as const;

/** An entry of a network ACL; `undefined` for what is none. */
export function entryOf(text: string, direction: Direction): AclEntry | undefined {
  const form = new RegExp(`^(\\d{1,5}) (allow|deny) (.+) ${direction === 'in' ? 'from' : 'to'} (\\S+)$`);
  const [, number, action, traffic = '', cidr = ''] = form.exec(text.trim()) ?? [];
  const read = trafficOf(traffic);
  return read && ofCidr(cidr)
    ? { number: Number(number), direction, allow: action === 'allow', cidr, ...read }
    : undefined;
}
