import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  DeleteTrainingJobCommand,
  ListTrainingJobsCommand,
  type ListTrainingJobsRequest,
  paginateListTrainingJobs,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { EPOCH, refused, type TestStub, testStub, training } from '../testing/stub.ts';

const at = (seconds: number) => new Date(EPOCH + seconds * 1000);

/** `a1` at 0, `b2` at 10 and `a3` at 20 seconds, of which `b2` is stopping since 30. */
async function threeJobs(): Promise<TestStub> {
  const stub = testStub();
  for (const name of ['a1', 'b2', 'a3']) {
    await stub.client.send(new CreateTrainingJobCommand(training(name)));
    await stub.clock.advance(10);
  }
  await stub.client.send(new StopTrainingJobCommand({ TrainingJobName: 'b2' }));
  return stub;
}

async function names(stub: TestStub, request: ListTrainingJobsRequest = {}): Promise<string> {
  const { TrainingJobSummaries = [] } = await stub.client.send(new ListTrainingJobsCommand(request));
  return TrainingJobSummaries.map(({ TrainingJobName }) => TrainingJobName).join(' ');
}

test('what a list shows of a job', async () => {
  await using stub = await threeJobs();
  await stub.clock.advance(3600);
  const { TrainingJobSummaries } = await stub.client.send(new ListTrainingJobsCommand({ NameContains: 'b' }));
  assert.deepEqual(TrainingJobSummaries, [
    {
      TrainingJobName: 'b2',
      TrainingJobArn: 'arn:aws:sagemaker:eu-central-1:123456789012:training-job/b2',
      CreationTime: at(10),
      LastModifiedTime: at(150),
      TrainingEndTime: at(150),
      TrainingJobStatus: 'Stopped',
      SecondaryStatus: 'Stopped',
    },
  ]);
});

test('an account without jobs has an empty list', async () => {
  await using stub = testStub();
  assert.equal(await names(stub), '');
});

const cases: readonly [string, ListTrainingJobsRequest, string][] = [
  ['everything, the oldest first', {}, 'a1 b2 a3'],
  ['by name', { SortBy: 'Name' }, 'a1 a3 b2'],
  ['by name, backwards', { SortBy: 'Name', SortOrder: 'Descending' }, 'b2 a3 a1'],
  ['by creation, backwards', { SortBy: 'CreationTime', SortOrder: 'Descending' }, 'a3 b2 a1'],
  ['by status', { SortBy: 'Status', SortOrder: 'Descending' }, 'b2 a3 a1'],
  ['whose name contains', { NameContains: 'a' }, 'a1 a3'],
  ['of a status', { StatusEquals: 'Stopping' }, 'b2'],
  ['of a status that none has', { StatusEquals: 'Failed' }, ''],
  ['created after', { CreationTimeAfter: at(10) }, 'a3'],
  ['created before', { CreationTimeBefore: at(10) }, 'a1'],
  ['created between', { CreationTimeAfter: at(5), CreationTimeBefore: at(15) }, 'b2'],
  ['modified after', { LastModifiedTimeAfter: at(29) }, 'b2'],
  ['modified before', { LastModifiedTimeBefore: at(30) }, 'a1 a3'],
  ['several filters at once', { NameContains: 'a', CreationTimeAfter: at(1) }, 'a3'],
  ['of a warm pool, which none has', { WarmPoolStatusEquals: 'Available' }, ''],
  ['at most so many', { MaxResults: 2 }, 'a1 b2'],
];

for (const [what, request, expected] of cases) {
  test(`lists ${what}`, async () => {
    await using stub = await threeJobs();
    assert.equal(await names(stub, request), expected);
  });
}

test('of a training plan', async () => {
  await using stub = testStub();
  const TrainingPlanArn = 'arn:aws:sagemaker:eu-central-1:123456789012:training-plan/plan';
  const ResourceConfig = {
    InstanceType: 'ml.p5.48xlarge' as const,
    InstanceCount: 2,
    VolumeSizeInGB: 30,
    TrainingPlanArn,
  };
  await stub.client.send(new CreateTrainingJobCommand(training('with', { ResourceConfig })));
  await stub.client.send(new CreateTrainingJobCommand(training('without')));
  assert.equal(await names(stub, { TrainingPlanArnEquals: TrainingPlanArn }), 'with');
});

test('every job comes once, whatever is created, stopped and turned meanwhile', async () => {
  await using stub = testStub();
  for (let index = 0; index < 25; index += 1) {
    await stub.client.send(new CreateTrainingJobCommand(training(`job-${index}`)));
  }
  for (const SortBy of ['Name', 'CreationTime', 'Status'] as const) {
    const before = (await names(stub, { SortBy, MaxResults: 100 })).split(' ');
    const seen: (string | undefined)[] = [];
    let round = 0;
    for await (const page of paginateListTrainingJobs({ client: stub.client, pageSize: 4 }, { SortBy })) {
      seen.push(...(page.TrainingJobSummaries ?? []).map(({ TrainingJobName }) => TrainingJobName));
      const name = `a-${SortBy}-${round}`;
      const stopped = { TrainingJobName: `job-${round}` };
      await Promise.all([
        stub.client.send(new CreateTrainingJobCommand(training(name))),
        stub.client.send(new StopTrainingJobCommand(stopped)).catch(() => undefined),
        stub.clock.advance(7),
      ]);
      round += 1;
    }
    assert.deepEqual(seen, before);
    assert.ok(round > 5);
  }
});

test('a job that is deleted meanwhile takes no other with it', async () => {
  await using stub = testStub();
  for (const name of ['a', 'b', 'c', 'd']) await stub.client.send(new CreateTrainingJobCommand(training(name)));
  await stub.clock.advance(86_400);
  const first = await stub.client.send(new ListTrainingJobsCommand({ SortBy: 'Name', MaxResults: 2 }));
  await stub.client.send(new DeleteTrainingJobCommand({ TrainingJobName: 'b' }));
  assert.equal(await names(stub, { SortBy: 'Name', NextToken: first.NextToken }), 'c d');
});

test('a token that is none of this list is refused', async () => {
  await using stub = await threeJobs();
  const text = 'train-encrypt: NextToken is not one that this list gave out for the same filters and order.';
  await refused(names(stub, { NextToken: 'abc' }), 'ValidationException', text);
  const { NextToken } = await stub.client.send(new ListTrainingJobsCommand({ MaxResults: 1 }));
  await refused(names(stub, { NextToken, SortBy: 'Name' }), 'ValidationException', text);
  assert.equal(await names(stub, { NextToken, MaxResults: 5 }), 'b2 a3');
});
