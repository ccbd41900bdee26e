import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateDataQualityJobDefinitionCommand,
  CreateMonitoringScheduleCommand,
  ListMonitoringExecutionsCommand,
  type ListMonitoringExecutionsRequest,
  paginateListMonitoringExecutions,
} from '@aws-sdk/client-sagemaker';
import { dataQuality, EPOCH, refused, schedule, type TestStub, testStub } from '../testing/stub.ts';

/** Of an hour of the first day, UTC. */
const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 0, 2, hour, minute));

/**
 * `every` runs at 4, 5 and 6 o'clock, `named` at 5 by the definition `quality` of another endpoint. It is one minute
 * past six: those of four and five o'clock have completed, that of six is in progress.
 */
async function fourExecutions(): Promise<TestStub> {
  const stub = testStub();
  const EndpointInput = { EndpointName: 'other', LocalPath: '/opt/ml/processing/input' };
  const definition = dataQuality('quality', { DataQualityJobInput: { EndpointInput } });
  await stub.client.send(new CreateDataQualityJobDefinitionCommand(definition));
  const named = {
    MonitoringScheduleName: 'named',
    MonitoringScheduleConfig: {
      ScheduleConfig: { ScheduleExpression: 'cron(0 5 ? * * *)' },
      MonitoringJobDefinitionName: 'quality',
      MonitoringType: 'DataQuality',
    },
  } as const;
  for (const request of [schedule('every'), named])
    await stub.client.send(new CreateMonitoringScheduleCommand(request));
  await stub.clock.advance((at(6, 1).getTime() - EPOCH) / 1000);
  return stub;
}

/** `every 6`: the schedule and the hour. */
async function found(stub: TestStub, request: ListMonitoringExecutionsRequest = {}): Promise<string> {
  const { MonitoringExecutionSummaries = [] } = await stub.client.send(new ListMonitoringExecutionsCommand(request));
  return MonitoringExecutionSummaries.map(
    (one) => `${one.MonitoringScheduleName} ${one.ScheduledTime?.getUTCHours()}`,
  ).join(', ');
}

test('what a list shows of an execution', async () => {
  await using stub = await fourExecutions();
  const { MonitoringExecutionSummaries: [execution] = [] } = await stub.client.send(
    new ListMonitoringExecutionsCommand({ MonitoringScheduleName: 'named' }),
  );
  const { ProcessingJobArn, ...rest } = execution ?? {};
  assert.match(
    ProcessingJobArn ?? '',
    /^arn:aws:sagemaker:eu-central-1:123456789012:processing-job\/model-monitoring-202601020500-[0-9a-f]{8}$/,
  );
  assert.deepEqual(rest, {
    MonitoringScheduleName: 'named',
    ScheduledTime: at(5),
    CreationTime: at(5),
    LastModifiedTime: new Date(at(5).getTime() + 405_000),
    MonitoringExecutionStatus: 'Completed',
    EndpointName: 'other',
    MonitoringJobDefinitionName: 'quality',
    MonitoringType: 'DataQuality',
  });
});

const cases: readonly [string, ListMonitoringExecutionsRequest, string][] = [
  ['of a schedule, the newest first', { MonitoringScheduleName: 'every' }, 'every 6, every 5, every 4'],
  ['the oldest first', { SortOrder: 'Ascending', MonitoringScheduleName: 'every' }, 'every 4, every 5, every 6'],
  ['by the time scheduled', { SortBy: 'ScheduledTime', SortOrder: 'Ascending', MaxResults: 1 }, 'every 4'],
  ['by status', { SortBy: 'Status', MaxResults: 1 }, 'every 6'],
  ['of a status', { StatusEquals: 'InProgress' }, 'every 6'],
  ['of an endpoint', { EndpointName: 'other' }, 'named 5'],
  ['of a definition', { MonitoringJobDefinitionName: 'quality' }, 'named 5'],
  ['of a type', { MonitoringTypeEquals: 'DataQuality' }, 'named 5'],
  ['scheduled after', { ScheduledTimeAfter: at(5) }, 'every 6'],
  ['scheduled before', { ScheduledTimeBefore: at(5) }, 'every 4'],
  ['created after', { CreationTimeAfter: at(5) }, 'every 6'],
  ['created before', { CreationTimeBefore: at(5) }, 'every 4'],
  ['modified after', { LastModifiedTimeAfter: at(5, 30) }, 'every 6'],
  ['modified before', { LastModifiedTimeBefore: at(5) }, 'every 4'],
];

for (const [what, request, expected] of cases) {
  test(`lists executions ${what}`, async () => {
    await using stub = await fourExecutions();
    assert.equal(await found(stub, request), expected);
  });
}

test('every execution comes once, whatever runs and ends meanwhile', async () => {
  await using stub = await fourExecutions();
  const seen: string[] = [];
  const config = { client: stub.client, pageSize: 1 };
  for await (const page of paginateListMonitoringExecutions(config, { SortBy: 'Status' })) {
    const summaries = page.MonitoringExecutionSummaries ?? [];
    seen.push(...summaries.map((one) => `${one.MonitoringScheduleName} ${one.ScheduledTime?.getUTCHours()}`));
    await stub.clock.advance(3600);
  }
  assert.equal(seen[0], 'every 6');
  assert.deepEqual(seen.toSorted(), ['every 4', 'every 5', 'every 6', 'named 5']);
});

test('a token that is none of this list is refused', async () => {
  await using stub = await fourExecutions();
  await refused(found(stub, { NextToken: 'abc' }), 'ValidationException', /^train-encrypt: NextToken/);
});
