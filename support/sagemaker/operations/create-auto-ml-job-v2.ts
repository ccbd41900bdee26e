import {
  CreateAutoMLJobV2$,
  type CreateAutoMLJobV2Request,
  type CreateAutoMLJobV2Response,
} from '@aws-sdk/client-sagemaker';
import { createAutoML } from '../automl/create.ts';
import type { Operation } from '../operation.ts';

export const createAutoMLJobV2: Operation<CreateAutoMLJobV2Request, CreateAutoMLJobV2Response> = {
  schema: CreateAutoMLJobV2$,
  async handle(input, { state }) {
    return { AutoMLJobArn: (await createAutoML(state, { version: 2, input })).arn };
  },
};
