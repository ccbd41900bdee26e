import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateHyperParameterTuningJobCommand,
  ListHyperParameterTuningJobsCommand,
  type ListHyperParameterTuningJobsRequest,
  paginateListHyperParameterTuningJobs,
  StopHyperParameterTuningJobCommand,
} from '@aws-sdk/client-sagemaker';
import { EPOCH, refused, type TestStub, testStub, tuning } from '../testing/stub.ts';

const at = (seconds: number) => new Date(EPOCH + seconds * 1000);

/** `a1` at 0, `b2` at 10 and `a3` at 20 seconds, of which `b2` is stopping since 30. */
async function threeJobs(): Promise<TestStub> {
  const stub = testStub();
  for (const name of ['a1', 'b2', 'a3']) {
    await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning(name)));
    await stub.clock.advance(10);
  }
  await stub.client.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName: 'b2' }));
  return stub;
}

async function names(stub: TestStub, request: ListHyperParameterTuningJobsRequest = {}): Promise<string> {
  const { HyperParameterTuningJobSummaries = [] } = await stub.client.send(
    new ListHyperParameterTuningJobsCommand(request),
  );
  return HyperParameterTuningJobSummaries.map(({ HyperParameterTuningJobName }) => HyperParameterTuningJobName).join(
    ' ',
  );
}

test('what a list shows of a tuning job', async () => {
  await using stub = await threeJobs();
  await stub.clock.advance(3600);
  const { HyperParameterTuningJobSummaries } = await stub.client.send(
    new ListHyperParameterTuningJobsCommand({ NameContains: 'b' }),
  );
  assert.deepEqual(HyperParameterTuningJobSummaries, [
    {
      HyperParameterTuningJobName: 'b2',
      HyperParameterTuningJobArn: 'arn:aws:sagemaker:eu-central-1:123456789012:hyper-parameter-tuning-job/b2',
      HyperParameterTuningJobStatus: 'Stopped',
      Strategy: 'Random',
      CreationTime: at(10),
      HyperParameterTuningEndTime: at(150),
      LastModifiedTime: at(150),
      TrainingJobStatusCounters: { Completed: 0, InProgress: 0, RetryableError: 0, NonRetryableError: 0, Stopped: 2 },
      ObjectiveStatusCounters: { Succeeded: 0, Pending: 0, Failed: 2 },
      ResourceLimits: { MaxNumberOfTrainingJobs: 4, MaxParallelTrainingJobs: 2 },
    },
  ]);
});

const cases: readonly [string, ListHyperParameterTuningJobsRequest, string][] = [
  ['everything, by name', {}, 'a1 a3 b2'],
  ['by name, backwards', { SortOrder: 'Descending' }, 'b2 a3 a1'],
  ['by creation', { SortBy: 'CreationTime' }, 'a1 b2 a3'],
  ['by status', { SortBy: 'Status', SortOrder: 'Descending' }, 'b2 a3 a1'],
  ['whose name contains', { NameContains: 'a' }, 'a1 a3'],
  ['of a status', { StatusEquals: 'Stopping' }, 'b2'],
  ['created after', { CreationTimeAfter: at(10) }, 'a3'],
  ['created before', { CreationTimeBefore: at(10) }, 'a1'],
  ['modified after', { LastModifiedTimeAfter: at(29) }, 'b2'],
  ['modified before', { LastModifiedTimeBefore: at(30) }, 'a1 a3'],
  ['at most so many', { MaxResults: 2 }, 'a1 a3'],
];

for (const [what, request, expected] of cases) {
  test(`lists ${what}`, async () => {
    await using stub = await threeJobs();
    assert.equal(await names(stub, request), expected);
  });
}

test('every tuning job comes once, whatever is created and ends meanwhile', async () => {
  await using stub = testStub();
  for (let index = 0; index < 9; index += 1) {
    await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning(`job-${index}`)));
  }
  const before = (await names(stub, { SortBy: 'Status', MaxResults: 100 })).split(' ');
  const seen: (string | undefined)[] = [];
  const config = { client: stub.client, pageSize: 2 };
  for await (const page of paginateListHyperParameterTuningJobs(config, { SortBy: 'Status' })) {
    const summaries = page.HyperParameterTuningJobSummaries ?? [];
    seen.push(...summaries.map(({ HyperParameterTuningJobName }) => HyperParameterTuningJobName));
    await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning(`a-${seen.length}`)));
    await stub.clock.advance(900);
  }
  assert.deepEqual(seen, before);
});

test('a token that is none of this list is refused', async () => {
  await using stub = await threeJobs();
  await refused(names(stub, { NextToken: 'abc' }), 'ValidationException', /^train-encrypt: NextToken/);
});
