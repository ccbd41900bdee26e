import { StartMonitoringSchedule$, type StartMonitoringScheduleRequest } from '@aws-sdk/client-sagemaker';
import { settledSchedule } from '../monitoring/lookup.ts';
import type { Operation } from '../operation.ts';

/** Nothing happens to one that is Scheduled already: what the service says then is not known. */
export const startMonitoringSchedule: Operation<StartMonitoringScheduleRequest, Record<never, never>> = {
  schema: StartMonitoringSchedule$,
  async handle({ MonitoringScheduleName }, context) {
    const { state } = context;
    const schedule = await settledSchedule(context, MonitoringScheduleName);
    if (schedule.history.current.status !== 'Scheduled') state.lives.startSchedule(schedule);
    return {};
  },
};
