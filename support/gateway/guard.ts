import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** Why a request is refused before anything reads it. */
export interface Refused {
  readonly code: 'HostNotAllowed' | 'BrowserNotAllowed';
  /** What happened and what to do, without a prefix. */
  readonly text: string;
}

export interface Asking {
  readonly headers: IncomingHttpHeaders;
  /** Path and query. */
  readonly url?: string | undefined;
}

/** What `page` lets through is for people too: a browser may show it when asked by its address. `service` is for SDKs. */
export type Guarded = 'service' | 'page';

/**
 * Keeps web pages away from the endpoint: a browser on this machine would send their requests. A name that was made to
 * resolve to this machine (DNS rebinding) is recognised by the Host header, pages of other sites by the headers that
 * browsers add and no page can change: Origin, Sec-Fetch-Site (https://www.w3.org/TR/fetch-metadata/), User-Agent.
 * @param host the name or address that the endpoint listens on
 * @param allowedHosts more names by which it is asked; names below one of them are allowed too, as buckets are
 */
export function createGuard(
  host: string,
  allowedHosts: readonly string[] = [],
): (asking: Asking, what: Guarded) => Refused | undefined {
  const listening = nameOf(host);
  const names = [listening, ...allowedHosts.map(nameOf), ...(isLoopback(listening) ? [] : [nameOf(hostname())])];
  const isOwn = (name: string) =>
    isUnforgeable(name) || names.some((own) => own !== '' && (name === own || name.endsWith(`.${own}`)));
  return ({ headers, url = '/' }, what) => {
    // Only HTTP/1.0 may omit it; no browser does.
    if (headers.host !== undefined && !isOwn(nameOf(headers.host))) return hostRefused(headers.host);
    return isBrowser(headers, url, what) ? BROWSER[what] : undefined;
  };
}

function hostRefused(asked: string): Refused {
  const shown = JSON.stringify(asked.slice(0, 300));
  const text =
    `this endpoint does not answer as ${shown}, so that no web page can reach it by a name of its own. ` +
    'Use 127.0.0.1 or localhost, or start it with --allowed-host and that name (allowedHosts in startHarness).';
  return { code: 'HostNotAllowed', text };
}

const BROWSER: Readonly<Record<Guarded, Refused>> = {
  service: {
    code: 'BrowserNotAllowed',
    text: 'this request comes from a web page or a browser. AWS services here answer SDKs and command lines only.',
  },
  page: { code: 'BrowserNotAllowed', text: 'this page does not answer web pages of another site.' },
};

function isBrowser(headers: IncomingHttpHeaders, url: string, what: Guarded): boolean {
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) return true;
  const site = headers['sec-fetch-site'];
  if (what === 'page') return !['none', 'same-origin', undefined].includes(site as string | undefined);
  // To an address of a local network browsers send no Sec-Fetch-Site, and with a GET no Origin. PowerShell calls itself
  // Mozilla too.
  const agent = headers['user-agent'] ?? '';
  return site !== undefined || (isPresigned(url) && agent.startsWith('Mozilla/') && !/powershell|aws-sdk/i.test(agent));
}

const isPresigned = (url: string): boolean => /[?&]X-Amz-/i.test(url);

/** Names that nobody can make resolve to this machine: addresses, `localhost`, and hosts of AWS's. */
function isUnforgeable(name: string): boolean {
  return isIP(name) !== 0 || isLoopback(name) || BEFORE_ADDRESS.test(name) || AWS_HOSTS.some((aws) => aws.test(name));
}

const isLoopback = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name);

/** `bucket.127.0.0.1`: no browser takes a name whose last label is a number. */
const BEFORE_ADDRESS = /^[a-z0-9_.-]+\.\d{1,3}(?:\.\d{1,3}){3}$/;

/** Endpoints of services and buckets: what asks for them was sent here by its user. */
const AWS_HOSTS = [
  /^(?:api\.)?[a-z0-9-]+(?:\.[a-z]{2,4}(?:-[a-z]+)+-\d+)?\.amazonaws\.com(?:\.cn)?$/,
  /^[a-z0-9_.-]+\.s3(?:[.-][a-z0-9.-]+)?\.amazonaws\.com(?:\.cn)?$/,
];

/** The host without its port and a dot at its end, an IPv6 address without its brackets. */
function nameOf(host: string): string {
  if (isIP(host) === 6) return host.toLowerCase();
  const [, address, name] = /^(?:\[([\da-f:.]*)\]|([\w.-]*))(?::\d*)?$/i.exec(host) ?? [];
  return (address ?? name ?? '').toLowerCase().replace(/\.$/, '');
}
