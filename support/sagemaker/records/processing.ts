import type { CreateProcessingJobRequest, ProcessingJobStatus } from '@aws-sdk/client-sagemaker';
import type { Workload } from '../model/time.ts';
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

export interface ProcessingStart {
  readonly createdAt: number;
  /** Its instances cannot set up encrypted traffic, and nothing refused it. */
  readonly stalls: boolean;
  readonly parent?: ProcessingParent;
  /** It works until `Lives.finishProcessing` says that it is done, it is stopped, or its time is up. */
  readonly openEnded?: boolean;
  /** Told once, when the job has ended and holds nothing any more. */
  readonly onEnd?: (job: ProcessingJob, at: number) => void;
}
