/** When a tuning job has seen enough: its limits, and the completion criteria that can be decided here. */

import type { TrainingJob, TuningJob } from '../jobs.ts';
import { combinations } from './candidate.ts';
import { goodness, objectiveOf } from './objective.ts';

/** For a request that leaves the number open: ours, so that every tuning job ends. */
const DEFAULT_TRAINING_JOBS = 10;

/** Documented: an improvement by less than 1 % does not count as one. */
const IMPROVEMENT = 0.01;

/** How many training jobs a tuning job launches at most. */
export function trainingJobLimit({ request, definitions }: TuningJob): number {
  const { ResourceLimits, Strategy } = request.HyperParameterTuningJobConfig ?? {};
  const given = ResourceLimits?.MaxNumberOfTrainingJobs;
  if (Strategy !== 'Grid') return given ?? DEFAULT_TRAINING_JOBS;
  const grid = definitions.reduce((sum, { ranges }) => sum + combinations(ranges), 0);
  return Math.min(given ?? grid, grid);
}

/** Whether a completion criterion is met. `ConvergenceDetected` never is: nothing converges here. */
export function isSatisfied(tuning: TuningJob): boolean {
  const criteria = tuning.request.HyperParameterTuningJobConfig?.TuningJobCompletionCriteria;
  const patience = criteria?.BestObjectiveNotImproving?.MaxNumberOfTrainingJobsNotImproving;
  const target = criteria?.TargetObjectiveMetricValue;
  if (patience !== undefined && notImproving(tuning) >= patience) return true;
  return target !== undefined && tuning.children.some((job) => reaches(job, target));
}

/** How many training jobs have ended since the last that was better than all before it. */
export function notImproving(tuning: TuningJob): number {
  let best: number | undefined;
  let since = 0;
  for (const job of tuning.children.filter((child) => child.endedAt !== undefined).sort(byEnd)) {
    const value = goodness(job);
    const improves = value !== undefined && (best === undefined || value >= best + Math.abs(best) * IMPROVEMENT);
    since = improves ? 0 : since + 1;
    if (improves) best = value;
  }
  return since;
}

function byEnd(a: TrainingJob, b: TrainingJob): number {
  return (a.endedAt ?? 0) - (b.endedAt ?? 0) || a.sequence - b.sequence;
}

function reaches(job: TrainingJob, target: number): boolean {
  const { Type, Value } = objectiveOf(job) ?? {};
  if (Value === undefined) return false;
  return Type === 'Minimize' ? Value <= target : Value >= target;
}
