import {
  ListMonitoringSchedules$,
  type ListMonitoringSchedulesRequest,
  type ListMonitoringSchedulesResponse,
} from '@aws-sdk/client-sagemaker';
import { scheduleSummary } from '../monitoring/description.ts';
import { endpointNameOf } from '../monitoring/schedule.ts';
import type { Operation } from '../operation.ts';
import type { MonitoringSchedule, ScheduleFace } from '../records/monitoring.ts';
import { passes } from '../store/job-filters.ts';
import { pageOfRegistry } from '../store/job-listing.ts';

export const listMonitoringSchedules: Operation<ListMonitoringSchedulesRequest, ListMonitoringSchedulesResponse> = {
  schema: ListMonitoringSchedules$,
  async handle(input, { state, settle }) {
    await settle();
    const { EndpointName, StatusEquals, MonitoringJobDefinitionName, MonitoringTypeEquals, SortBy } = input;
    const { items, nextToken } = await pageOfRegistry<ScheduleFace, MonitoringSchedule>({
      jobs: state.monitoring.schedules,
      order: ORDERS[SortBy ?? 'CreationTime'],
      wanted: { ...input, status: StatusEquals },
      revision: state.revisions.current,
      // Documented, and other than for jobs: the newest comes first.
      request: { ...input, SortOrder: input.SortOrder ?? 'Descending' },
      accepts: (schedule, { status, modifiedAt, config }) =>
        passes(input, schedule, modifiedAt) &&
        (StatusEquals === undefined || status === StatusEquals) &&
        (EndpointName === undefined || endpointNameOf(state, config) === EndpointName) &&
        (MonitoringTypeEquals === undefined || config.MonitoringType === MonitoringTypeEquals) &&
        (MonitoringJobDefinitionName === undefined ||
          config.MonitoringJobDefinitionName === MonitoringJobDefinitionName),
      key: (schedule, { status }) => {
        if (SortBy === 'Name') return schedule.name;
        return SortBy === 'Status' ? status : schedule.createdAt;
      },
    });
    return {
      MonitoringScheduleSummaries: items.map((schedule) => scheduleSummary(state, schedule)),
      NextToken: nextToken,
    };
  },
};

const ORDERS = { Name: 'name', Status: 'status', CreationTime: 'created' } as const;
