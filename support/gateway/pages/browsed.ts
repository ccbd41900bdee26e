import type { IncomingMessage } from 'node:http';

/** What browsers ask by themselves for beside a page. No bucket has such a name. */
const BESIDE = /^\/(?:favicon\.ico|apple-touch-icon[\w-]*\.png|\.well-known\/[\w./-]*)$/;

/**
 * Whether somebody opened the address of the endpoint in a browser, or the browser asks for what it shows beside a page.
 * Requests of SDKs are signed or POST, and accept no HTML.
 */
export function isBrowsed({
  method,
  url = '/',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): boolean {
  if ((method !== 'GET' && method !== 'HEAD') || headers.authorization !== undefined) return false;
  return isBeside(url) || (url === '/' && /\btext\/html\b/i.test(headers.accept ?? ''));
}

export const isBeside = (url: string): boolean => BESIDE.test(url);
