/**
 * The processing jobs in which a training job's debugger and profiler rules are evaluated. The service launches them:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/debugger-createtrainingjob-api.html.
 */

import type {
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  DebugRuleConfiguration,
  DebugRuleEvaluationStatus,
  ProfilerRuleConfiguration,
  RuleEvaluationStatus,
} from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { invalid } from '../errors/own-errors.ts';
import { DURATIONS } from '../life/durations.ts';
import { shortHash } from '../model/chance.ts';
import { startProcessingJob } from '../processing/processing-job.ts';
import { workloadOfProcessing } from '../processing/workload.ts';
import type { ProcessingJob } from '../records/processing.ts';
import type { RuleJob, TrainingJob } from '../records/training.ts';

type Configuration = DebugRuleConfiguration | ProfilerRuleConfiguration;
/** What a built-in rule runs on when its configuration does not say so. Ours: the service chooses. */
const DEFAULTS = { InstanceType: 'ml.m5.large', VolumeSizeInGB: 10 } as const;

/** Where a rule's output stays in the container. Documented. */
const LOCAL_PATH = '/opt/ml/processing/output/rule/';

/** @throws ServiceError ValidationException, in our words, for rules of one name, or a bad variable of a rule. */
export function checkRules(request: CreateTrainingJobRequest): void {
  for (const member of ['DebugRuleConfigurations', 'ProfilerRuleConfigurations'] as const) {
    const names = new Set<string | undefined>();
    for (const configuration of request[member] ?? []) {
      const name = configuration.RuleConfigurationName;
      if (names.has(name)) throw invalid(`${member} has two rules of the name ${name}; give each a name of its own.`);
      names.add(name);
      workloadOfProcessing(ruleRequest(request, configuration, ''));
    }
  }
}

/** Launches a processing job for each rule of a training job. They work until the training job has ended. */
export function startRules(state: AccountState, job: TrainingJob): void {
  for (const rule of job.request.DebugRuleConfigurations ?? []) startRule(state, job, 'debug', rule);
  for (const rule of job.request.ProfilerRuleConfigurations ?? []) startRule(state, job, 'profiler', rule);
}

/** Launches profiler rules that a training job got while it trains. */
export function addProfilerRules(
  state: AccountState,
  job: TrainingJob,
  rules: readonly ProfilerRuleConfiguration[],
): void {
  const createdAt = state.clock.now();
  for (const rule of rules) startRule(state, job, 'profiler', rule, createdAt);
}

/** Tells the rules of a training job that there is nothing more to look at. */
export function finishRules(state: AccountState, job: TrainingJob): void {
  for (const rule of job.rules) {
    // One whose instance is not there yet looks at what it finds then.
    const ready = rule.job.createdAt + DURATIONS.starting * 1000;
    if (ready < state.clock.now()) state.lives.finishProcessing(rule.job);
    else state.clock.schedule(ready, () => state.lives.finishProcessing(rule.job));
  }
}

/** As the description of the training job shows the rules of one kind; `undefined` when it has none. */
export function ruleStatuses({ rules }: TrainingJob, kind: RuleJob['kind']): DebugRuleEvaluationStatus[] | undefined {
  const shown = rules.filter((rule) => rule.kind === kind);
  if (shown.length === 0) return undefined;
  return shown.map(({ name, job }) => ({
    RuleConfigurationName: name,
    RuleEvaluationJobArn: job.arn,
    RuleEvaluationStatus: STATUSES[job.history.current.status],
    LastModifiedTime: new Date(job.history.current.modifiedAt),
  }));
}

/** Nothing is evaluated here, so no rule ever finds an issue. */
const STATUSES = {
  InProgress: 'InProgress',
  Completed: 'NoIssuesFound',
  Failed: 'Error',
  Stopping: 'Stopping',
  Stopped: 'Stopped',
} as const satisfies Record<ProcessingJob['history']['current']['status'], RuleEvaluationStatus>;

function startRule(
  state: AccountState,
  job: TrainingJob,
  kind: RuleJob['kind'],
  configuration: Configuration,
  createdAt = job.createdAt,
): void {
  const rule = configuration.RuleConfigurationName ?? '';
  // Observed: the Python SDK puts the name together in this way from the training job's and the rule's.
  const name = `${job.name.slice(0, 26)}-${rule.slice(0, 26)}-${shortHash(job.arn, job.sequence, kind, rule)}`;
  const processing = startProcessingJob(state, ruleRequest(job.request, configuration, name), {
    createdAt,
    stalls: false,
    openEnded: true,
    parent: { kind: 'training-job', arn: job.arn },
  });
  job.rules.push({ kind, name: rule, job: processing });
}

/** It runs as its training job does: in its role and network, with its encryption. On one instance. */
function ruleRequest(
  training: CreateTrainingJobRequest,
  configuration: Configuration,
  ProcessingJobName: string,
): CreateProcessingJobRequest {
  const { EnableInterContainerTrafficEncryption, EnableNetworkIsolation, VpcConfig } = training;
  const output = configuration.S3OutputPath ?? training.OutputDataConfig?.S3OutputPath;
  return {
    ProcessingJobName,
    RoleArn: training.RoleArn,
    AppSpecification: { ImageUri: configuration.RuleEvaluatorImage },
    ProcessingResources: {
      ClusterConfig: {
        InstanceCount: 1,
        InstanceType: configuration.InstanceType ?? DEFAULTS.InstanceType,
        VolumeSizeInGB: configuration.VolumeSizeInGB || DEFAULTS.VolumeSizeInGB,
        VolumeKmsKeyId: training.ResourceConfig?.VolumeKmsKeyId,
      },
    },
    ProcessingOutputConfig: {
      Outputs: [
        {
          OutputName: 'rule',
          S3Output: {
            S3Uri: output,
            LocalPath: configuration.LocalPath ?? LOCAL_PATH,
            S3UploadMode: 'Continuous',
          },
        },
      ],
      KmsKeyId: training.OutputDataConfig?.KmsKeyId,
    },
    Environment: configuration.RuleParameters,
    NetworkConfig: { EnableInterContainerTrafficEncryption, EnableNetworkIsolation, VpcConfig },
  };
}
