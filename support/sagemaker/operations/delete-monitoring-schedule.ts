import { DeleteMonitoringSchedule$, type DeleteMonitoringScheduleRequest } from '@aws-sdk/client-sagemaker';
import { settledSchedule } from '../monitoring/lookup.ts';
import type { Operation } from '../operation.ts';

/** Documented: stops it as well, and leaves its executions where they are. */
export const deleteMonitoringSchedule: Operation<DeleteMonitoringScheduleRequest, Record<never, never>> = {
  schema: DeleteMonitoringSchedule$,
  async handle({ MonitoringScheduleName }, context) {
    const { state } = context;
    const schedule = await settledSchedule(context, MonitoringScheduleName);
    state.lives.endSchedule(schedule);
    state.monitoring.schedules.delete(schedule);
    state.tags.forget(schedule.arn);
    return {};
  },
};
