import {
  ListProcessingJobs$,
  type ListProcessingJobsRequest,
  type ListProcessingJobsResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { processingSummary } from '../processing/description.ts';
import type { ProcessingFace, ProcessingJob } from '../records/processing.ts';
import { passes } from '../store/job-filters.ts';
import { pageOfRegistry } from '../store/job-listing.ts';

export const listProcessingJobs: Operation<ListProcessingJobsRequest, ListProcessingJobsResponse> = {
  schema: ListProcessingJobs$,
  async handle(input, { state, settle }) {
    await settle();
    const { items, nextToken } = await pageOfRegistry<ProcessingFace, ProcessingJob>({
      jobs: state.processingJobs,
      order: ORDERS[input.SortBy ?? 'CreationTime'],
      wanted: { ...input, status: input.StatusEquals },
      revision: state.revisions.current,
      request: input,
      accepts: (job, face) =>
        passes(input, job, face.modifiedAt) && (input.StatusEquals === undefined || face.status === input.StatusEquals),
      key: (job, face) => key(input, job, face),
    });
    return { ProcessingJobSummaries: items.map(processingSummary), NextToken: nextToken };
  },
};

const ORDERS = { Name: 'name', Status: 'status', CreationTime: 'created' } as const;

function key({ SortBy }: ListProcessingJobsRequest, job: ProcessingJob, face: ProcessingFace): string | number {
  if (SortBy === 'Name') return job.name;
  return SortBy === 'Status' ? face.status : job.createdAt;
}
