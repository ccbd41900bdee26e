/**
 * The share of the time that a managed spot job is billed for. The documentation expresses what spot capacity saves as
 * billable time below training time; how much it saves depends on the market. This figure is ours.
 */
const SPOT_SHARE = 0.3;

/** Seconds billed per instance for a training of so many whole seconds. */
export function billableTime(trainingSeconds: number, spot: boolean): number {
  return spot ? Math.ceil(trainingSeconds * SPOT_SHARE) : trainingSeconds;
}
