import {
  ListPipelineExecutionSteps$,
  type ListPipelineExecutionStepsRequest,
  type ListPipelineExecutionStepsResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { describeStep } from '../pipelines/description.ts';
import { pipelineExecutionWith } from '../pipelines/lookup.ts';
import { pageOfAll } from '../store/listing.ts';

/** The step that began last comes first, as the API has it where nothing else is asked for. */
export const listPipelineExecutionSteps: Operation<
  ListPipelineExecutionStepsRequest,
  ListPipelineExecutionStepsResponse
> = {
  schema: ListPipelineExecutionSteps$,
  async handle(input, { state, settle }) {
    await settle();
    const { steps } = pipelineExecutionWith(state, input.PipelineExecutionArn);
    const { items, nextToken } = await pageOfAll({
      request: input,
      // Steps are only ever added.
      revision: 0,
      entries: steps.map((item, index) => ({ item, key: index, sequence: index })),
      descending: input.SortOrder !== 'Ascending',
    });
    return { PipelineExecutionSteps: items.map(describeStep), NextToken: nextToken };
  },
};
