import type { AccountState } from '../accounts/state.ts';
import { arnOf } from '../arn.ts';
import { inUse } from '../errors/own-errors.ts';
import { refusalOf } from '../errors/refusal.ts';
import type { AutoMLJob } from '../records/automl.ts';
import { checkTags } from '../store/tags.ts';
import { beginAutoMLJob } from './automl-job.ts';
import { checkAutoML } from './cross-checks.ts';
import { autoMLFacts } from './facts.ts';
import { type AutoMLRequest, settingsOf } from './settings.ts';

/**
 * Creates an AutoML job from a request of either version.
 * @throws ServiceError for what does not fit together, a name that is taken, or a rule that is broken.
 */
export async function createAutoML(state: AccountState, request: AutoMLRequest): Promise<AutoMLJob> {
  const settings = settingsOf(request);
  checkAutoML(settings);
  checkTags(settings.tags);
  const reservation = state.autoMLJobs.reserve(settings.name);
  if (!reservation)
    throw inUse(`there is an AutoML job of this name: ${arnOf(state.caller, 'automl-job', settings.name)}`);
  try {
    const refusal = refusalOf(await state.judge([autoMLFacts(request)]), state.pageOf);
    if (refusal) throw refusal;
    return beginAutoMLJob(state, request, reservation);
  } catch (error) {
    reservation.release();
    throw error;
  }
}
