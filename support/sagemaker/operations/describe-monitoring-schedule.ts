import {
  DescribeMonitoringSchedule$,
  type DescribeMonitoringScheduleRequest,
  type DescribeMonitoringScheduleResponse,
} from '@aws-sdk/client-sagemaker';
import { describeSchedule } from '../monitoring/description.ts';
import { scheduleNamed } from '../monitoring/lookup.ts';
import type { Operation } from '../operation.ts';

export const describeMonitoringSchedule: Operation<
  DescribeMonitoringScheduleRequest,
  DescribeMonitoringScheduleResponse
> = {
  schema: DescribeMonitoringSchedule$,
  async handle({ MonitoringScheduleName }, { state, settle }) {
    await settle();
    return describeSchedule(state, scheduleNamed(state, MonitoringScheduleName));
  },
};
