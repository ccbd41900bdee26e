import {
  DescribeAutoMLJob$,
  type DescribeAutoMLJobRequest,
  type DescribeAutoMLJobResponse,
} from '@aws-sdk/client-sagemaker';
import { describeVersion1 } from '../automl/description.ts';
import { autoMLJobNamed } from '../automl/lookup.ts';
import { invalid } from '../errors/own-errors.ts';
import type { Operation } from '../operation.ts';

/** Documented: only jobs of the first version can be described in this way. */
export const describeAutoMLJob: Operation<DescribeAutoMLJobRequest, DescribeAutoMLJobResponse> = {
  schema: DescribeAutoMLJob$,
  async handle({ AutoMLJobName }, { state, settle }) {
    await settle();
    const job = autoMLJobNamed(state, AutoMLJobName);
    if (job.request.version === 1) return describeVersion1(job, job.request.input);
    throw invalid(`AutoML job ${job.name} was created by CreateAutoMLJobV2; describe it with DescribeAutoMLJobV2.`);
  },
};
