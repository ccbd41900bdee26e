import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** A body as its service should see it, or why there is none. `aborted`: the client went away. */
export type Body =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' | 'not-gzip' | 'unknown-encoding' | 'aborted' };

const inflate = promisify(gunzip);

/** Bytes. With zlib's own 16 KiB, a body that inflates to the limit takes hundreds of turns of a busy event loop. */
const INFLATED_AT_ONCE = 256 * 1024;

/** How the body of a request for a service is read. */
export interface Reading {
  /** Bytes, before and after inflating it. What comes after them is left unread. */
  readonly limit: number;
  /** Whether a Content-Encoding is of the transport, to be taken off; for S3 it belongs to the object. */
  readonly decode: boolean;
}

/** Reads a body as its service needs it. */
export async function readBody(request: IncomingMessage, { limit, decode }: Reading): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return { kind: 'too-large' };
  const sent = await collect(request, limit);
  if (sent.kind !== 'whole' || !decode) return sent;
  switch (request.headers['content-encoding']?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return sent;
    case 'gzip':
      return gunzipped(sent.bytes, limit);
    default:
      return { kind: 'unknown-encoding' };
  }
}

function collect(request: IncomingMessage, limit: number): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (body: Body): void => {
      request.off('data', onData);
      resolve(body);
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) {
        request.pause();
        done({ kind: 'too-large' });
      } else chunks.push(chunk);
    };
    request.on('data', onData);
    request.once('end', () => done({ kind: 'whole', bytes: Buffer.concat(chunks, size) }));
    request.once('error', () => done({ kind: 'aborted' }));
    request.once('close', () => done({ kind: 'aborted' }));
  });
}

async function gunzipped(bytes: Uint8Array, limit: number): Promise<Body> {
  try {
    return { kind: 'whole', bytes: await inflate(bytes, { maxOutputLength: limit, chunkSize: INFLATED_AT_ONCE }) };
  } catch (error) {
    return { kind: (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'not-gzip' };
  }
}

/** Takes in what a client still sends, within bounds: closing earlier would reset it before it has read the answer. */
export async function drain(request: IncomingMessage, limit: number): Promise<void> {
  let size = 0;
  const ended = new Promise<void>((resolve) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > 4 * limit) resolve();
    });
    for (const event of ['end', 'close', 'error']) request.once(event, () => resolve());
  });
  request.resume();
  const timer = new AbortController();
  await Promise.race([ended, sleep(2_000, undefined, { signal: timer.signal, ref: false }).catch(() => undefined)]);
  timer.abort();
}
