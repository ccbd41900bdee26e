import {
  ListTrainingJobs$,
  type ListTrainingJobsRequest,
  type ListTrainingJobsResponse,
} from '@aws-sdk/client-sagemaker';
import { passes } from '../job-filters.ts';
import { pageOfJobs } from '../job-listing.ts';
import type { TrainingFace, TrainingJob } from '../jobs.ts';
import type { Operation } from '../operation.ts';
import { trainingSummary } from '../training-summary.ts';

export const listTrainingJobs: Operation<ListTrainingJobsRequest, ListTrainingJobsResponse> = {
  schema: ListTrainingJobs$,
  async handle(input, { state }) {
    await state.clock.settle();
    const { items, nextToken } = pageOfJobs<TrainingFace, TrainingJob>({
      jobs: state.trainingJobs.all(),
      revision: state.revisions.current,
      request: input,
      accepts: (job, face) => accepts(input, job, face),
      key: (job, face) => key(input, job, face),
    });
    return { TrainingJobSummaries: items.map(trainingSummary), NextToken: nextToken };
  },
};

function accepts(input: ListTrainingJobsRequest, job: TrainingJob, face: TrainingFace): boolean {
  const { StatusEquals, TrainingPlanArnEquals, WarmPoolStatusEquals } = input;
  return (
    passes(input, job, face.modifiedAt) &&
    (StatusEquals === undefined || face.status === StatusEquals) &&
    (TrainingPlanArnEquals === undefined || job.request.ResourceConfig?.TrainingPlanArn === TrainingPlanArnEquals) &&
    // No job has a warm pool here.
    WarmPoolStatusEquals === undefined
  );
}

function key({ SortBy }: ListTrainingJobsRequest, job: TrainingJob, face: TrainingFace): string | number {
  if (SortBy === 'Name') return job.name;
  return SortBy === 'Status' ? face.status : job.createdAt;
}
