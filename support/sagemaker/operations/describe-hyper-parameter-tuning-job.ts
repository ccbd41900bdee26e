import {
  DescribeHyperParameterTuningJob$,
  type DescribeHyperParameterTuningJobRequest,
  type DescribeHyperParameterTuningJobResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { describeTuning } from '../tuning/description.ts';
import { tuningJobNamed } from './lookup.ts';

export const describeHyperParameterTuningJob: Operation<
  DescribeHyperParameterTuningJobRequest,
  DescribeHyperParameterTuningJobResponse
> = {
  schema: DescribeHyperParameterTuningJob$,
  async handle(input, { state, settle }) {
    await settle();
    return describeTuning(tuningJobNamed(state, input.HyperParameterTuningJobName));
  },
};
