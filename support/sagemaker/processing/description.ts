import type { DescribeProcessingJobResponse, ProcessingJobSummary } from '@aws-sdk/client-sagemaker';
import type { ProcessingJob } from '../records/processing.ts';
import { dateOf } from '../training/training-summary.ts';

/** A processing job as DescribeProcessingJob shows it: the request, and what became of it. */
export function describeProcessing(job: ProcessingJob): DescribeProcessingJobResponse {
  const { Tags: _tags, ...echoed } = job.request;
  const { parent } = job.start;
  return {
    ...echoed,
    ...stateOf(job),
    ProcessingStartTime: dateOf(job.startedAt),
    MonitoringScheduleArn: parent?.kind === 'monitoring-schedule' ? parent.arn : undefined,
    AutoMLJobArn: parent?.kind === 'automl-job' ? parent.arn : undefined,
    TrainingJobArn: parent?.kind === 'training-job' ? parent.arn : undefined,
  };
}

/** A processing job as lists show it. */
export function processingSummary(job: ProcessingJob): ProcessingJobSummary {
  return { ProcessingJobName: job.name, ...stateOf(job) };
}

function stateOf(job: ProcessingJob) {
  const { status, modifiedAt } = job.history.current;
  return {
    ProcessingJobArn: job.arn,
    ProcessingJobStatus: status,
    CreationTime: new Date(job.createdAt),
    ProcessingEndTime: dateOf(job.endedAt),
    LastModifiedTime: new Date(modifiedAt),
    FailureReason: job.failureReason,
    ExitMessage: job.exitMessage,
  };
}
