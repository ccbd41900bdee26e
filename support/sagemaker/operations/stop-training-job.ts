import { StopTrainingJob$, type StopTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { stopOfEndedJob } from '../errors/observed-errors.ts';
import { hasEnded } from '../life/transitions.ts';
import type { Operation } from '../operation.ts';
import { trainingJobNamed } from './lookup.ts';

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
