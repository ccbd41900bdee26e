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

/** Ends the connection: without an answer, or in the middle of one. */
export async function reset(
  response: ServerResponse,
  answer?: ServiceResponse,
  when: 'before' | 'after' | 'middle' = 'before',
): Promise<void> {
  const body = Buffer.from(answer?.body ?? '');
  // With nothing to leave out, the client would see a whole answer.
  if (answer !== undefined && when === 'middle' && body.length > 0) {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
    await new Promise<void>((resolve) => {
      response.once('close', resolve);
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve());
    });
    // What was written must arrive, which after a reset it need not.
    response.socket?.destroy();
  } else response.socket?.resetAndDestroy();
  response.destroy();
}
