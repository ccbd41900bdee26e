import { Search$, type SearchRequest, type SearchResponse } from '@aws-sdk/client-sagemaker';
import { ServiceError } from '../../protocol/service.ts';
import type { AccountState } from '../accounts/state.ts';
import type { Operation } from '../operation.ts';
import type { TrainingFace, TrainingJob } from '../records/training.ts';
import { expressionMatcher } from '../search/expression.ts';
import { sortKey } from '../search/sort.ts';
import { pageOfJobs } from '../store/job-listing.ts';
import { describeTraining } from '../training/training-description.ts';

/** Looks for training jobs; nothing else that the service can look for is kept in this form. */
export const search: Operation<SearchRequest, SearchResponse> = {
  schema: Search$,
  async handle(input, { state, settle }) {
    if (input.Resource !== 'TrainingJob') {
      const text = `train-encrypt: Search for ${input.Resource} is not simulated, only for TrainingJob.`;
      throw new ServiceError('NotImplemented', text, 501);
    }
    await settle();
    const matches = input.SearchExpression ? expressionMatcher(input.SearchExpression) : () => true;
    const key = sortKey(input.SortBy ?? 'LastModifiedTime');
    // Nothing was made discoverable to this account by another.
    const jobs = input.CrossAccountFilterOption === 'CrossAccount' ? [] : state.trainingJobs.all();
    let hits = 0;
    const { items, nextToken } = pageOfJobs<TrainingFace, TrainingJob>({
      jobs,
      revision: state.revisions.current,
      request: { ...input, SortOrder: input.SortOrder ?? 'Descending' },
      accepts: (job, face) => {
        const accepted = matches(recordOf(state, job, face));
        if (accepted) hits += 1;
        return accepted;
      },
      key: (job, face) => key(recordOf(state, job, face)),
    });
    return {
      Results: items.map((job) => ({ TrainingJob: recordOf(state, job) })),
      NextToken: nextToken,
      TotalHits: { Value: hits, Relation: 'EqualTo' },
    };
  },
};

/** A training job as a search shows it: described, with its tags. */
function recordOf(state: AccountState, job: TrainingJob, face: TrainingFace = job.history.current) {
  return {
    ...describeTraining(job, state.clock.now()),
    TrainingJobStatus: face.status,
    LastModifiedTime: new Date(face.modifiedAt),
    Tags: [...state.tags.list(job.arn)],
  };
}
