import {
  DescribePipelineDefinitionForExecution$,
  type DescribePipelineDefinitionForExecutionRequest,
  type DescribePipelineDefinitionForExecutionResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { pipelineExecutionWith } from '../pipelines/lookup.ts';

export const describePipelineDefinitionForExecution: Operation<
  DescribePipelineDefinitionForExecutionRequest,
  DescribePipelineDefinitionForExecutionResponse
> = {
  schema: DescribePipelineDefinitionForExecution$,
  handle(input, { state }) {
    const { definitionText, definedAt } = pipelineExecutionWith(state, input.PipelineExecutionArn);
    return { PipelineDefinition: definitionText, CreationTime: new Date(definedAt) };
  },
};
