import {
  DescribeAutoMLJobV2$,
  type DescribeAutoMLJobV2Request,
  type DescribeAutoMLJobV2Response,
} from '@aws-sdk/client-sagemaker';
import { describeVersion2 } from '../automl/description.ts';
import { autoMLJobNamed } from '../automl/lookup.ts';
import type { Operation } from '../operation.ts';

export const describeAutoMLJobV2: Operation<DescribeAutoMLJobV2Request, DescribeAutoMLJobV2Response> = {
  schema: DescribeAutoMLJobV2$,
  async handle({ AutoMLJobName }, { state, settle }) {
    await settle();
    return describeVersion2(autoMLJobNamed(state, AutoMLJobName));
  },
};
