import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAutoMLJobCommand,
  CreateAutoMLJobV2Command,
  ListAutoMLJobsCommand,
  type ListAutoMLJobsRequest,
  paginateListAutoMLJobs,
  StopAutoMLJobCommand,
} from '@aws-sdk/client-sagemaker';
import { autoML, autoMLV2, EPOCH, refused, type TestStub, testStub } from '../testing/stub.ts';

const at = (seconds: number) => new Date(EPOCH + seconds * 1000);

/** `b1` at 0, `a2` of the second version at 10 and `b3` at 20 seconds, of which `a2` is stopping since 30. */
async function threeJobs(): Promise<TestStub> {
  const stub = testStub();
  await stub.client.send(new CreateAutoMLJobCommand(autoML('b1')));
  await stub.clock.advance(10);
  await stub.client.send(new CreateAutoMLJobV2Command(autoMLV2('a2')));
  await stub.clock.advance(10);
  await stub.client.send(new CreateAutoMLJobCommand(autoML('b3')));
  await stub.clock.advance(10);
  await stub.client.send(new StopAutoMLJobCommand({ AutoMLJobName: 'a2' }));
  return stub;
}

async function names(stub: TestStub, request: ListAutoMLJobsRequest = {}): Promise<string> {
  const { AutoMLJobSummaries = [] } = await stub.client.send(new ListAutoMLJobsCommand(request));
  return AutoMLJobSummaries.map(({ AutoMLJobName }) => AutoMLJobName).join(' ');
}

test('what a list shows of an AutoML job', async () => {
  await using stub = await threeJobs();
  await stub.clock.advance(3600);
  const { AutoMLJobSummaries } = await stub.client.send(new ListAutoMLJobsCommand({ NameContains: 'a' }));
  assert.deepEqual(AutoMLJobSummaries, [
    {
      AutoMLJobName: 'a2',
      AutoMLJobArn: 'arn:aws:sagemaker:eu-central-1:123456789012:automl-job/a2',
      AutoMLJobStatus: 'Stopped',
      AutoMLJobSecondaryStatus: 'Stopped',
      CreationTime: at(10),
      EndTime: at(150),
      LastModifiedTime: at(150),
    },
  ]);
});

const cases: readonly [string, ListAutoMLJobsRequest, string][] = [
  ['everything, by name and backwards', {}, 'b3 b1 a2'],
  ['by name', { SortOrder: 'Ascending' }, 'a2 b1 b3'],
  ['by creation', { SortBy: 'CreationTime', SortOrder: 'Ascending' }, 'b1 a2 b3'],
  ['by status', { SortBy: 'Status' }, 'a2 b3 b1'],
  ['whose name contains', { NameContains: 'b' }, 'b3 b1'],
  ['of a status', { StatusEquals: 'Stopping' }, 'a2'],
  ['created after', { CreationTimeAfter: at(10) }, 'b3'],
  ['created before', { CreationTimeBefore: at(10) }, 'b1'],
  ['modified after', { LastModifiedTimeAfter: at(29) }, 'a2'],
  ['modified before', { LastModifiedTimeBefore: at(30) }, 'b3 b1'],
  ['at most so many', { MaxResults: 1 }, 'b3'],
];

for (const [what, request, expected] of cases) {
  test(`lists ${what}`, async () => {
    await using stub = await threeJobs();
    assert.equal(await names(stub, request), expected);
  });
}

test('every AutoML job comes once, whatever is created and ends meanwhile', async () => {
  await using stub = await threeJobs();
  const seen: (string | undefined)[] = [];
  for await (const page of paginateListAutoMLJobs({ client: stub.client, pageSize: 1 }, { SortBy: 'Status' })) {
    seen.push(...(page.AutoMLJobSummaries ?? []).map(({ AutoMLJobName }) => AutoMLJobName));
    await stub.client.send(new CreateAutoMLJobCommand(autoML(`a-${seen.length}`)));
    await stub.clock.advance(900);
  }
  assert.deepEqual(seen, ['a2', 'b3', 'b1']);
});

test('a token that is none of this list is refused', async () => {
  await using stub = await threeJobs();
  await refused(names(stub, { NextToken: 'abc' }), 'ValidationException', /^train-encrypt: NextToken/);
});
