import type { FinalHyperParameterTuningJobObjectiveMetric } from '@aws-sdk/client-sagemaker';
import { modelledMetric } from '../model/metrics.ts';
import type { TrainingJob } from '../records/training.ts';

/** What a training job scored on its tuning job's objective; `undefined` until it has completed, and without one. */
export function objectiveOf(job: TrainingJob): Required<FinalHyperParameterTuningJobObjectiveMetric> | undefined {
  const objective = job.child?.definition.objective;
  if (!objective?.MetricName || job.history.current.status !== 'Completed') return undefined;
  return {
    Type: objective.Type,
    MetricName: objective.MetricName,
    Value: modelledMetric(objective.MetricName, job.request.HyperParameters),
  };
}

/** Higher is better, whichever way the objective goes. */
export function goodness(job: TrainingJob): number | undefined {
  const objective = objectiveOf(job);
  if (objective?.Value === undefined) return undefined;
  return objective.Type === 'Minimize' ? -objective.Value : objective.Value;
}
