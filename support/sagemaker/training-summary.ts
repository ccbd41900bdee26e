import type { TrainingJobSummary } from '@aws-sdk/client-sagemaker';
import type { TrainingJob } from './jobs.ts';

/** A training job as lists show it. */
export function trainingSummary(job: TrainingJob): TrainingJobSummary {
  const { status, modifiedAt } = job.history.current;
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    CreationTime: new Date(job.createdAt),
    TrainingEndTime: dateOf(job.endedAt),
    LastModifiedTime: new Date(modifiedAt),
    TrainingJobStatus: status,
    SecondaryStatus: job.transitions.at(-1)?.status,
    TrainingPlanArn: job.request.ResourceConfig?.TrainingPlanArn,
  };
}

export function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
