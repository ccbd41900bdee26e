import { DeletePipeline$, type DeletePipelineRequest, type DeletePipelineResponse } from '@aws-sdk/client-sagemaker';
import { ServiceError } from '../../protocol/service.ts';
import type { Operation } from '../operation.ts';
import { pipelineNamed } from '../pipelines/lookup.ts';

/** The API has it: a pipeline of which an execution is under way cannot be deleted. */
export const deletePipeline: Operation<DeletePipelineRequest, DeletePipelineResponse> = {
  schema: DeletePipeline$,
  async handle(input, { state, settle }) {
    await settle();
    const pipeline = pipelineNamed(state, input.PipelineName);
    const running = state.pipelineExecutions
      .all()
      .find((one) => one.pipeline === pipeline && one.endedAt === undefined);
    if (running) {
      const text = `train-encrypt: execution ${running.arn} is under way; stop it before its pipeline is deleted.`;
      throw new ServiceError('ConflictException', text);
    }
    state.pipelines.delete(pipeline);
    state.tags.forget(pipeline.arn);
    return { PipelineArn: pipeline.arn };
  },
};
