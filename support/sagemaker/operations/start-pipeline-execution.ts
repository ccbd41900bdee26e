import {
  StartPipelineExecution$,
  type StartPipelineExecutionRequest,
  type StartPipelineExecutionResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { pipelineNamed } from '../pipelines/lookup.ts';
import { startPipeline } from '../pipelines/start.ts';

export const startPipelineExecution: Operation<StartPipelineExecutionRequest, StartPipelineExecutionResponse> = {
  schema: StartPipelineExecution$,
  handle: (input, { state }) => ({
    PipelineExecutionArn: startPipeline(state, pipelineNamed(state, input.PipelineName), input).arn,
  }),
};
