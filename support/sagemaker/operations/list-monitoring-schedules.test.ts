import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateDataQualityJobDefinitionCommand,
  CreateMonitoringScheduleCommand,
  ListMonitoringSchedulesCommand,
  type ListMonitoringSchedulesRequest,
  paginateListMonitoringSchedules,
  StopMonitoringScheduleCommand,
} from '@aws-sdk/client-sagemaker';
import { dataQuality, EPOCH, refused, schedule, type TestStub, testStub } from '../testing/stub.ts';

const at = (seconds: number) => new Date(EPOCH + seconds * 1000);

/** `b1` at 0, `a2` by the definition `quality` of another endpoint at 20 and `b3` at 40 seconds; `a2` is pending since 60. */
async function threeSchedules(): Promise<TestStub> {
  const stub = testStub();
  const EndpointInput = { EndpointName: 'other', LocalPath: '/opt/ml/processing/input' };
  const definition = dataQuality('quality', { DataQualityJobInput: { EndpointInput } });
  await stub.client.send(new CreateDataQualityJobDefinitionCommand(definition));
  const named = {
    MonitoringScheduleName: 'a2',
    MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'quality', MonitoringType: 'DataQuality' },
  } as const;
  for (const request of [schedule('b1'), named, schedule('b3')]) {
    await stub.client.send(new CreateMonitoringScheduleCommand(request));
    await stub.clock.advance(20);
  }
  await stub.client.send(new StopMonitoringScheduleCommand({ MonitoringScheduleName: 'a2' }));
  return stub;
}

async function names(stub: TestStub, request: ListMonitoringSchedulesRequest = {}): Promise<string> {
  const { MonitoringScheduleSummaries = [] } = await stub.client.send(new ListMonitoringSchedulesCommand(request));
  return MonitoringScheduleSummaries.map((one) => one.MonitoringScheduleName).join(' ');
}

test('what a list shows of a schedule', async () => {
  await using stub = await threeSchedules();
  const { MonitoringScheduleSummaries } = await stub.client.send(
    new ListMonitoringSchedulesCommand({ NameContains: 'a' }),
  );
  assert.deepEqual(MonitoringScheduleSummaries, [
    {
      MonitoringScheduleName: 'a2',
      MonitoringScheduleArn: 'arn:aws:sagemaker:eu-central-1:123456789012:monitoring-schedule/a2',
      MonitoringScheduleStatus: 'Pending',
      MonitoringType: 'DataQuality',
      MonitoringJobDefinitionName: 'quality',
      CreationTime: at(20),
      LastModifiedTime: at(60),
      EndpointName: 'other',
    },
  ]);
});

const cases: readonly [string, ListMonitoringSchedulesRequest, string][] = [
  ['the newest first', {}, 'b3 a2 b1'],
  ['the oldest first', { SortOrder: 'Ascending' }, 'b1 a2 b3'],
  ['by name', { SortBy: 'Name', SortOrder: 'Ascending' }, 'a2 b1 b3'],
  ['by status', { SortBy: 'Status', SortOrder: 'Ascending' }, 'a2 b1 b3'],
  ['whose name contains', { NameContains: 'b' }, 'b3 b1'],
  ['of a status', { StatusEquals: 'Scheduled' }, 'b3 b1'],
  ['of an endpoint', { EndpointName: 'other' }, 'a2'],
  ['of a definition', { MonitoringJobDefinitionName: 'quality' }, 'a2'],
  ['of a type', { MonitoringTypeEquals: 'DataQuality' }, 'a2'],
  ['of another type', { MonitoringTypeEquals: 'ModelBias' }, ''],
  ['created after', { CreationTimeAfter: at(20) }, 'b3'],
  ['created before', { CreationTimeBefore: at(20) }, 'b1'],
  ['modified after', { LastModifiedTimeAfter: at(50) }, 'a2'],
  ['modified before', { LastModifiedTimeBefore: at(50) }, 'b1'],
  ['at most so many', { MaxResults: 2 }, 'b3 a2'],
];

for (const [what, request, expected] of cases) {
  test(`lists ${what}`, async () => {
    await using stub = await threeSchedules();
    assert.equal(await names(stub, request), expected);
  });
}

test('every schedule comes once, whatever is created and changes meanwhile', async () => {
  await using stub = await threeSchedules();
  const seen: (string | undefined)[] = [];
  for await (const page of paginateListMonitoringSchedules(
    { client: stub.client, pageSize: 1 },
    { SortBy: 'Status' },
  )) {
    seen.push(...(page.MonitoringScheduleSummaries ?? []).map((one) => one.MonitoringScheduleName));
    await stub.client.send(new CreateMonitoringScheduleCommand(schedule(`a-${seen.length}`)));
    await stub.clock.advance(60);
  }
  assert.deepEqual(seen, ['b3', 'b1', 'a2']);
});

test('a token that is none of this list is refused', async () => {
  await using stub = await threeSchedules();
  await refused(names(stub, { NextToken: 'abc' }), 'ValidationException', /^train-encrypt: NextToken/);
});
