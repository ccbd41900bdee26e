import { UpdatePipeline$, type UpdatePipelineRequest, type UpdatePipelineResponse } from '@aws-sdk/client-sagemaker';
import { invalid } from '../errors/own-errors.ts';
import type { Operation } from '../operation.ts';
import { readDefinition } from '../pipelines/definition.ts';
import { pipelineNamed } from '../pipelines/lookup.ts';

/** What is given changes, what is not stays. Executions go on as they were started. */
export const updatePipeline: Operation<UpdatePipelineRequest, UpdatePipelineResponse> = {
  schema: UpdatePipeline$,
  handle(input, { state }) {
    const pipeline = pipelineNamed(state, input.PipelineName);
    const { PipelineDefinition: text, PipelineDefinitionS3Location: location } = input;
    if (text !== undefined && location !== undefined) {
      throw invalid('give either PipelineDefinition or PipelineDefinitionS3Location.');
    }
    const before = pipeline.history.current;
    const kept = location === undefined ? before.definition : undefined;
    const definition = text === undefined ? kept : readDefinition(text);
    const { PipelineDefinition: oldText, PipelineDefinitionS3Location: oldLocation, ...rest } = before.request;
    const old = { PipelineDefinition: oldText, PipelineDefinitionS3Location: oldLocation };
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    pipeline.history.set({
      request: {
        ...rest,
        ...(text === undefined && location === undefined && old),
        ...given,
        PipelineName: pipeline.name,
        RoleArn: input.RoleArn ?? rest.RoleArn,
      },
      ...(definition && { definition }),
      modifiedAt: state.clock.now(),
    });
    return { PipelineArn: pipeline.arn };
  },
};
