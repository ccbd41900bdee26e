/**
 * Instances that are kept after a training job for the next one that matches:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools.html.
 */

import type { CreateTrainingJobRequest, WarmPoolStatus } from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { invalid } from '../errors/own-errors.ts';
import type { TrainingJob, WarmPool } from '../records/training.ts';
import { endOf, essentialsOf, type KeptPool } from './waiting-pools.ts';

/** The warm pool that a new job has for itself: that of an earlier job that it reuses, or one of its own to be. */
export function poolFor(request: CreateTrainingJobRequest, at: number, reused: WarmPool | undefined) {
  const keepAlive = request.ResourceConfig?.KeepAlivePeriodInSeconds ?? 0;
  if (keepAlive === 0 && !reused) return undefined;
  return { status: 'InUse', launchedAt: reused?.launchedAt ?? at, keepAlive } satisfies WarmPool;
}

/** A job that has ended and whose instances would do for this request; the one that has waited longest. */
export function matchingPool(state: AccountState, request: CreateTrainingJobRequest, at: number) {
  if (state.waitingPools.isEmpty || !canBePooled(request)) return undefined;
  return state.waitingPools.longest(essentialsOf(request), at);
}

/** Another job takes the pool over. */
export function markReused(job: TrainingJob, pool: KeptPool, by: string, at: number): void {
  const { launchedAt, keepAlive, from } = pool;
  setPool(job, { status: 'Reused', launchedAt, keepAlive, from, to: at, by });
}

/**
 * What becomes of a job's pool when it ends. Documented: it is kept after completion, after a stop once the instances
 * were there, and after a failure of the algorithm or the client; not after one that may have harmed the instances.
 */
export function poolAfter(pool: WarmPool | undefined, at: number, healthy: boolean): WarmPool | undefined {
  if (pool?.status !== 'InUse') return pool;
  const { launchedAt, keepAlive } = pool;
  const kept = { status: 'Kept', launchedAt, keepAlive, from: at } as const;
  return healthy && endOf(kept) > at ? kept : { ...kept, status: 'Terminated', to: at };
}

/**
 * Changes how long the instances of a job are kept, counted from its end; 0 lets them go at once.
 * @throws ServiceError ValidationException, in our words, when there is no pool that waits.
 */
export function updateKeepAlive(state: AccountState, job: TrainingJob, seconds: number): void {
  const now = state.clock.now();
  const { pool } = job.history.current;
  const status = poolStatus(pool, now)?.Status;
  if (pool?.status !== 'Kept' || status !== 'Available') {
    const text = `its warm pool is ${status ?? 'not there'}, and only one that is Available can be changed.`;
    throw invalid(`the keep-alive period of training job ${job.name} cannot be changed: ${text}`);
  }
  const changed = { ...pool, keepAlive: seconds };
  setPool(job, endOf(changed) > now ? changed : { ...changed, status: 'Terminated', to: now });
}

/** As descriptions and lists show it. */
export function poolStatus(pool: WarmPool | undefined, now: number): WarmPoolStatus | undefined {
  if (!pool) return undefined;
  if (pool.status === 'InUse') return { Status: 'InUse' };
  const to = pool.status === 'Kept' ? Math.min(now, endOf(pool)) : pool.to;
  const retained = { ResourceRetainedBillableTimeInSeconds: Math.max(0, Math.round((to - pool.from) / 1000)) };
  if (pool.status === 'Kept') return { Status: now < endOf(pool) ? 'Available' : 'Terminated', ...retained };
  if (pool.status === 'Terminated') return { Status: 'Terminated', ...retained };
  return { Status: 'Reused', ...retained, ReusedByJob: pool.by };
}

/** @throws ServiceError ValidationException, in our words, for what is documented not to go with warm pools. */
export function checkPoolable(request: CreateTrainingJobRequest, path = ''): void {
  const { KeepAlivePeriodInSeconds: keepAlive, InstanceGroups } = request.ResourceConfig ?? {};
  if (!keepAlive || canBePooled(request)) return;
  const what = InstanceGroups?.length ? 'InstanceGroups' : 'EnableManagedSpotTraining';
  const member = `${path}ResourceConfig.KeepAlivePeriodInSeconds`;
  throw invalid(`${member} asks for a warm pool, which does not go together with ${what}; leave one of them out.`);
}

function canBePooled({ ResourceConfig, EnableManagedSpotTraining }: CreateTrainingJobRequest): boolean {
  return !EnableManagedSpotTraining && !ResourceConfig?.InstanceGroups?.length;
}

function setPool(job: TrainingJob, pool: WarmPool): void {
  job.history.set({ ...job.history.current, pool });
}
