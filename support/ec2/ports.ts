import { icmpOutOfRange, portOutOfRange, portsRequired, portsReversed } from './errors.ts';

export interface Ports {
  readonly from: number;
  readonly to: number;
}

/**
 * The ports of a permission as EC2 keeps them: checked for TCP and UDP, type and code for ICMP, and none for any other
 * protocol, ESP among them, whatever was given.
 */
export function keptPorts(protocol: string, from: number | undefined, to: number | undefined): Ports | undefined {
  if (protocol === 'tcp' || protocol === 'udp') return checkedPorts(from, to);
  if (protocol === 'icmp') {
    if (from === undefined || to === undefined) throw portsRequired('ICMP');
    return checkedIcmp(from, to);
  }
  return protocol === 'icmpv6' ? checkedIcmp(from ?? -1, to ?? -1) : undefined;
}

export function checkedPorts(from: number | undefined, to: number | undefined): Ports {
  if (from === undefined || to === undefined) throw portsRequired('TCP/UDP');
  if (from < 0 || from > 65_535) throw portOutOfRange('from', from);
  if (to < 0 || to > 65_535) throw portOutOfRange('to', to);
  if (from > to) throw portsReversed(from, to);
  return { from, to };
}

/** -1 is every type, or every code. */
function checkedIcmp(type: number, code: number): Ports {
  if (type < -1 || type > 255) throw icmpOutOfRange('type', type);
  if (code < -1 || code > 255 || (type === -1 && code !== -1)) throw icmpOutOfRange('code', code);
  return { from: type, to: code };
}
