import { DeleteTrainingJob$, type DeleteTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { inUse } from '../errors/own-errors.ts';
import { hasEnded } from '../life/transitions.ts';
import type { Operation } from '../operation.ts';
import { trainingJobNamed } from './lookup.ts';

/** The API has it: only a job that has ended can be deleted; its name is free again. */
export const deleteTrainingJob: Operation<DeleteTrainingJobRequest, Record<never, never>> = {
  schema: DeleteTrainingJob$,
  async handle(input, { state, settle }) {
    await settle();
    const job = trainingJobNamed(state, input.TrainingJobName);
    const { status } = job.history.current;
    if (!hasEnded(status)) {
      throw inUse(`training job ${job.name} is in status ${status}; it can be deleted once it has ended.`);
    }
    state.trainingJobs.delete(job);
    state.tags.forget(job.arn);
    return {};
  },
};
