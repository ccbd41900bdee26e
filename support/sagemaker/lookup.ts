import type { TrainingJob, TuningJob } from './jobs.ts';
import { noSuchTrainingJob, noSuchTuningJob } from './observed-errors.ts';
import type { AccountState } from './state.ts';

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
