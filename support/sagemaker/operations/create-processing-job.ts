import {
  CreateProcessingJob$,
  type CreateProcessingJobRequest,
  type CreateProcessingJobResponse,
} from '@aws-sdk/client-sagemaker';
import { arnOf } from '../arn.ts';
import { inUse } from '../errors/own-errors.ts';
import { refusalOf } from '../errors/refusal.ts';
import type { Operation } from '../operation.ts';
import { checkProcessing } from '../processing/cross-checks.ts';
import { processingFacts } from '../processing/facts.ts';
import { beginProcessingJob } from '../processing/processing-job.ts';
import { workloadOfProcessing } from '../processing/workload.ts';
import { checkTags } from '../store/tags.ts';

export const createProcessingJob: Operation<CreateProcessingJobRequest, CreateProcessingJobResponse> = {
  schema: CreateProcessingJob$,
  async handle(input, { state }) {
    checkProcessing(input);
    checkTags(input.Tags);
    workloadOfProcessing(input);
    const name = input.ProcessingJobName ?? '';
    const reservation = state.processingJobs.reserve(name);
    if (!reservation)
      throw inUse(`there is a processing job of this name: ${arnOf(state.caller, 'processing-job', name)}`);
    try {
      const verdicts = await state.judge([processingFacts(input)]);
      const refusal = refusalOf(verdicts, state.pageOf);
      if (refusal) throw refusal;
      const stalls = verdicts.some((verdict) => verdict.stalls);
      const job = beginProcessingJob(state, input, reservation, { createdAt: state.clock.now(), stalls });
      return { ProcessingJobArn: job.arn };
    } catch (error) {
      reservation.release();
      throw error;
    }
  },
};
