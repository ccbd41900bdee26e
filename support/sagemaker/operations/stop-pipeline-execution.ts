import {
  StopPipelineExecution$,
  type StopPipelineExecutionRequest,
  type StopPipelineExecutionResponse,
} from '@aws-sdk/client-sagemaker';
import { ServiceError } from '../../protocol/service.ts';
import type { Operation } from '../operation.ts';
import { pipelineExecutionWith } from '../pipelines/lookup.ts';

/** One that stops already is left to it; one that has ended cannot be stopped. */
export const stopPipelineExecution: Operation<StopPipelineExecutionRequest, StopPipelineExecutionResponse> = {
  schema: StopPipelineExecution$,
  handle(input, { state }) {
    const execution = pipelineExecutionWith(state, input.PipelineExecutionArn);
    const { status } = execution.history.current;
    if (execution.endedAt !== undefined) {
      const text = `train-encrypt: execution ${execution.arn} is in status ${status}; there is nothing to stop.`;
      throw new ServiceError('ConflictException', text);
    }
    state.pipelineRuns.get(execution)?.stop(state.clock.now());
    return { PipelineExecutionArn: execution.arn };
  },
};
