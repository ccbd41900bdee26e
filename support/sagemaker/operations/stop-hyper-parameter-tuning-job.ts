import { StopHyperParameterTuningJob$, type StopHyperParameterTuningJobRequest } from '@aws-sdk/client-sagemaker';
import { invalid } from '../errors/own-errors.ts';
import { hasEnded } from '../life/transitions.ts';
import type { Operation } from '../operation.ts';
import { tuningJobNamed } from './lookup.ts';

export const stopHyperParameterTuningJob: Operation<StopHyperParameterTuningJobRequest, Record<never, never>> = {
  schema: StopHyperParameterTuningJob$,
  handle(input, { state }) {
    const tuning = tuningJobNamed(state, input.HyperParameterTuningJobName);
    const { status } = tuning.history.current;
    if (hasEnded(status)) {
      throw invalid(`hyperparameter tuning job ${tuning.name} is in status ${status}; there is nothing to stop.`);
    }
    state.lives.stopTuning(tuning);
    return {};
  },
};
