import {
  ListTrainingJobsForHyperParameterTuningJob$,
  type ListTrainingJobsForHyperParameterTuningJobRequest,
  type ListTrainingJobsForHyperParameterTuningJobResponse,
} from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import type { TrainingFace, TrainingJob } from '../records/training.ts';
import { pageOfJobs } from '../store/job-listing.ts';
import { objectiveOf } from '../tuning/objective.ts';
import { childSummary } from '../tuning/summary.ts';
import { tuningJobNamed } from './lookup.ts';

type Request = ListTrainingJobsForHyperParameterTuningJobRequest;

export const listTrainingJobsForHyperParameterTuningJob: Operation<
  Request,
  ListTrainingJobsForHyperParameterTuningJobResponse
> = {
  schema: ListTrainingJobsForHyperParameterTuningJob$,
  async handle(input, { state, settle }) {
    await settle();
    const tuning = tuningJobNamed(state, input.HyperParameterTuningJobName);
    const { items, nextToken } = await pageOfJobs<TrainingFace, TrainingJob>({
      jobs: tuning.children,
      revision: state.revisions.current,
      request: input,
      accepts: (job, face) => accepts(input, job, face),
      key: (job, face) => key(input, job, face),
    });
    return { TrainingJobSummaries: items.map(childSummary), NextToken: nextToken };
  },
};

function accepts({ StatusEquals, SortBy }: Request, job: TrainingJob, face: TrainingFace): boolean {
  // Documented: sorted by the objective, a job without a value is not listed. It has one once it has completed.
  const scored = face.status === 'Completed' && objectiveOf(job) !== undefined;
  return (
    (StatusEquals === undefined || face.status === StatusEquals) && (SortBy !== 'FinalObjectiveMetricValue' || scored)
  );
}

function key({ SortBy }: Request, job: TrainingJob, face: TrainingFace): string | number {
  if (SortBy === 'CreationTime') return job.createdAt;
  if (SortBy === 'Status') return face.status;
  return SortBy === 'FinalObjectiveMetricValue' ? (objectiveOf(job)?.Value ?? 0) : job.name;
}
