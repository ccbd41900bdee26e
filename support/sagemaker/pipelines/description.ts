import type {
  DescribePipelineExecutionResponse,
  DescribePipelineResponse,
  PipelineExecutionStep,
  PipelineExecutionStepMetadata,
  PipelineExecutionSummary,
  PipelineSummary,
} from '@aws-sdk/client-sagemaker';
import type { Pipeline, PipelineExecution, StepRun } from './records.ts';

const dateOf = (at: number | undefined) => (at === undefined ? undefined : new Date(at));

export function describePipeline({ name, arn, createdAt, history, lastRunAt }: Pipeline): DescribePipelineResponse {
  const { request, modifiedAt } = history.current;
  return {
    PipelineArn: arn,
    PipelineName: name,
    PipelineDisplayName: request.PipelineDisplayName ?? name,
    PipelineDefinition: request.PipelineDefinition,
    PipelineDescription: request.PipelineDescription,
    RoleArn: request.RoleArn,
    PipelineStatus: 'Active',
    CreationTime: new Date(createdAt),
    LastModifiedTime: new Date(modifiedAt),
    LastRunTime: dateOf(lastRunAt),
    ParallelismConfiguration: request.ParallelismConfiguration,
  };
}

export function pipelineSummary(pipeline: Pipeline): PipelineSummary {
  const {
    PipelineStatus: _,
    LastRunTime,
    PipelineDefinition: __,
    ParallelismConfiguration: ___,
    ...summary
  } = describePipeline(pipeline);
  return { ...summary, LastExecutionTime: LastRunTime };
}

export function describePipelineExecution(execution: PipelineExecution): DescribePipelineExecutionResponse {
  const { request, pipeline, history, arn, createdAt, failureReason } = execution;
  const { status, modifiedAt } = history.current;
  return {
    PipelineArn: pipeline.arn,
    PipelineExecutionArn: arn,
    PipelineExecutionDisplayName: request.PipelineExecutionDisplayName ?? `execution-${createdAt}`,
    PipelineExecutionStatus: status as PipelineExecutionSummary['PipelineExecutionStatus'],
    PipelineExecutionDescription: request.PipelineExecutionDescription,
    FailureReason: failureReason,
    CreationTime: new Date(createdAt),
    LastModifiedTime: new Date(modifiedAt),
    ParallelismConfiguration:
      request.ParallelismConfiguration ?? pipeline.history.current.request.ParallelismConfiguration,
  };
}

export function executionSummary(execution: PipelineExecution): PipelineExecutionSummary {
  const described = describePipelineExecution(execution);
  return {
    PipelineExecutionArn: described.PipelineExecutionArn,
    StartTime: described.CreationTime,
    PipelineExecutionStatus: described.PipelineExecutionStatus,
    PipelineExecutionDescription: described.PipelineExecutionDescription,
    PipelineExecutionDisplayName: described.PipelineExecutionDisplayName,
    PipelineExecutionFailureReason: described.FailureReason,
  };
}

/** What is to be said of a step beside its status stands where clients look for its description. */
export function describeStep({
  step,
  startedAt,
  endedAt,
  status,
  failureReason,
  remark,
  metadata,
}: StepRun): PipelineExecutionStep {
  const { DisplayName, Description } = step;
  const text = (value: unknown) => (typeof value === 'string' ? [value] : []);
  const description = [...text(Description), ...(remark === undefined ? [] : [`train-encrypt: ${remark}`])].join(' ');
  return {
    StepName: step.Name,
    StepDisplayName: text(DisplayName)[0],
    StepDescription: description === '' ? undefined : description,
    StartTime: new Date(startedAt),
    EndTime: dateOf(endedAt),
    StepStatus: status,
    FailureReason: failureReason,
    Metadata: metadata as PipelineExecutionStepMetadata,
    AttemptCount: 1,
  };
}
