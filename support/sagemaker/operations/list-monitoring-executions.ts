import {
  ListMonitoringExecutions$,
  type ListMonitoringExecutionsRequest,
  type ListMonitoringExecutionsResponse,
} from '@aws-sdk/client-sagemaker';
import { executionSummary } from '../monitoring/description.ts';
import type { Operation } from '../operation.ts';
import type { Execution, ExecutionFace } from '../records/monitoring.ts';
import { passes, within } from '../store/job-filters.ts';
import { pageOfJobs } from '../store/job-listing.ts';

type Request = ListMonitoringExecutionsRequest;

export const listMonitoringExecutions: Operation<Request, ListMonitoringExecutionsResponse> = {
  schema: ListMonitoringExecutions$,
  async handle(input, { state, settle }) {
    await settle();
    const { items, nextToken } = await pageOfJobs<ExecutionFace, Execution>({
      jobs: state.monitoring.executions,
      revision: state.revisions.current,
      // Documented, and other than for jobs: the newest comes first.
      request: { ...input, SortOrder: input.SortOrder ?? 'Descending' },
      accepts: (execution, face) => accepts(input, execution, face),
      key: (execution, { status }) => {
        if (input.SortBy === 'ScheduledTime') return execution.scheduledAt;
        return input.SortBy === 'Status' ? status : execution.createdAt;
      },
    });
    return { MonitoringExecutionSummaries: items.map(executionSummary), NextToken: nextToken };
  },
};

function accepts(input: Request, execution: Execution, { status, modifiedAt }: ExecutionFace): boolean {
  const { MonitoringScheduleName, EndpointName, MonitoringJobDefinitionName, MonitoringTypeEquals } = input;
  const { config } = execution;
  return (
    passes(input, execution, modifiedAt) &&
    within(execution.scheduledAt, input.ScheduledTimeAfter, input.ScheduledTimeBefore) &&
    (input.StatusEquals === undefined || status === input.StatusEquals) &&
    (MonitoringScheduleName === undefined || execution.schedule.name === MonitoringScheduleName) &&
    (EndpointName === undefined || execution.endpointName === EndpointName) &&
    (MonitoringTypeEquals === undefined || config.MonitoringType === MonitoringTypeEquals) &&
    (MonitoringJobDefinitionName === undefined || config.MonitoringJobDefinitionName === MonitoringJobDefinitionName)
  );
}
