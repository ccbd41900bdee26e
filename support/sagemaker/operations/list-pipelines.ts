import { ListPipelines$, type ListPipelinesRequest, type ListPipelinesResponse } from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { pipelineSummary } from '../pipelines/description.ts';
import type { Pipeline, PipelineFace } from '../pipelines/records.ts';
import { pageOfJobs } from '../store/job-listing.ts';

/** The newest first, as the API has it where nothing else is asked for. */
export const listPipelines: Operation<ListPipelinesRequest, ListPipelinesResponse> = {
  schema: ListPipelines$,
  async handle(input, { state }) {
    const { PipelineNamePrefix: prefix = '', CreatedAfter, CreatedBefore, SortBy, SortOrder = 'Descending' } = input;
    const { items, nextToken } = await pageOfJobs<PipelineFace, Pipeline>({
      jobs: state.pipelines.all(),
      revision: state.revisions.current,
      request: { ...input, SortOrder },
      accepts: ({ name, createdAt }) =>
        name.startsWith(prefix) &&
        (CreatedAfter === undefined || createdAt > CreatedAfter.getTime()) &&
        (CreatedBefore === undefined || createdAt < CreatedBefore.getTime()),
      key: ({ name, createdAt }) => (SortBy === 'Name' ? name : createdAt),
    });
    return { PipelineSummaries: items.map(pipelineSummary), NextToken: nextToken };
  },
};
