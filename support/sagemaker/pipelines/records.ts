import type { CreatePipelineRequest, StartPipelineExecutionRequest } from '@aws-sdk/client-sagemaker';
import type { Execution } from '../executions/execution.ts';
import type { LaunchedJob } from '../executions/launch.ts';
import type { History } from '../store/history.ts';
import type { Listed } from '../store/job-listing.ts';
import type { PipelineDefinition, PipelineStep } from './definition.ts';

/** A pipeline. Times here and below are Unix milliseconds. */
export interface Pipeline extends Listed<PipelineFace> {
  readonly arn: string;
  readonly createdAt: number;
  readonly history: History<PipelineFace>;
  lastRunAt?: number;
}

export interface PipelineFace {
  readonly request: CreatePipelineRequest;
  /** Absent where the definition lies in S3, which nobody here reads. */
  readonly definition?: PipelineDefinition;
  readonly modifiedAt: number;
}

export type StepState = 'Executing' | 'Stopping' | 'Stopped' | 'Failed' | 'Succeeded';

/** A step that has begun. */
export interface StepRun {
  readonly step: PipelineStep;
  readonly startedAt: number;
  status: StepState;
  endedAt?: number;
  failureReason?: string;
  /** What is to be said of it beside its status. */
  remark?: string;
  readonly metadata: Record<string, unknown>;
  job?: LaunchedJob;
  /** What later steps may refer to. */
  output?: unknown;
  /** Which branch a condition took; absent while that is not known. */
  outcome?: boolean;
}

export interface PipelineExecution extends Execution {
  readonly operation: 'StartPipelineExecution';
  readonly pipeline: Pipeline;
  readonly request: StartPipelineExecutionRequest;
  /** As it was when the execution was started. */
  readonly definition: PipelineDefinition;
  readonly definitionText: string;
  readonly definedAt: number;
  readonly parameters: ReadonlyMap<string, unknown>;
  /** In the order begun. */
  readonly steps: StepRun[];
}
