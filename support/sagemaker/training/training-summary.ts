import type { TrainingJobSummary } from '@aws-sdk/client-sagemaker';
import type { TrainingJob } from '../records/training.ts';
import { poolStatus } from './warm-pool.ts';

/**
 * A training job as lists show it.
 * @param now Unix milliseconds: a warm pool is kept for some time
 */
export function trainingSummary(job: TrainingJob, now: number): TrainingJobSummary {
  const { status, modifiedAt, pool } = job.history.current;
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    CreationTime: new Date(job.createdAt),
    TrainingEndTime: dateOf(job.endedAt),
    LastModifiedTime: new Date(modifiedAt),
    TrainingJobStatus: status,
    SecondaryStatus: job.transitions.at(-1)?.status,
    TrainingPlanArn: job.request.ResourceConfig?.TrainingPlanArn,
    WarmPoolStatus: poolStatus(pool, now),
  };
}

export function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
