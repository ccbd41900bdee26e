/** So many, that each size has a turn in which nothing else is in the way: garbage to collect, a cold cache, a busy core. */
const TURNS = 15;

/**
 * How many times as much CPU time some work takes on a size as on a quarter of it: about 4 where it is linear, 16 where
 * it is quadratic. CPU time of this process, the least of several turns, by turns: what else the machine does has little
 * part in it.
 */
export function growth(work: (size: number) => void, size: number): number {
  const least = { whole: Number.POSITIVE_INFINITY, quarter: Number.POSITIVE_INFINITY };
  for (let turn = 0; turn < TURNS; turn += 1) {
    least.quarter = Math.min(least.quarter, cpuTime(work, size / 4));
    least.whole = Math.min(least.whole, cpuTime(work, size));
  }
  return least.whole / Math.max(least.quarter, 1);
}

/** Microseconds. Linux counts those of one thread by ticks, milliseconds apart, and those of a process exactly. */
function cpuTime(work: (size: number) => void, size: number): number {
  const before = process.cpuUsage();
  work(size);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
