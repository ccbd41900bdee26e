import {
  DescribePipeline$,
  type DescribePipelineRequest,
  type DescribePipelineResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { describePipeline as described } from '../pipelines/description.ts';
import { pipelineNamed } from '../pipelines/lookup.ts';

export const describePipeline: Operation<DescribePipelineRequest, DescribePipelineResponse> = {
  schema: DescribePipeline$,
  handle: (input, { state }) => described(pipelineNamed(state, input.PipelineName)),
};
