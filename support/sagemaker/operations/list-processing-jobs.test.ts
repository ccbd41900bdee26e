import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateProcessingJobCommand,
  ListProcessingJobsCommand,
  type ListProcessingJobsRequest,
  paginateListProcessingJobs,
  StopProcessingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { EPOCH, processing, refused, type TestStub, testStub } from '../testing/stub.ts';

const at = (seconds: number) => new Date(EPOCH + seconds * 1000);

/** `b1` at 0, `a2` at 10 and `b3` at 20 seconds, of which `a2` is stopping since 30. */
async function threeJobs(): Promise<TestStub> {
  const stub = testStub();
  for (const name of ['b1', 'a2', 'b3']) {
    await stub.client.send(new CreateProcessingJobCommand(processing(name)));
    await stub.clock.advance(10);
  }
  await stub.client.send(new StopProcessingJobCommand({ ProcessingJobName: 'a2' }));
  return stub;
}

async function names(stub: TestStub, request: ListProcessingJobsRequest = {}): Promise<string> {
  const { ProcessingJobSummaries = [] } = await stub.client.send(new ListProcessingJobsCommand(request));
  return ProcessingJobSummaries.map(({ ProcessingJobName }) => ProcessingJobName).join(' ');
}

test('what a list shows of a processing job', async () => {
  await using stub = testStub();
  const Environment = { TRAIN_ENCRYPT_EXIT_MESSAGE: 'all well' };
  await stub.client.send(new CreateProcessingJobCommand(processing('Clean', { Environment })));
  await stub.clock.advance(3600);
  const { ProcessingJobSummaries } = await stub.client.send(new ListProcessingJobsCommand());
  assert.deepEqual(ProcessingJobSummaries, [
    {
      ProcessingJobName: 'Clean',
      ProcessingJobArn: 'arn:aws:sagemaker:eu-central-1:123456789012:processing-job/clean',
      CreationTime: at(0),
      ProcessingEndTime: at(405),
      LastModifiedTime: at(405),
      ProcessingJobStatus: 'Completed',
      ExitMessage: 'all well',
    },
  ]);
});

const cases: readonly [string, ListProcessingJobsRequest, string][] = [
  ['everything, by creation', {}, 'b1 a2 b3'],
  ['by creation, backwards', { SortOrder: 'Descending' }, 'b3 a2 b1'],
  ['by name', { SortBy: 'Name' }, 'a2 b1 b3'],
  ['by status', { SortBy: 'Status', SortOrder: 'Descending' }, 'a2 b3 b1'],
  ['whose name contains', { NameContains: 'b' }, 'b1 b3'],
  ['of a status', { StatusEquals: 'Stopping' }, 'a2'],
  ['created after', { CreationTimeAfter: at(10) }, 'b3'],
  ['created before', { CreationTimeBefore: at(10) }, 'b1'],
  ['modified after', { LastModifiedTimeAfter: at(29) }, 'a2'],
  ['modified before', { LastModifiedTimeBefore: at(30) }, 'b1 b3'],
  ['at most so many', { MaxResults: 2 }, 'b1 a2'],
];

for (const [what, request, expected] of cases) {
  test(`lists ${what}`, async () => {
    await using stub = await threeJobs();
    assert.equal(await names(stub, request), expected);
  });
}

test('every processing job comes once, whatever is created and ends meanwhile', async () => {
  await using stub = testStub();
  for (let index = 0; index < 9; index += 1) {
    await stub.client.send(new CreateProcessingJobCommand(processing(`job-${index}`)));
  }
  const seen: (string | undefined)[] = [];
  for await (const page of paginateListProcessingJobs({ client: stub.client, pageSize: 2 }, { SortBy: 'Status' })) {
    seen.push(...(page.ProcessingJobSummaries ?? []).map(({ ProcessingJobName }) => ProcessingJobName));
    await stub.client.send(new CreateProcessingJobCommand(processing(`a-${seen.length}`)));
    await stub.clock.advance(200);
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 9 }, (_, index) => `job-${index}`),
  );
});

test('a token that is none of this list is refused', async () => {
  await using stub = await threeJobs();
  await refused(names(stub, { NextToken: 'abc' }), 'ValidationException', /^train-encrypt: NextToken/);
});
