import { plainHost } from './hosts.ts';

/** Who is asked for: a host, lower case and without brackets, and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** Reads `host:port`; without port it is the scheme's own. `undefined` when it is not an address. */
export function readAddress(text: string, scheme: 'http' | 'https'): Address | undefined {
  // Names and passwords may stand before it.
  const [, bracketed, bare, port] =
    /^(?:[^@]*@)?(?:\[([0-9a-f:.%]+)\]|([^\s:[\]/]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = bracketed ?? bare;
  if (host === undefined) return undefined;
  const number = port === undefined ? (DEFAULT_PORTS[scheme] ?? 0) : Number(port);
  return number > 0 && number < 65_536 ? { host: plainHost(host), port: number } : undefined;
}

/** An address as people write it: the port only where it is not the scheme's own. */
export function written({ host, port }: Address, scheme: 'http' | 'https'): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === DEFAULT_PORTS[scheme] ? name : `${name}:${port}`;
}

/** Whether two addresses are one, by whichever name this machine is called. */
export function isSame(one: Address, other: Address): boolean {
  const local = LOOPBACK.has(one.host) && LOOPBACK.has(other.host);
  return one.port === other.port && (local || one.host === other.host);
}
