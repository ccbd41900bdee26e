import type { SearchExpression } from '@aws-sdk/client-sagemaker';
import type { TrainingFace, TrainingJob } from '../records/training.ts';
import type { JobRegistry } from '../store/job-registry.ts';
import { type Candidates, candidatesOf, keysIn } from './candidates.ts';
import type { Property } from './property.ts';
import { PropertyIndex } from './property-index.ts';

/** Properties whose indexes are kept; that of another takes the place of the one that was not asked for longest. */
const MOST = 16;

/** They change with time, or with jobs other than the training job itself. */
const UNNOTICED = new Set(['WarmPoolStatus', 'DebugRuleEvaluationStatuses', 'ProfilerRuleEvaluationStatuses']);

/** Indexes of training jobs by the properties that were searched for. */
export class TrainingIndex {
  readonly #jobs: JobRegistry<TrainingFace, TrainingJob>;
  /** By name of the property, the one asked for last at the end. */
  readonly #indexes = new Map<string, PropertyIndex<TrainingJob>>();

  constructor(jobs: JobRegistry<TrainingFace, TrainingJob>) {
    this.#jobs = jobs;
    jobs.watch((job) => {
      for (const index of this.#indexes.values()) index.touch(job);
    });
  }

  /** The jobs that an expression can match as they are now; `undefined` when nothing narrows it down. */
  candidates(
    expression: SearchExpression,
    recordOf: (job: TrainingJob) => object,
  ): Promise<Candidates<TrainingJob> | undefined> {
    return candidatesOf(expression, {
      of: (property) => this.#indexOf(property, recordOf),
      withNamePart: (text) => this.#jobs.withNamePart(text),
    });
  }

  async #indexOf(property: Property, recordOf: (job: TrainingJob) => object) {
    const { name } = property;
    if (UNNOTICED.has(name.split('.', 1)[0] ?? '')) return undefined;
    const index =
      this.#indexes.get(name) ??
      new PropertyIndex(this.#jobs.walk('created', undefined, false), (job) =>
        this.#jobs.has(job) ? keysIn(property, recordOf(job)) : undefined,
      );
    this.#indexes.delete(name);
    this.#indexes.set(name, index);
    const [oldest] = this.#indexes.keys();
    if (this.#indexes.size > MOST && oldest !== undefined) this.#indexes.delete(oldest);
    await index.catchUp();
    return index;
  }
}
