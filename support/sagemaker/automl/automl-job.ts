import type { AccountState } from '../accounts/state.ts';
import { arnOf } from '../arn.ts';
import type { AutoMLJob } from '../records/automl.ts';
import { History } from '../store/history.ts';
import type { Reservation } from '../store/registry.ts';
import { type AutoMLRequest, settingsOf } from './settings.ts';

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
