import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceResponse } from '../../protocol/service.ts';

/** Waits so many milliseconds, or until the client goes away. */
export async function hold(response: ServerResponse, ms: number): Promise<void> {
  if (ms === 0 || response.destroyed) return;
  const gone = new AbortController();
  const abort = () => gone.abort();
  response.once('close', abort);
  await sleep(ms, undefined, { signal: gone.signal }).catch(() => undefined);
  response.off('close', abort);
}

/** Ends the connection without an answer. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
  response.destroy();
}

/** Sends the first half of an answer's body, and then ends the connection. */
export async function breakOff(response: ServerResponse, answer: ServiceResponse): Promise<void> {
  const body = Buffer.from(answer.body);
  // With nothing to leave out, the client would see a whole answer.
  if (body.length === 0) return reset(response);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve());
  });
  response.socket?.destroy();
}
