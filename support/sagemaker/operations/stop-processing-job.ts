import { StopProcessingJob$, type StopProcessingJobRequest } from '@aws-sdk/client-sagemaker';
import { invalid } from '../errors/own-errors.ts';
import { hasEnded } from '../life/transitions.ts';
import type { Operation } from '../operation.ts';
import { processingJobNamed } from './lookup.ts';

export const stopProcessingJob: Operation<StopProcessingJobRequest, Record<never, never>> = {
  schema: StopProcessingJob$,
  handle(input, { state }) {
    const job = processingJobNamed(state, input.ProcessingJobName);
    const { status } = job.history.current;
    if (hasEnded(status)) throw invalid(`processing job ${job.name} is in status ${status}; there is nothing to stop.`);
    state.lives.stopProcessing(job);
    return {};
  },
};
