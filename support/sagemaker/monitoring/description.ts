import type {
  DescribeMonitoringScheduleResponse,
  MonitoringExecutionSummary,
  MonitoringScheduleSummary,
} from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import type { Execution, MonitoringSchedule } from '../records/monitoring.ts';
import { endpointNameOf } from './schedule.ts';

/** A schedule as DescribeMonitoringSchedule shows it. What the request left out, `NetworkConfig` above all, is left out. */
export function describeSchedule(
  state: AccountState,
  schedule: MonitoringSchedule,
): DescribeMonitoringScheduleResponse {
  const { config } = schedule.history.current;
  return {
    ...stateOf(state, schedule),
    MonitoringScheduleConfig: config,
    LastMonitoringExecutionSummary: schedule.last && executionSummary(schedule.last),
  };
}

/** A schedule as lists show it. */
export function scheduleSummary(state: AccountState, schedule: MonitoringSchedule): MonitoringScheduleSummary {
  const { MonitoringJobDefinitionName } = schedule.history.current.config;
  return { ...stateOf(state, schedule), MonitoringJobDefinitionName };
}

function stateOf(state: AccountState, schedule: MonitoringSchedule) {
  const { status, modifiedAt, config } = schedule.history.current;
  return {
    MonitoringScheduleName: schedule.name,
    MonitoringScheduleArn: schedule.arn,
    MonitoringScheduleStatus: status,
    MonitoringType: config.MonitoringType,
    CreationTime: new Date(schedule.createdAt),
    LastModifiedTime: new Date(modifiedAt),
    EndpointName: endpointNameOf(state, config),
  };
}

export function executionSummary(execution: Execution): MonitoringExecutionSummary {
  const { status, modifiedAt } = execution.history.current;
  return {
    MonitoringScheduleName: execution.schedule.name,
    ScheduledTime: new Date(execution.scheduledAt),
    CreationTime: new Date(execution.createdAt),
    LastModifiedTime: new Date(modifiedAt),
    MonitoringExecutionStatus: status,
    ProcessingJobArn: execution.job?.arn,
    EndpointName: execution.endpointName,
    FailureReason: execution.job?.failureReason ?? execution.failureReason,
    MonitoringJobDefinitionName: execution.config.MonitoringJobDefinitionName,
    MonitoringType: execution.config.MonitoringType,
  };
}
