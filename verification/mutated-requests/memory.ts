import { setImmediate as turn } from 'node:timers/promises';

/**
 * Bytes that what is kept may be above what was kept after the second reset. Without a leak it rises by 1 to 4 MiB while
 * code is compiled and caches of libraries fill, and then stays within 1 MiB. 100 bytes that stay of each of 80,000
 * requests, or 2 KB of each one in twenty, would be above it.
 */
export const MOST_GROWTH = 8 * 1024 * 1024;

/**
 * Growth in bytes, of what was kept after each reset: the largest after the second one, less the second. The first
 * round is not compared: in it modules are loaded, and code is compiled, that stay. `undefined` for less than three.
 */
export function growthOf(kept: readonly number[]): number | undefined {
  const [, second, ...later] = kept;
  return second === undefined || later.length === 0 ? undefined : Math.max(...later) - second;
}

/** Bytes of objects and buffers that are still reachable. Needs `--expose-gc`. */
export async function keptBytes(): Promise<number> {
  if (globalThis.gc === undefined) throw new Error('Node was not started with --expose-gc');
  // What ended a turn ago, such as sockets, is let go of in later ones; and finalizers run after a collection.
  for (let pass = 0; pass < 4; pass += 1) {
    await turn();
    globalThis.gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
