import { CreatePipeline$, type CreatePipelineRequest, type CreatePipelineResponse } from '@aws-sdk/client-sagemaker';
import { ServiceError } from '../../protocol/service.ts';
import { arnOf } from '../arn.ts';
import { invalid } from '../errors/own-errors.ts';
import type { Operation } from '../operation.ts';
import { readDefinition } from '../pipelines/definition.ts';
import { History } from '../store/history.ts';
import { checkTags } from '../store/tags.ts';

export const createPipeline: Operation<CreatePipelineRequest, CreatePipelineResponse> = {
  schema: CreatePipeline$,
  handle(input, { state }) {
    checkTags(input.Tags);
    const { PipelineName: name = '', PipelineDefinition: text } = input;
    if ((text === undefined) === (input.PipelineDefinitionS3Location === undefined)) {
      throw invalid('give either PipelineDefinition or PipelineDefinitionS3Location.');
    }
    const definition = text === undefined ? undefined : readDefinition(text);
    const arn = arnOf(state.caller, 'pipeline', name);
    const reservation = state.pipelines.reserve(name);
    if (!reservation) throw nameTaken(name);
    const createdAt = state.clock.now();
    state.pipelines.add({
      name,
      arn,
      sequence: reservation.sequence,
      createdAt,
      history: new History(state.revisions, {
        request: input,
        ...(definition && { definition }),
        modifiedAt: createdAt,
      }),
    });
    state.tags.add(arn, input.Tags ?? []);
    return { PipelineArn: arn };
  },
};

/** Clients update what exists when they read this phrase, as the SageMaker SDK's upsert does. */
function nameTaken(name: string): ServiceError {
  const text = `Pipeline names must be unique within an AWS account and region, and ${name} already exists. Update it instead.`;
  return new ServiceError('ValidationException', `train-encrypt: ${text}`);
}
