import { StopAutoMLJob$, type StopAutoMLJobRequest } from '@aws-sdk/client-sagemaker';
import { autoMLJobNamed } from '../automl/lookup.ts';
import { invalid } from '../errors/own-errors.ts';
import { hasEnded } from '../life/transitions.ts';
import type { Operation } from '../operation.ts';

export const stopAutoMLJob: Operation<StopAutoMLJobRequest, Record<never, never>> = {
  schema: StopAutoMLJob$,
  handle({ AutoMLJobName }, { state }) {
    const job = autoMLJobNamed(state, AutoMLJobName);
    const { status } = job.history.current;
    if (hasEnded(status)) throw invalid(`AutoML job ${job.name} is in status ${status}; there is nothing to stop.`);
    state.lives.stopAutoML(job);
    return {};
  },
};
