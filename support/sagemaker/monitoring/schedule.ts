import type {
  CreateMonitoringScheduleRequest,
  MonitoringScheduleConfig,
  MonitoringType,
} from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { arnOf } from '../arn.ts';
import { chance } from '../model/chance.ts';
import type { JobDefinition, MonitoringSchedule } from '../records/monitoring.ts';
import { History } from '../store/history.ts';
import type { Reservation } from '../store/registry.ts';
import { readExpression, type Timetable } from './expression.ts';
import { endpointOf, type Work, workOfDefinition, workOfSchedule } from './work.ts';

/** Makes a schedule and lets it begin. Everything that could be wrong with the request was checked. */
export function beginSchedule(
  state: AccountState,
  request: CreateMonitoringScheduleRequest,
  { sequence }: Reservation,
): MonitoringSchedule {
  const name = request.MonitoringScheduleName ?? '';
  const createdAt = state.clock.now();
  const config = request.MonitoringScheduleConfig ?? {};
  const schedule: MonitoringSchedule = {
    name,
    arn: arnOf(state.caller, 'monitoring-schedule', name),
    sequence,
    createdAt,
    history: new History(state.revisions, { status: 'Pending', modifiedAt: createdAt, config }),
  };
  state.monitoring.schedules.add(schedule);
  state.tags.add(schedule.arn, request.Tags ?? []);
  state.lives.beginSchedule(schedule);
  return schedule;
}

/** Documented: without an expression it runs daily, at a time that the service picks; here by the schedule's ARN. */
export function timetableOf({ arn, history }: MonitoringSchedule): Timetable {
  const expression = history.current.config.ScheduleConfig?.ScheduleExpression;
  if (expression !== undefined) return readExpression(expression);
  return { kind: 'hours', first: Math.floor(chance(arn) * 24), every: 24 };
}

/** What the schedule's executions do; `undefined` once the definition that it names is gone. */
export function workOf(state: AccountState, config: MonitoringScheduleConfig): Work | undefined {
  if (config.MonitoringJobDefinition) return workOfSchedule(config.MonitoringJobDefinition);
  const definition = definitionNamed(state, config.MonitoringType, config.MonitoringJobDefinitionName);
  return definition && workOfDefinition(definition.kind, definition.request);
}

export function endpointNameOf(state: AccountState, config: MonitoringScheduleConfig): string | undefined {
  const work = workOf(state, config);
  return work && endpointOf(work);
}

function definitionNamed(state: AccountState, kind: MonitoringType | undefined, name = ''): JobDefinition | undefined {
  return kind && state.monitoring.definitionsOf(kind).get(name);
}
