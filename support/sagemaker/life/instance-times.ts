/** The times that a job has spent on instances: one latest for each attempt. Times are Unix milliseconds. */
export interface InstanceTime {
  readonly from: number;
  to: number | undefined;
}

/** Milliseconds on instances until `now`, over all attempts. */
export function timeOnInstances(instanceTimes: readonly InstanceTime[], now: number): number {
  return instanceTimes.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now) - from), 0);
}
