import type { HyperParameterTrainingJobSummary, HyperParameterTuningJobSummary } from '@aws-sdk/client-sagemaker';
import type { TrainingJob, TuningJob } from '../records/training.ts';
import { dateOf } from '../training/training-summary.ts';
import { objectiveCounters, objectiveStatus, statusCounters } from './counters.ts';
import { objectiveOf } from './objective.ts';

/** A tuning job as lists show it. */
export function tuningSummary(tuning: TuningJob): HyperParameterTuningJobSummary {
  const { status, modifiedAt } = tuning.history.current;
  const config = tuning.request.HyperParameterTuningJobConfig;
  return {
    HyperParameterTuningJobName: tuning.name,
    HyperParameterTuningJobArn: tuning.arn,
    HyperParameterTuningJobStatus: status,
    Strategy: config?.Strategy,
    CreationTime: new Date(tuning.createdAt),
    HyperParameterTuningEndTime: dateOf(tuning.endedAt),
    LastModifiedTime: new Date(modifiedAt),
    TrainingJobStatusCounters: statusCounters(tuning),
    ObjectiveStatusCounters: objectiveCounters(tuning),
    ResourceLimits: config?.ResourceLimits,
  };
}

/** A training job as its tuning job shows it. */
export function childSummary(job: TrainingJob): HyperParameterTrainingJobSummary {
  const { child } = job;
  return {
    TrainingJobDefinitionName: child?.definition.request.DefinitionName,
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    CreationTime: new Date(job.createdAt),
    TrainingStartTime: dateOf(job.startedAt),
    TrainingEndTime: dateOf(job.endedAt),
    TrainingJobStatus: job.history.current.status,
    TunedHyperParameters: { ...child?.tuned },
    FailureReason: job.failureReason,
    FinalHyperParameterTuningJobObjectiveMetric: objectiveOf(job),
    ObjectiveStatus: objectiveStatus(job),
  };
}
