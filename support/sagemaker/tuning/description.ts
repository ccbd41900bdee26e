import type { DescribeHyperParameterTuningJobResponse } from '@aws-sdk/client-sagemaker';
import { timeOnInstances } from '../life/instance-times.ts';
import type { TuningJob } from '../records/training.ts';
import { dateOf } from '../training/training-summary.ts';
import { objectiveCounters, statusCounters } from './counters.ts';
import { childSummary } from './summary.ts';
import { overallBest } from './warm-start.ts';

/** A tuning job as DescribeHyperParameterTuningJob shows it: the request, and what became of it. */
export function describeTuning(tuning: TuningJob): DescribeHyperParameterTuningJobResponse {
  const { Tags: _tags, ...echoed } = tuning.request;
  const { status, modifiedAt } = tuning.history.current;
  const overall = overallBest(tuning);
  return {
    ...echoed,
    HyperParameterTuningJobArn: tuning.arn,
    HyperParameterTuningJobStatus: status,
    CreationTime: new Date(tuning.createdAt),
    HyperParameterTuningEndTime: dateOf(tuning.endedAt),
    LastModifiedTime: new Date(modifiedAt),
    TrainingJobStatusCounters: statusCounters(tuning),
    ObjectiveStatusCounters: objectiveCounters(tuning),
    BestTrainingJob: tuning.best && childSummary(tuning.best),
    OverallBestTrainingJob: overall && { ...childSummary(overall), TuningJobName: overall.child?.tuning.name },
    FailureReason: tuning.failureReason,
    TuningJobCompletionDetails: {
      NumberOfTrainingJobsObjectiveNotImproving: tuning.sinceImprovement,
      ConvergenceDetectedTime: dateOf(tuning.convergedAt),
    },
    ConsumedResources: { RuntimeInSeconds: consumed(tuning) },
  };
}

/** Seconds that the ended training jobs ran on their instances. */
function consumed({ children }: TuningJob): number {
  const spans = children.map(({ instanceTimes, endedAt }) =>
    endedAt === undefined ? 0 : timeOnInstances(instanceTimes, endedAt),
  );
  return Math.round(spans.reduce((sum, span) => sum + span, 0) / 1000);
}
