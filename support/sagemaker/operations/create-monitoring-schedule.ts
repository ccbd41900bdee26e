import {
  CreateMonitoringSchedule$,
  type CreateMonitoringScheduleRequest,
  type CreateMonitoringScheduleResponse,
} from '@aws-sdk/client-sagemaker';
import { arnOf } from '../arn.ts';
import { inUse } from '../errors/own-errors.ts';
import { refusalOf } from '../errors/refusal.ts';
import { checkSchedule } from '../monitoring/cross-checks.ts';
import { scheduleFacts } from '../monitoring/facts.ts';
import { beginSchedule } from '../monitoring/schedule.ts';
import type { Operation } from '../operation.ts';
import { checkTags } from '../store/tags.ts';

export const createMonitoringSchedule: Operation<CreateMonitoringScheduleRequest, CreateMonitoringScheduleResponse> = {
  schema: CreateMonitoringSchedule$,
  async handle(input, { state }) {
    const { MonitoringScheduleName: name = '', MonitoringScheduleConfig: config } = input;
    checkSchedule(state, config);
    checkTags(input.Tags);
    const reservation = state.monitoring.schedules.reserve(name);
    if (!reservation) {
      throw inUse(`there is a monitoring schedule of this name: ${arnOf(state.caller, 'monitoring-schedule', name)}`);
    }
    try {
      const refusal = refusalOf(
        await state.judge(scheduleFacts('CreateMonitoringSchedule', name, config)),
        state.pageOf,
      );
      if (refusal) throw refusal;
      return { MonitoringScheduleArn: beginSchedule(state, input, reservation).arn };
    } catch (error) {
      reservation.release();
      throw error;
    }
  },
};
