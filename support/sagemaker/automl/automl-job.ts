import type { AutoMLJobSecondaryStatus, AutoMLJobStatus } from '@aws-sdk/client-sagemaker';
import { arnOf } from '../arn.ts';
import { History } from '../store/history.ts';
import type { Listed } from '../store/job-listing.ts';
import type { TrainingJob } from '../records/training.ts';
import type { ProcessingJob } from '../processing/processing-job.ts';
import type { Reservation } from '../store/registry.ts';
import type { AccountState } from '../accounts/state.ts';
import { type AutoMLRequest, type AutoMLSettings, settingsOf } from './settings.ts';

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

/** Makes an AutoML job and lets it begin. Everything that could be wrong with the request was checked. */
export function beginAutoMLJob(state: AccountState, request: AutoMLRequest, { sequence }: Reservation): AutoMLJob {
  const settings = settingsOf(request);
  const createdAt = state.clock.now();
  const job: AutoMLJob = {
    name: settings.name,
    arn: arnOf(state.caller, 'automl-job', settings.name),
    sequence,
    request,
    settings,
    createdAt,
    candidates: [],
    history: new History(state.revisions, { status: 'InProgress', secondary: 'Starting', modifiedAt: createdAt }),
  };
  state.autoMLJobs.add(job);
  state.tags.add(job.arn, settings.tags);
  state.lives.beginAutoML(job);
  return job;
}
