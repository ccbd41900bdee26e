import type { Caller } from '../../protocol/service.ts';
import { arnOf, partition } from '../arn.ts';

/** What operations are about: the last words of an operation's name, the kind in the ARN, the member with the name. */
const RESOURCES: readonly (readonly [noun: string, kind: string, member: string])[] = [
  ['HyperParameterTuningJob', 'hyper-parameter-tuning-job', 'HyperParameterTuningJobName'],
  ['TrainingJob', 'training-job', 'TrainingJobName'],
  ['ProcessingJob', 'processing-job', 'ProcessingJobName'],
  ['AutoMLJob', 'automl-job', 'AutoMLJobName'],
  ['AutoMLJobV2', 'automl-job', 'AutoMLJobName'],
  ['DataQualityJobDefinition', 'data-quality-job-definition', 'JobDefinitionName'],
  ['ModelQualityJobDefinition', 'model-quality-job-definition', 'JobDefinitionName'],
  ['ModelBiasJobDefinition', 'model-bias-job-definition', 'JobDefinitionName'],
  ['ModelExplainabilityJobDefinition', 'model-explainability-job-definition', 'JobDefinitionName'],
  ['Pipeline', 'pipeline', 'PipelineName'],
  ['StartPipelineExecution', 'pipeline', 'PipelineName'],
  ['MonitoringSchedule', 'monitoring-schedule', 'MonitoringScheduleName'],
];

/** The resource that a request is about: its ARN, or `*` for lists and searches. */
export function resourceOf(caller: Caller, operation: string, input: object): string {
  const members = input as Readonly<Record<string, unknown>>;
  for (const member of ['ResourceArn', 'PipelineExecutionArn']) {
    if (typeof members[member] === 'string') return members[member];
  }
  const [, kind, member = ''] = RESOURCES.find(([noun]) => operation.endsWith(noun)) ?? [];
  const name = members[member];
  if (kind === undefined || typeof name !== 'string') return '*';
  return arnOf(caller, kind as Parameters<typeof arnOf>[1], name);
}

/** The root user of its account, as STS says here. */
export function principalOf({ account, region }: Caller): string {
  return `arn:${partition(region)}:iam::${account}:root`;
}
