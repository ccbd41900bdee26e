import {
  UpdateMonitoringSchedule$,
  type UpdateMonitoringScheduleRequest,
  type UpdateMonitoringScheduleResponse,
} from '@aws-sdk/client-sagemaker';
import { refusalOf } from '../errors/refusal.ts';
import { checkSchedule } from '../monitoring/cross-checks.ts';
import { scheduleFacts } from '../monitoring/facts.ts';
import { settledSchedule } from '../monitoring/lookup.ts';
import type { Operation } from '../operation.ts';

/** The new configuration takes the place of the old one as a whole. */
export const updateMonitoringSchedule: Operation<UpdateMonitoringScheduleRequest, UpdateMonitoringScheduleResponse> = {
  schema: UpdateMonitoringSchedule$,
  async handle({ MonitoringScheduleName: name, MonitoringScheduleConfig: config = {} }, context) {
    const { state } = context;
    await settledSchedule(context, name);
    checkSchedule(state, config);
    const refusal = refusalOf(await state.judge(scheduleFacts('UpdateMonitoringSchedule', name, config)), state.pageOf);
    if (refusal) throw refusal;
    const schedule = await settledSchedule(context, name);
    state.lives.updateSchedule(schedule, config);
    return { MonitoringScheduleArn: schedule.arn };
  },
};
