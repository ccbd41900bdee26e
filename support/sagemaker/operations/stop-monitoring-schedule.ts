import { StopMonitoringSchedule$, type StopMonitoringScheduleRequest } from '@aws-sdk/client-sagemaker';
import { settledSchedule } from '../monitoring/lookup.ts';
import type { Operation } from '../operation.ts';

/** Nothing happens to one that is Stopped already: what the service says then is not known. */
export const stopMonitoringSchedule: Operation<StopMonitoringScheduleRequest, Record<never, never>> = {
  schema: StopMonitoringSchedule$,
  async handle({ MonitoringScheduleName }, context) {
    const { state } = context;
    const schedule = await settledSchedule(context, MonitoringScheduleName);
    if (schedule.history.current.status !== 'Stopped') state.lives.stopSchedule(schedule);
    return {};
  },
};
