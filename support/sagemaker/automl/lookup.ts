import type { AccountState } from '../accounts/state.ts';
import { notFound } from '../errors/own-errors.ts';
import type { AutoMLJob } from '../records/automl.ts';

/** @throws ServiceError ResourceNotFound, in our words, when there is none of that name. */
export function autoMLJobNamed(state: AccountState, name = ''): AutoMLJob {
  const job = state.autoMLJobs.get(name);
  if (!job) throw notFound(`there is no AutoML job ${name}.`);
  return job;
}
