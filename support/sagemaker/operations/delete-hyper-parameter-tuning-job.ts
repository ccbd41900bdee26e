import { DeleteHyperParameterTuningJob$, type DeleteHyperParameterTuningJobRequest } from '@aws-sdk/client-sagemaker';
import { inUse } from '../errors/own-errors.ts';
import { hasEnded } from '../life/transitions.ts';
import type { Operation } from '../operation.ts';
import { tuningJobNamed } from './lookup.ts';

/** Documented: deletes the tuning job's entry alone, not its training jobs. */
export const deleteHyperParameterTuningJob: Operation<DeleteHyperParameterTuningJobRequest, Record<never, never>> = {
  schema: DeleteHyperParameterTuningJob$,
  async handle(input, { state, settle }) {
    await settle();
    const tuning = tuningJobNamed(state, input.HyperParameterTuningJobName);
    const { status } = tuning.history.current;
    if (!hasEnded(status)) {
      throw inUse(
        `hyperparameter tuning job ${tuning.name} is in status ${status}; it can be deleted once it has ended.`,
      );
    }
    state.tuningJobs.delete(tuning);
    state.tags.forget(tuning.arn);
    return {};
  },
};
