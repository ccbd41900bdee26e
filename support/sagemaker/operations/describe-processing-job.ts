import {
  DescribeProcessingJob$,
  type DescribeProcessingJobRequest,
  type DescribeProcessingJobResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { describeProcessing } from '../processing/description.ts';
import { processingJobNamed } from './lookup.ts';

export const describeProcessingJob: Operation<DescribeProcessingJobRequest, DescribeProcessingJobResponse> = {
  schema: DescribeProcessingJob$,
  async handle(input, { state, settle }) {
    await settle();
    return describeProcessing(processingJobNamed(state, input.ProcessingJobName));
  },
};
