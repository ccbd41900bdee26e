import { CreateAutoMLJob$, type CreateAutoMLJobRequest, type CreateAutoMLJobResponse } from '@aws-sdk/client-sagemaker';
import { createAutoML } from '../automl/create.ts';
import type { Operation } from '../operation.ts';

export const createAutoMLJob: Operation<CreateAutoMLJobRequest, CreateAutoMLJobResponse> = {
  schema: CreateAutoMLJob$,
  async handle(input, { state }) {
    return { AutoMLJobArn: (await createAutoML(state, { version: 1, input })).arn };
  },
};
