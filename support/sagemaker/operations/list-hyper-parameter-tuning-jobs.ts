import {
  ListHyperParameterTuningJobs$,
  type ListHyperParameterTuningJobsRequest,
  type ListHyperParameterTuningJobsResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import type { TuningFace, TuningJob } from '../records/training.ts';
import { passes } from '../store/job-filters.ts';
import { pageOfRegistry } from '../store/job-listing.ts';
import { tuningSummary } from '../tuning/summary.ts';

export const listHyperParameterTuningJobs: Operation<
  ListHyperParameterTuningJobsRequest,
  ListHyperParameterTuningJobsResponse
> = {
  schema: ListHyperParameterTuningJobs$,
  async handle(input, { state, settle }) {
    await settle();
    const { items, nextToken } = await pageOfRegistry<TuningFace, TuningJob>({
      jobs: state.tuningJobs,
      order: ORDERS[input.SortBy ?? 'Name'],
      wanted: { ...input, status: input.StatusEquals },
      revision: state.revisions.current,
      request: input,
      accepts: (job, face) =>
        passes(input, job, face.modifiedAt) && (input.StatusEquals === undefined || face.status === input.StatusEquals),
      key: (job, face) => key(input, job, face),
    });
    return { HyperParameterTuningJobSummaries: items.map(tuningSummary), NextToken: nextToken };
  },
};

const ORDERS = { Name: 'name', Status: 'status', CreationTime: 'created' } as const;

/** By name by default: documented, and different from training jobs. */
function key({ SortBy }: ListHyperParameterTuningJobsRequest, job: TuningJob, face: TuningFace): string | number {
  if (SortBy === 'CreationTime') return job.createdAt;
  return SortBy === 'Status' ? face.status : job.name;
}
