import {
  Search$,
  type SearchExpression,
  type SearchRequest,
  type SearchResponse,
  type TotalHits,
} from '@aws-sdk/client-sagemaker';
import { ServiceError } from '../../protocol/service.ts';
import type { AccountState } from '../accounts/state.ts';
import { Breather } from '../life/breather.ts';
import type { Operation } from '../operation.ts';
import type { TrainingFace, TrainingJob } from '../records/training.ts';
import type { Candidates } from '../search/candidates.ts';
import { expressionMatcher } from '../search/expression.ts';
import { sortKey } from '../search/sort.ts';
import { jobsWanted, pageOfRegistry, type Wanted } from '../store/job-listing.ts';
import type { Order } from '../store/job-registry.ts';
import { describeTraining } from '../training/training-description.ts';

/** Where hits can only be counted by a look at each job, so many are looked at; the answer says that there may be more. */
const LOOKED_AT = 1_000;

type RecordAt = (job: TrainingJob, face: TrainingFace) => object;
type Accepts = (job: TrainingJob, face: TrainingFace) => boolean;

/** Looks for training jobs; nothing else that the service can look for is kept in this form. */
export const search: Operation<SearchRequest, SearchResponse> = {
  schema: Search$,
  async handle(input, { state, settle }) {
    if (input.Resource !== 'TrainingJob') {
      const text = `train-encrypt: Search for ${input.Resource} is not simulated, only for TrainingJob.`;
      throw new ServiceError('NotImplemented', text, 501);
    }
    await settle();
    const { SearchExpression: expression, SortBy = 'LastModifiedTime' } = input;
    const matches = expression ? expressionMatcher(expression) : () => true;
    const key = sortKey(SortBy);
    // Nothing was made discoverable to this account by another.
    if (input.CrossAccountFilterOption === 'CrossAccount') return { Results: [], TotalHits: exactly(0) };
    const revision = state.revisions.current;
    const among = expression && (await state.trainingIndex.candidates(expression, (job) => recordOf(state, job)));
    const wanted = { among };
    const records = new Map<TrainingJob, object>();
    const recordAt: RecordAt = (job, face) => {
      const record = records.get(job) ?? recordOf(state, job, face);
      records.set(job, record);
      return record;
    };
    const has = among?.exact && input.NextToken === undefined ? among.has : undefined;
    const accepts: Accepts = (job, face) => has?.(job) ?? matches(recordAt(job, face));
    const page = await pageOfRegistry<TrainingFace, TrainingJob>({
      jobs: state.trainingJobs,
      order: ORDERS[SortBy],
      wanted,
      revision,
      request: { ...input, SortOrder: input.SortOrder ?? 'Descending' },
      accepts,
      key: (job, face) => key(recordAt(job, face)),
    });
    // What is known without a look at each job is known of the present only.
    const known = page.revision === state.revisions.current ? knownHits(state, expression, among) : undefined;
    return {
      Results: page.items.map((job) => ({ TrainingJob: recordOf(state, job) })),
      NextToken: page.nextToken,
      TotalHits:
        known === undefined ? await counted(state, wanted, page.revision, accepts, page.items.length) : exactly(known),
    };
  },
};

/** The orders in which jobs are kept, by the property that they are sorted by. */
const ORDERS: Readonly<Record<string, Order>> = {
  TrainingJobName: 'name',
  CreationTime: 'created',
  LastModifiedTime: 'modified',
  TrainingJobStatus: 'status',
};

function knownHits(
  { trainingJobs }: AccountState,
  expression: SearchExpression | undefined,
  among: Candidates<TrainingJob> | undefined,
): number | undefined {
  if (expression === undefined) return trainingJobs.size;
  return among?.exact ? among.size : undefined;
}

const exactly = (Value: number): TotalHits => ({ Value, Relation: 'EqualTo' });

async function counted(
  state: AccountState,
  wanted: Wanted<TrainingJob>,
  revision: number,
  accepts: Accepts,
  shown: number,
): Promise<TotalHits> {
  const breather = new Breather();
  let hits = 0;
  let lookedAt = 0;
  for (const job of await jobsWanted(state.trainingJobs, wanted, revision)) {
    if (breather.due) await breather.breathe();
    const face = job.history.at(revision);
    if (face === undefined) continue;
    if (lookedAt === LOOKED_AT) return { Value: Math.max(hits, shown), Relation: 'GreaterThanOrEqualTo' };
    lookedAt += 1;
    if (accepts(job, face)) hits += 1;
  }
  return exactly(hits);
}

/** A training job as a search shows it: described, with its tags. */
function recordOf(state: AccountState, job: TrainingJob, face: TrainingFace = job.history.current) {
  return {
    ...describeTraining(job, state.clock.now()),
    TrainingJobStatus: face.status,
    LastModifiedTime: new Date(face.modifiedAt),
    Tags: [...state.tags.list(job.arn)],
  };
}
