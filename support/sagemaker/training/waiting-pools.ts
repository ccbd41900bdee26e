import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { TrainingJob, WarmPool } from '../records/training.ts';
import { type OrderedSet, orderedSet } from '../store/ordered.ts';

export type KeptPool = WarmPool & { readonly status: 'Kept' };

/** Documented: as long as instances may go from job to job, in milliseconds. */
const LONGEST = 28 * 86_400_000;

/** When the time of a pool is over, Unix milliseconds. */
export function endOf({ from, keepAlive, launchedAt }: WarmPool & { readonly from: number }): number {
  return Math.min(from + keepAlive * 1000, launchedAt + LONGEST);
}

/** What two jobs must have in common for one to take over the instances of the other. */
export function essentialsOf(request: CreateTrainingJobRequest): string {
  const { RoleArn, ResourceConfig, VpcConfig, SessionChainingConfig } = request;
  return JSON.stringify([
    RoleArn,
    ResourceConfig?.InstanceType ?? ResourceConfig?.InstancePreferences,
    ResourceConfig?.InstanceCount,
    ResourceConfig?.VolumeSizeInGB,
    ResourceConfig?.VolumeKmsKeyId,
    VpcConfig?.SecurityGroupIds?.toSorted(),
    VpcConfig?.Subnets?.toSorted(),
    request.EnableInterContainerTrafficEncryption ?? false,
    request.EnableNetworkIsolation ?? false,
    SessionChainingConfig?.EnableSessionTagChaining ?? false,
  ]);
}

export interface Waiting {
  readonly job: TrainingJob;
  readonly pool: KeptPool;
}

/**
 * The warm pools of an account that wait for a job, by what a job must have in common with the one before it. Of those
 * that fit, the one that has waited longest is found without a look at the others.
 */
export class WaitingPools {
  readonly #byEssentials = new Map<string, OrderedSet<Waiting>>();
  readonly #places = new Map<TrainingJob, { readonly essentials: string; readonly waiting: Waiting }>();

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** To call whenever the pool of a job has changed. */
  update(job: TrainingJob): void {
    const { pool } = job.history.current;
    const place = this.#places.get(job);
    if (pool?.status !== 'Kept') {
      if (place) this.remove(job);
      return;
    }
    if (place?.waiting.pool === pool) return;
    this.remove(job);
    const essentials = essentialsOf(job.request);
    const waiting = { job, pool };
    let others = this.#byEssentials.get(essentials);
    if (others === undefined) {
      others = orderedSet((a, b) => a.pool.from - b.pool.from || a.job.sequence - b.job.sequence);
      this.#byEssentials.set(essentials, others);
    }
    others.set(waiting, undefined);
    this.#places.set(job, { essentials, waiting });
  }

  remove(job: TrainingJob): void {
    const place = this.#places.get(job);
    if (place === undefined) return;
    this.#places.delete(job);
    const others = this.#byEssentials.get(place.essentials);
    others?.delete(place.waiting);
    if (others?.isEmpty) this.#byEssentials.delete(place.essentials);
  }

  /** Of those with these in common the one that has waited longest and waits still. Those whose time is over are forgotten. */
  longest(essentials: string, at: number): Waiting | undefined {
    for (;;) {
      const first = this.#byEssentials.get(essentials)?.minKey();
      if (first === undefined || at < first.pool.from) return undefined;
      if (at < endOf(first.pool)) return first;
      this.remove(first.job);
    }
  }
}
