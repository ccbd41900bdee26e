import type { CreateProcessingJobRequest, ProcessingJobStatus } from '@aws-sdk/client-sagemaker';
import type { Workload } from '../model/time.ts';
import type { ProcessingStart } from '../processing/processing-job.ts';
import type { Listed } from '../store/job-listing.ts';

/** What lists of processing jobs filter and sort by. Times here and below are Unix milliseconds. */
export interface ProcessingFace {
  readonly status: ProcessingJobStatus;
  readonly modifiedAt: number;
}

/** What launched a processing job; the description of the job names it. */
export interface ProcessingParent {
  readonly kind: 'training-job' | 'automl-job' | 'monitoring-schedule';
  readonly arn: string;
}

export interface ProcessingJob extends Listed<ProcessingFace> {
  readonly arn: string;
  readonly request: CreateProcessingJobRequest;
  readonly createdAt: number;
  readonly workload: Workload;
  readonly instances: number;
  readonly start: ProcessingStart;
  /** When it came to its instances; absent while it starts. */
  startedAt?: number;
  endedAt?: number;
  failureReason?: string;
  exitMessage?: string;
}
