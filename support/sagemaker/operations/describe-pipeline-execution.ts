import {
  DescribePipelineExecution$,
  type DescribePipelineExecutionRequest,
  type DescribePipelineExecutionResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { describePipelineExecution as described } from '../pipelines/description.ts';
import { pipelineExecutionWith } from '../pipelines/lookup.ts';

export const describePipelineExecution: Operation<DescribePipelineExecutionRequest, DescribePipelineExecutionResponse> =
  {
    schema: DescribePipelineExecution$,
    async handle(input, { state, settle }) {
      await settle();
      return described(pipelineExecutionWith(state, input.PipelineExecutionArn));
    },
  };
