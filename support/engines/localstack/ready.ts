import { setTimeout as sleep } from 'node:timers/promises';
import { Connections } from '../upstream/http.ts';

/** Milliseconds between two looks, and those that one may take. */
const EVERY_MS = 100;
const LOOK_MS = 2_000;

/** Waits until LocalStack says that it is up; resolves to whether it did so in time. */
export async function untilReady(url: URL, seconds: number, over: AbortSignal): Promise<boolean> {
  using connections = new Connections(url);
  const deadline = performance.now() + seconds * 1_000;
  while (performance.now() < deadline && !over.aborted) {
    const answer = await connections
      .send({ method: 'GET', path: '/_localstack/health', headers: {}, body: new Uint8Array() }, LOOK_MS)
      // Nothing listens yet, or Docker's proxy does with nothing behind it.
      .catch(() => undefined);
    if (answer?.status === 200) return true;
    await sleep(EVERY_MS);
  }
  return false;
}
