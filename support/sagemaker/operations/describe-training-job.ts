import {
  DescribeTrainingJob$,
  type DescribeTrainingJobRequest,
  type DescribeTrainingJobResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { describeTraining } from '../training/training-description.ts';
import { trainingJobNamed } from './lookup.ts';

export const describeTrainingJob: Operation<DescribeTrainingJobRequest, DescribeTrainingJobResponse> = {
  schema: DescribeTrainingJob$,
  async handle(input, { state, settle }) {
    await settle();
    return describeTraining(trainingJobNamed(state, input.TrainingJobName), state.clock.now());
  },
};
