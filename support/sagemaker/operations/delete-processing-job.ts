import { DeleteProcessingJob$, type DeleteProcessingJobRequest } from '@aws-sdk/client-sagemaker';
import { inUse } from '../errors/own-errors.ts';
import { hasEnded } from '../life/transitions.ts';
import type { Operation } from '../operation.ts';
import { processingJobNamed } from './lookup.ts';

/** Documented: only a job that has ended can be deleted; its name is free again. */
export const deleteProcessingJob: Operation<DeleteProcessingJobRequest, Record<never, never>> = {
  schema: DeleteProcessingJob$,
  async handle(input, { state, settle }) {
    await settle();
    const job = processingJobNamed(state, input.ProcessingJobName);
    const { status } = job.history.current;
    if (!hasEnded(status)) {
      throw inUse(`processing job ${job.name} is in status ${status}; it can be deleted once it has ended.`);
    }
    state.processingJobs.delete(job);
    state.tags.forget(job.arn);
    return {};
  },
};
