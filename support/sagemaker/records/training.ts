import type {
  CreateHyperParameterTuningJobRequest,
  CreateTrainingJobRequest,
  HyperParameterTrainingJobDefinition,
  HyperParameterTuningJobObjective,
  HyperParameterTuningJobStatus,
  ParameterRanges,
  ResourceConfig,
  SecondaryStatus,
  TrainingJobStatus,
} from '@aws-sdk/client-sagemaker';
import type { InstanceTime } from '../life/instance-times.ts';
import type { Workload } from '../model/time.ts';
import type { Listed } from '../store/job-listing.ts';
import type { ProcessingJob } from './processing.ts';

/** What lists of training jobs filter and sort by. Times here and below are Unix milliseconds. */
export interface TrainingFace {
  readonly status: TrainingJobStatus;
  readonly modifiedAt: number;
  readonly pool?: WarmPool;
}

export interface TrainingJob extends Listed<TrainingFace> {
  readonly arn: string;
  /** What was asked for, with its updates; for a child of a tuning job, what a request for it would have been. */
  request: CreateTrainingJobRequest;
  readonly createdAt: number;
  readonly workload: Workload;
  /** Over all instance groups. */
  readonly instances: number;
  /** Its instances cannot set up encrypted traffic, and nothing refused it. */
  readonly stalls: boolean;
  readonly child: ChildOf | undefined;
  readonly launchedBy: LaunchedBy | undefined;
  /** It reuses the instances of another job. */
  readonly warm: boolean;
  transitions: readonly Transition[];
  instanceTimes: readonly InstanceTime[];
  /** The rules that are evaluated beside it. */
  rules: readonly RuleJob[];
  /** Its instances are there, or have been. */
  launched: boolean;
  /** When it came to its instances; absent while it starts. */
  startedAt: number | undefined;
  endedAt: number | undefined;
  failureReason: string | undefined;
}

/** What a training job knows of the AutoML job that launched it. */
export interface LaunchedBy {
  readonly arn: string;
  /** The operation that asked for it. */
  readonly operation: string;
  /** Told once, when the training job has ended and holds nothing any more. */
  readonly onEnd: (job: TrainingJob, at: number) => void;
}

/** What a training job knows of the tuning job that launched it. */
export interface ChildOf {
  readonly tuning: TuningJob;
  readonly definition: TuningDefinition;
  readonly tuned: Readonly<Record<string, string>>;
}

/** One entry of the history of secondary statuses. It lasts until the next one begins, the last one until the job ends. */
export interface Transition {
  readonly status: SecondaryStatus;
  readonly startedAt: number;
  message: string;
}

/** What lists of tuning jobs filter and sort by. */
export interface TuningFace {
  readonly status: HyperParameterTuningJobStatus;
  readonly modifiedAt: number;
}

export interface TuningJob extends Listed<TuningFace> {
  readonly arn: string;
  readonly request: CreateHyperParameterTuningJobRequest;
  readonly createdAt: number;
  readonly definitions: readonly TuningDefinition[];
  /** Those whose results it begins with. */
  readonly parents: readonly TuningJob[];
  /** In the order launched. */
  readonly children: TrainingJob[];
  /** The training job with the best objective so far. */
  best?: TrainingJob;
  /** The objective that the last improvement worth the name came to; higher is better. */
  improvedTo?: number;
  /** How many training jobs have ended since. */
  sinceImprovement: number;
  /** When there was no more improvement to expect. */
  convergedAt?: number;
  endedAt?: number;
  failureReason?: string;
}

/** A definition of a tuning job's training jobs, with what the request says of it elsewhere. */
export interface TuningDefinition {
  readonly request: HyperParameterTrainingJobDefinition;
  readonly resources: ResourceConfig;
  readonly objective: HyperParameterTuningJobObjective | undefined;
  readonly ranges: ParameterRanges;
  readonly stalls: boolean;
}

/** The instances of a job as a warm pool. Times are Unix milliseconds. */
export type WarmPool = {
  /** When these instances were launched, by whichever job had them first. */
  readonly launchedAt: number;
  /** How long they are kept after the job, in seconds. */
  readonly keepAlive: number;
} & (
  | { readonly status: 'InUse' }
  | { readonly status: 'Kept'; readonly from: number }
  | { readonly status: 'Reused'; readonly from: number; readonly to: number; readonly by: string }
  | { readonly status: 'Terminated'; readonly from: number; readonly to: number }
);

/** A rule that is evaluated beside a training job. */
export interface RuleJob {
  readonly kind: 'debug' | 'profiler';
  /** Of the rule's configuration. */
  readonly name: string;
  readonly job: ProcessingJob;
}
