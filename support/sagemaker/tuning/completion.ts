/** When a tuning job has seen enough: its limits, and the completion criteria that can be decided here. */

import type { TrainingJob, TuningJob } from '../records/training.ts';
import { combinations } from './candidate.ts';
import { goodness, objectiveOf } from './objective.ts';

/** For a request that leaves the number open: ours, so that every tuning job ends. */
const DEFAULT_TRAINING_JOBS = 10;

/** The service's quota for random search, the highest it has. */
export const MOST_TRAINING_JOBS = 10_000;

/** The service's quota. */
export const MOST_AT_ONCE = 100;

/** Documented: an improvement by less than 1 % does not count as one. */
const IMPROVEMENT = 0.01;

/** After this many training jobs without an improvement, none is expected. The number is ours: the service's is unknown. */
const CONVERGED = 10;

/** How many training jobs a tuning job launches at most. */
export function trainingJobLimit({ request, definitions }: TuningJob): number {
  const { ResourceLimits, Strategy } = request.HyperParameterTuningJobConfig ?? {};
  const given = ResourceLimits?.MaxNumberOfTrainingJobs;
  if (Strategy !== 'Grid') return given ?? DEFAULT_TRAINING_JOBS;
  const grid = definitions.reduce((sum, { ranges }) => sum + combinations(ranges), 0);
  return Math.min(given ?? grid, grid, MOST_TRAINING_JOBS);
}

/**
 * Keeps account of a training job that has ended: which is the best, how many have ended since one was better, and
 * whether a better one is still to be expected.
 * @param at Unix milliseconds
 */
export function noteEnd(tuning: TuningJob, job: TrainingJob, at: number): void {
  const value = goodness(job);
  const best = tuning.best && goodness(tuning.best);
  if (value !== undefined && (best === undefined || value > best)) tuning.best = job;
  const reference = tuning.improvedTo;
  const improves =
    value !== undefined && (reference === undefined || value >= reference + Math.abs(reference) * IMPROVEMENT);
  tuning.sinceImprovement = improves ? 0 : tuning.sinceImprovement + 1;
  if (improves) tuning.improvedTo = value;
  if (tuning.sinceImprovement >= CONVERGED) tuning.convergedAt ??= at;
}

/** Whether a completion criterion is met, now that a job has ended. */
export function isSatisfied(tuning: TuningJob, ended: TrainingJob): boolean {
  const criteria = tuning.request.HyperParameterTuningJobConfig?.TuningJobCompletionCriteria;
  const patience = criteria?.BestObjectiveNotImproving?.MaxNumberOfTrainingJobsNotImproving;
  const target = criteria?.TargetObjectiveMetricValue;
  const converged = criteria?.ConvergenceDetected?.CompleteOnConvergence === 'Enabled' && tuning.convergedAt;
  if (converged) return true;
  if (patience !== undefined && tuning.sinceImprovement >= patience) return true;
  return target !== undefined && reaches(ended, target);
}

function reaches(job: TrainingJob, target: number): boolean {
  const { Type, Value } = objectiveOf(job) ?? {};
  if (Value === undefined) return false;
  return Type === 'Minimize' ? Value <= target : Value >= target;
}
