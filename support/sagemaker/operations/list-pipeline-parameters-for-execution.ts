import {
  ListPipelineParametersForExecution$,
  type ListPipelineParametersForExecutionRequest,
  type ListPipelineParametersForExecutionResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { pipelineExecutionWith } from '../pipelines/lookup.ts';
import { pageOfAll } from '../store/listing.ts';

export const listPipelineParametersForExecution: Operation<
  ListPipelineParametersForExecutionRequest,
  ListPipelineParametersForExecutionResponse
> = {
  schema: ListPipelineParametersForExecution$,
  async handle(input, { state }) {
    const { parameters } = pipelineExecutionWith(state, input.PipelineExecutionArn);
    const { items, nextToken } = await pageOfAll({
      request: input,
      revision: 0,
      entries: [...parameters].map((item, index) => ({ item, key: index, sequence: index })),
      descending: false,
    });
    const told = items.map(([Name, value]) => ({ Name, Value: String(value) }));
    return { PipelineParameters: told, NextToken: nextToken };
  },
};
