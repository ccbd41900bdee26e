import { ListAutoMLJobs$, type ListAutoMLJobsRequest, type ListAutoMLJobsResponse } from '@aws-sdk/client-sagemaker';
import { autoMLSummary } from '../automl/description.ts';
import type { Operation } from '../operation.ts';
import type { AutoMLFace, AutoMLJob } from '../records/automl.ts';
import { passes } from '../store/job-filters.ts';
import { pageOfRegistry } from '../store/job-listing.ts';

export const listAutoMLJobs: Operation<ListAutoMLJobsRequest, ListAutoMLJobsResponse> = {
  schema: ListAutoMLJobs$,
  async handle(input, { state, settle }) {
    await settle();
    const { items, nextToken } = await pageOfRegistry<AutoMLFace, AutoMLJob>({
      jobs: state.autoMLJobs,
      order: ORDERS[input.SortBy ?? 'Name'],
      wanted: { ...input, status: input.StatusEquals },
      revision: state.revisions.current,
      // Documented, and other than for training jobs: by name, the last first.
      request: { ...input, SortOrder: input.SortOrder ?? 'Descending' },
      accepts: (job, { status, modifiedAt }) =>
        passes(input, job, modifiedAt) && (input.StatusEquals === undefined || status === input.StatusEquals),
      key: (job, { status }) => {
        if (input.SortBy === 'CreationTime') return job.createdAt;
        return input.SortBy === 'Status' ? status : job.name;
      },
    });
    return { AutoMLJobSummaries: items.map(autoMLSummary), NextToken: nextToken };
  },
};

const ORDERS = { Name: 'name', Status: 'status', CreationTime: 'created' } as const;
