import type { SecondaryStatus, TrainingJobStatus } from '@aws-sdk/client-sagemaker';
import type { TrainingJob, WarmPool } from '../records/training.ts';

export interface Step {
  readonly status: TrainingJobStatus;
  readonly secondary: SecondaryStatus;
  readonly message: string;
  /** Unix milliseconds. */
  readonly at: number;
}

const ENDED: ReadonlySet<string> = new Set<TrainingJobStatus>(['Completed', 'Failed', 'Stopped']);

export function hasEnded(status: string): boolean {
  return ENDED.has(status);
}

/** Takes a job into its next secondary status. One that ends a job ends at once. A warm pool stays by default. */
export function enter(
  job: TrainingJob,
  { status, secondary, message, at }: Step,
  pool: WarmPool | undefined = job.history.current.pool,
): void {
  // Kept with the job: without room for more, as a push would leave.
  job.transitions = job.transitions.concat([{ status: secondary, startedAt: at, message }]);
  if (hasEnded(status)) job.endedAt = at;
  job.history.set({ status, modifiedAt: at, ...(pool && { pool }) });
}

/** Says more about the secondary status that a job is in. */
export function remark(job: TrainingJob, message: string, at: number): void {
  const last = job.transitions.at(-1);
  if (last) last.message = message;
  job.history.set({ ...job.history.current, modifiedAt: at });
}
