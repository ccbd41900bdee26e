import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { timeOnInstances } from '../life/instance-times.ts';
import { billableTime } from '../model/billing.ts';
import { modelledMetric } from '../model/metrics.ts';
import type { TrainingJob } from '../records/training.ts';
import { ruleStatuses } from './rule-jobs.ts';
import { dateOf } from './training-summary.ts';
import { poolStatus } from './warm-pool.ts';

/**
 * A training job as DescribeTrainingJob shows it: the request, and what became of it.
 * @param now Unix milliseconds: a warm pool is kept for some time
 */
export function describeTraining(job: TrainingJob, now: number): DescribeTrainingJobResponse {
  const { Tags: _tags, SessionChainingConfig: _session, ...echoed } = job.request;
  const { status, modifiedAt, pool } = job.history.current;
  return {
    ...echoed,
    // Observed: a flag that the request left out reads false.
    EnableInterContainerTrafficEncryption: echoed.EnableInterContainerTrafficEncryption ?? false,
    EnableNetworkIsolation: echoed.EnableNetworkIsolation ?? false,
    EnableManagedSpotTraining: echoed.EnableManagedSpotTraining ?? false,
    StoppingCondition: echoed.StoppingCondition,
    ResourceConfig: echoed.ResourceConfig && {
      ...echoed.ResourceConfig,
      ...(pool && echoed.ResourceConfig.KeepAlivePeriodInSeconds && { KeepAlivePeriodInSeconds: pool.keepAlive }),
    },
    WarmPoolStatus: poolStatus(pool, now),
    TrainingJobArn: job.arn,
    TuningJobArn: job.child?.tuning.arn,
    AutoMLJobArn: job.launchedBy?.arn,
    ModelArtifacts: artifacts(job),
    TrainingJobStatus: status,
    SecondaryStatus: job.transitions.at(-1)?.status,
    FailureReason: job.failureReason,
    CreationTime: new Date(job.createdAt),
    TrainingStartTime: dateOf(job.startedAt),
    TrainingEndTime: dateOf(job.endedAt),
    LastModifiedTime: new Date(modifiedAt),
    SecondaryStatusTransitions: job.transitions.map(({ status, startedAt, message }, index) => ({
      Status: status,
      StartTime: new Date(startedAt),
      EndTime: dateOf(job.transitions[index + 1]?.startedAt ?? job.endedAt),
      StatusMessage: message,
    })),
    FinalMetricDataList: finalMetrics(job),
    DebugRuleEvaluationStatuses: ruleStatuses(job, 'debug'),
    ProfilerRuleEvaluationStatuses: ruleStatuses(job, 'profiler'),
    ProfilingStatus: profilingStatus(job),
    ...times(job),
  };
}

function profilingStatus({ request: { ProfilerConfig } }: TrainingJob): DescribeTrainingJobResponse['ProfilingStatus'] {
  return ProfilerConfig && (ProfilerConfig.DisableProfiler ? 'Disabled' : 'Enabled');
}

/** There is a model when the job has completed. */
function artifacts({ name, request, history }: TrainingJob): DescribeTrainingJobResponse['ModelArtifacts'] {
  if (history.current.status !== 'Completed') return undefined;
  const path = (request.OutputDataConfig?.S3OutputPath ?? '').replace(/\/+$/, '');
  return { S3ModelArtifacts: `${path}/${name}/output/model.tar.gz` };
}

/** The time on instances in whole seconds, once it has ended; nothing for a job that never came to its instances. */
function times({ instanceTimes, endedAt, request }: TrainingJob) {
  if (instanceTimes.length === 0 || endedAt === undefined) return {};
  const seconds = Math.round(timeOnInstances(instanceTimes, endedAt) / 1000);
  const billable = billableTime(seconds, request.EnableManagedSpotTraining === true);
  return { TrainingTimeInSeconds: seconds, BillableTimeInSeconds: billable };
}

/** One value for each metric that the job defines, and for the objective of its tuning job. */
function finalMetrics({ request, child, history, endedAt }: TrainingJob) {
  if (history.current.status !== 'Completed') return undefined;
  const defined = request.AlgorithmSpecification?.MetricDefinitions?.map(({ Name }) => Name) ?? [];
  const names = new Set([...defined, child?.definition.objective?.MetricName].filter((name) => name !== undefined));
  if (names.size === 0) return undefined;
  return [...names].map((MetricName) => ({
    MetricName,
    Value: modelledMetric(MetricName, request.HyperParameters),
    Timestamp: dateOf(endedAt),
  }));
}
