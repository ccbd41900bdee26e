import type { AutoMLJobSecondaryStatus, AutoMLJobStatus } from '@aws-sdk/client-sagemaker';
import type { AutoMLRequest, AutoMLSettings } from '../automl/settings.ts';
import type { Listed } from '../store/job-listing.ts';
import type { ProcessingJob } from './processing.ts';
import type { TrainingJob } from './training.ts';

/** What lists of AutoML jobs filter and sort by. Times here and below are Unix milliseconds. */
export interface AutoMLFace {
  readonly status: AutoMLJobStatus;
  readonly secondary: AutoMLJobSecondaryStatus;
  readonly modifiedAt: number;
}

export interface AutoMLJob extends Listed<AutoMLFace> {
  readonly arn: string;
  readonly request: AutoMLRequest;
  readonly settings: AutoMLSettings;
  readonly createdAt: number;
  /** The processing job that looks at the data first. */
  analysis?: ProcessingJob;
  /** One training job for each candidate, in the order launched. */
  readonly candidates: TrainingJob[];
  endedAt?: number;
  failureReason?: string;
}
