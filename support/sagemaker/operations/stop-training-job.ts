import { StopTrainingJob$, type StopTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { hasEnded } from '../life/transitions.ts';
import { trainingJobNamed } from './lookup.ts';
import { stopOfEndedJob } from '../errors/observed-errors.ts';
import type { Operation } from '../operation.ts';

export const stopTrainingJob: Operation<StopTrainingJobRequest, Record<never, never>> = {
  schema: StopTrainingJob$,
  handle(input, { state }) {
    const job = trainingJobNamed(state, input.TrainingJobName);
    const { status } = job.history.current;
    if (hasEnded(status)) throw stopOfEndedJob(status);
    state.lives.stopTraining(job);
    return {};
  },
};
