/** From the bytes of a request to parsed JSON, with the protocol's own errors for bytes that are none. */

import { MAX_DEPTH, notSerializable } from './json-types.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isOpen = (byte: number): boolean => byte === 0x5b || byte === 0x7b;
const isClose = (byte: number): boolean => byte === 0x5d || byte === 0x7d;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * What the body holds; an empty one holds `{}`.
 * @throws ServiceError `SerializationException` for anything that is not JSON in UTF-8, or is nested too deeply.
 */
export function parseJsonBody(body: Uint8Array): unknown {
  if (body.byteLength === 0) return {};
  if (nestsDeeperThan(MAX_DEPTH, body))
    notSerializable(`The request body is nested more than ${MAX_DEPTH} levels deep`);
  const text = decode(body);
  try {
    return JSON.parse(text) ?? {};
  } catch (error) {
    return notSerializable(`The request body is not JSON: ${(error as Error).message}`);
  }
}

function decode(body: Uint8Array): string {
  try {
    return UTF8.decode(body);
  } catch {
    return notSerializable('The request body is not UTF-8');
  }
}

/** Counts brackets outside of strings, so that nothing recursive ever sees a body that could overflow its stack. */
function nestsDeeperThan(limit: number, body: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] as number;
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if (isOpen(byte)) {
      if (++depth > limit) return true;
    } else if (isClose(byte)) {
      depth--;
    }
  }
  return false;
}
