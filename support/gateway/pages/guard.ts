import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { PageError } from './page-error.ts';

/**
 * Keeps web pages away from the gateway's own pages: a browser on this machine would ask in their name. A name that was
 * made to point here (DNS rebinding) is recognized by the Host, another site by the headers that browsers send.
 * @param host the name or address that the gateway listens on
 */
export function createGuard(host: string): (request: IncomingMessage) => void {
  return ({ headers }) => {
    const asked = headers.host ?? '';
    const name = nameOf(asked);
    // Nobody can make an address point elsewhere.
    const own = isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || name === host.toLowerCase();
    if (!own) {
      const text = `this page answers only by this server's own address or name, not as ${JSON.stringify(asked)}`;
      throw new PageError(403, `${text}. Ask 127.0.0.1 or localhost, or start it with --host and that name.`);
    }
    const site = headers['sec-fetch-site'] ?? 'none';
    const foreign = headers.origin !== undefined && headers.origin !== `http://${asked}`;
    if (foreign || !['none', 'same-origin'].includes(String(site))) {
      throw new PageError(403, 'this page does not answer web pages of another site');
    }
  };
}

/** The host without its port, an IPv6 address without its brackets. */
function nameOf(host: string): string {
  const [, address, name] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host) ?? [];
  return (address ?? name ?? '').toLowerCase();
}
