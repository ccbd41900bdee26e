import type {
  ExecutionStatus,
  MonitoringScheduleConfig,
  MonitoringType,
  ScheduleStatus,
} from '@aws-sdk/client-sagemaker';
import type { DefinitionRequests } from '../monitoring/kinds.ts';
import type { Listable, Listed } from '../store/job-listing.ts';
import type { ProcessingJob } from './processing.ts';

/** A definition of monitoring jobs. Nothing of it changes. Times are Unix milliseconds. */
export interface JobDefinition<Kind extends MonitoringType = MonitoringType>
  extends Listed<{ readonly modifiedAt: number }> {
  readonly kind: Kind;
  readonly arn: string;
  readonly request: DefinitionRequests[Kind];
  readonly createdAt: number;
}

/** What lists of schedules filter and sort by. Times here and below are Unix milliseconds. */
export interface ScheduleFace {
  readonly status: ScheduleStatus;
  readonly modifiedAt: number;
  readonly config: MonitoringScheduleConfig;
}

export interface MonitoringSchedule extends Listed<ScheduleFace> {
  readonly arn: string;
  readonly createdAt: number;
  last?: Execution;
}

/** What lists of executions filter and sort by. Times here and below are Unix milliseconds. */
export interface ExecutionFace {
  readonly status: ExecutionStatus;
  readonly modifiedAt: number;
}

/** One run of a schedule: a processing job, once it has come to that. */
export interface Execution extends Listable<ExecutionFace> {
  readonly schedule: MonitoringSchedule;
  /** The schedule's as it was then. */
  readonly config: MonitoringScheduleConfig;
  readonly endpointName: string | undefined;
  readonly scheduledAt: number;
  readonly createdAt: number;
  job?: ProcessingJob;
  /** Why there is no processing job. */
  failureReason?: string;
}
