import type { AccountState } from '../accounts/state.ts';
import { noSuchProcessingJob, noSuchTrainingJob, noSuchTuningJob } from '../errors/observed-errors.ts';
import type { ProcessingJob } from '../records/processing.ts';
import type { TrainingJob, TuningJob } from '../records/training.ts';

/** @throws ServiceError in the service's words when there is none of that name. */
export function trainingJobNamed(state: AccountState, name = ''): TrainingJob {
  const job = state.trainingJobs.get(name);
  if (!job) throw noSuchTrainingJob();
  return job;
}

/** @throws ServiceError in the service's words when there is none of that name. */
export function tuningJobNamed(state: AccountState, name = ''): TuningJob {
  const job = state.tuningJobs.get(name);
  if (!job) throw noSuchTuningJob(name);
  return job;
}

/** @throws ServiceError in the service's words when there is none of that name. */
export function processingJobNamed(state: AccountState, name = ''): ProcessingJob {
  const job = state.processingJobs.get(name);
  if (!job) throw noSuchProcessingJob(name);
  return job;
}
