/**
 * How many times as much CPU time some work takes on a size as on a quarter of it: about 4 where it is linear, 16 where
 * it is quadratic. CPU time of this thread, the least of several runs: what else the machine does has little part in it.
 */
export function growth(work: (size: number) => void, size: number): number {
  return cpuTime(work, size) / cpuTime(work, size / 4);
}

/** Microseconds, at least one. */
function cpuTime(work: (size: number) => void, size: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run += 1) {
    const before = process.threadCpuUsage();
    work(size);
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, user + system);
  }
  return Math.max(least, 1);
}
