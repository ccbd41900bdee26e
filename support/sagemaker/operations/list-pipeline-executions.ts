import {
  ListPipelineExecutions$,
  type ListPipelineExecutionsRequest,
  type ListPipelineExecutionsResponse,
} from '@aws-sdk/client-sagemaker';
import type { ExecutionFace } from '../executions/execution.ts';
import type { Operation } from '../operation.ts';
import { executionSummary } from '../pipelines/description.ts';
import { pipelineNamed } from '../pipelines/lookup.ts';
import type { PipelineExecution } from '../pipelines/records.ts';
import { pageOfJobs } from '../store/job-listing.ts';

/** The newest first, as the API has it where nothing else is asked for. */
export const listPipelineExecutions: Operation<ListPipelineExecutionsRequest, ListPipelineExecutionsResponse> = {
  schema: ListPipelineExecutions$,
  async handle(input, { state, settle }) {
    await settle();
    const pipeline = pipelineNamed(state, input.PipelineName);
    const { CreatedAfter, CreatedBefore, SortBy, SortOrder = 'Descending' } = input;
    const { items, nextToken } = await pageOfJobs<ExecutionFace, PipelineExecution>({
      jobs: state.pipelineExecutions.all().filter((one) => one.pipeline === pipeline),
      revision: state.revisions.current,
      request: { ...input, SortOrder },
      accepts: ({ createdAt }) =>
        (CreatedAfter === undefined || createdAt > CreatedAfter.getTime()) &&
        (CreatedBefore === undefined || createdAt < CreatedBefore.getTime()),
      key: ({ createdAt, arn }) => (SortBy === 'PipelineExecutionArn' ? arn : createdAt),
    });
    return { PipelineExecutionSummaries: items.map(executionSummary), NextToken: nextToken };
  },
};
