import {
  ListCandidatesForAutoMLJob$,
  type ListCandidatesForAutoMLJobRequest,
  type ListCandidatesForAutoMLJobResponse,
} from '@aws-sdk/client-sagemaker';
import { describeCandidate } from '../automl/candidate.ts';
import { autoMLJobNamed } from '../automl/lookup.ts';
import { finalMetric } from '../automl/objective.ts';
import type { Operation } from '../operation.ts';
import type { TrainingFace, TrainingJob } from '../records/training.ts';
import { pageOfJobs } from '../store/job-listing.ts';

export const listCandidatesForAutoMLJob: Operation<
  ListCandidatesForAutoMLJobRequest,
  ListCandidatesForAutoMLJobResponse
> = {
  schema: ListCandidatesForAutoMLJob$,
  async handle(input, { state, settle }) {
    await settle();
    const job = autoMLJobNamed(state, input.AutoMLJobName);
    const { StatusEquals, CandidateNameEquals, SortBy } = input;
    const byMetric = SortBy === 'FinalObjectiveMetricValue';
    const metric = (candidate: TrainingJob) => finalMetric(job.settings, candidate)?.Value;
    const { items, nextToken } = await pageOfJobs<TrainingFace, TrainingJob>({
      jobs: job.candidates,
      revision: state.revisions.current,
      request: input,
      accepts: (candidate, { status }) =>
        (StatusEquals === undefined || status === StatusEquals) &&
        (CandidateNameEquals === undefined || candidate.name === CandidateNameEquals) &&
        // As for the training jobs of a tuning job: one without a value has no place in that order.
        (!byMetric || (status === 'Completed' && metric(candidate) !== undefined)),
      key: (candidate, { status }) => {
        if (byMetric) return metric(candidate) ?? 0;
        return SortBy === 'Status' ? status : candidate.createdAt;
      },
    });
    return { Candidates: items.map((candidate) => describeCandidate(job, candidate)), NextToken: nextToken };
  },
};
