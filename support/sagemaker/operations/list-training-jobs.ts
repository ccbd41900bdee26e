import {
  ListTrainingJobs$,
  type ListTrainingJobsRequest,
  type ListTrainingJobsResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import type { TrainingFace, TrainingJob } from '../records/training.ts';
import { passes } from '../store/job-filters.ts';
import { pageOfRegistry } from '../store/job-listing.ts';
import { trainingSummary } from '../training/training-summary.ts';
import { poolStatus } from '../training/warm-pool.ts';

export const listTrainingJobs: Operation<ListTrainingJobsRequest, ListTrainingJobsResponse> = {
  schema: ListTrainingJobs$,
  async handle(input, { state, settle }) {
    await settle();
    const now = state.clock.now();
    const { items, nextToken } = await pageOfRegistry<TrainingFace, TrainingJob>({
      jobs: state.trainingJobs,
      order: ORDERS[input.SortBy ?? 'CreationTime'],
      // With MaxResults the status is looked at afterwards: see below.
      wanted: { ...input, status: input.MaxResults === undefined ? input.StatusEquals : undefined },
      revision: state.revisions.current,
      request: input,
      accepts: (job, face) => accepts(input, job, face, now),
      answers: (_, face) => hasStatus(input, face),
      key: (job, face) => key(input, job, face),
    });
    return { TrainingJobSummaries: items.map((job) => trainingSummary(job, now)), NextToken: nextToken };
  },
};

const ORDERS = { Name: 'name', Status: 'status', CreationTime: 'created' } as const;

const hasStatus = ({ StatusEquals }: ListTrainingJobsRequest, face: TrainingFace): boolean =>
  StatusEquals === undefined || face.status === StatusEquals;

function accepts(input: ListTrainingJobsRequest, job: TrainingJob, face: TrainingFace, now: number): boolean {
  const { MaxResults, TrainingPlanArnEquals, WarmPoolStatusEquals } = input;
  return (
    passes(input, job, face.modifiedAt) &&
    // As documented: with MaxResults, that many jobs are taken first, and looked at for their status then.
    (MaxResults !== undefined || hasStatus(input, face)) &&
    (TrainingPlanArnEquals === undefined || job.request.ResourceConfig?.TrainingPlanArn === TrainingPlanArnEquals) &&
    (WarmPoolStatusEquals === undefined || poolStatus(face.pool, now)?.Status === WarmPoolStatusEquals)
  );
}

function key({ SortBy }: ListTrainingJobsRequest, job: TrainingJob, face: TrainingFace): string | number {
  if (SortBy === 'Name') return job.name;
  return SortBy === 'Status' ? face.status : job.createdAt;
}
