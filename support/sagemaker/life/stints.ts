/** The times that a job has spent on instances: one stint for each attempt. Times are Unix milliseconds. */
export interface Stint {
  readonly from: number;
  to?: number;
}

/** Milliseconds on instances until `now`, over all stints. */
export function timeOnInstances(stints: readonly Stint[], now: number): number {
  return stints.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now) - from), 0);
}
