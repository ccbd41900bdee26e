import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateHyperParameterTuningJobCommand,
  CreateTrainingJobCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  type ListTrainingJobsForHyperParameterTuningJobRequest,
  paginateListTrainingJobsForHyperParameterTuningJob,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { EPOCH, refused, type TestStub, testStub, training, tuning } from '../testing/stub.ts';

type Request = Omit<ListTrainingJobsForHyperParameterTuningJobRequest, 'HyperParameterTuningJobName'>;

const JOB = { HyperParameterTuningJobName: 'tune' };

async function list(stub: TestStub, request: Request = {}) {
  const { TrainingJobSummaries = [] } = await stub.client.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({ ...JOB, ...request }),
  );
  return TrainingJobSummaries;
}

/** The numbers of the training jobs, in the order listed. */
async function numbers(stub: TestStub, request: Request = {}): Promise<string> {
  return (await list(stub, request)).map(({ TrainingJobName = '' }) => TrainingJobName.split('-')[1]).join(' ');
}

/** Four training jobs: 001 was stopped, 002 has completed, 003 and 004 run. A training job beside them. */
async function fourJobs(): Promise<TestStub> {
  const stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('alone')));
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  const [first] = await list(stub);
  await stub.client.send(new StopTrainingJobCommand({ TrainingJobName: first?.TrainingJobName }));
  await stub.clock.advance(930);
  return stub;
}

test('what a list shows of a training job', async () => {
  await using stub = await fourJobs();
  const [stopped, completed, running] = await list(stub);
  assert.deepEqual(
    [stopped?.TrainingJobStatus, stopped?.ObjectiveStatus, stopped?.FinalHyperParameterTuningJobObjectiveMetric],
    ['Stopped', 'Failed', undefined],
  );
  assert.deepEqual(
    [running?.TrainingJobStatus, running?.ObjectiveStatus, running?.TrainingEndTime],
    ['InProgress', 'Pending', undefined],
  );
  assert.ok(completed);
  const { TrainingJobName = '', FinalHyperParameterTuningJobObjectiveMetric: objective, ...rest } = completed;
  assert.deepEqual(
    { ...objective, Value: typeof objective?.Value },
    { Type: 'Minimize', MetricName: 'loss', Value: 'number' },
  );
  assert.deepEqual(rest, {
    TrainingJobArn: `arn:aws:sagemaker:eu-central-1:123456789012:training-job/${TrainingJobName}`,
    CreationTime: new Date(EPOCH),
    TrainingStartTime: new Date(EPOCH + 60_000),
    TrainingEndTime: rest.TrainingEndTime,
    TrainingJobStatus: 'Completed',
    TunedHyperParameters: rest.TunedHyperParameters,
    ObjectiveStatus: 'Succeeded',
  });
  assert.deepEqual(Object.keys(rest.TunedHyperParameters ?? {}), ['rate']);
  assert.ok((rest.TrainingEndTime?.getTime() ?? 0) > EPOCH + 60_000);
});

const cases: readonly [string, Request, string][] = [
  ['all of its own, by name', {}, '001 002 003 004'],
  ['by name, backwards', { SortOrder: 'Descending' }, '004 003 002 001'],
  ['by creation', { SortBy: 'CreationTime' }, '001 002 003 004'],
  ['by status', { SortBy: 'Status' }, '002 003 004 001'],
  ['of a status', { StatusEquals: 'InProgress' }, '003 004'],
  ['by objective, those that have none left out', { SortBy: 'FinalObjectiveMetricValue' }, '002'],
  ['at most so many', { MaxResults: 1 }, '001'],
];

for (const [what, request, expected] of cases) {
  test(`lists ${what}`, async () => {
    await using stub = await fourJobs();
    assert.equal(await numbers(stub, request), expected);
  });
}

test('by objective, in order of its value', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  await stub.clock.advance(86_400);
  const values = (await list(stub, { SortBy: 'FinalObjectiveMetricValue', SortOrder: 'Descending' })).map(
    (job) => job.FinalHyperParameterTuningJobObjectiveMetric?.Value ?? Number.NaN,
  );
  assert.equal(values.length, 4);
  assert.deepEqual(
    values,
    [...values].sort((a, b) => b - a),
  );
});

test('every training job comes once, whatever is launched and ends meanwhile', async () => {
  await using stub = testStub();
  const request = tuning('tune');
  const config = request.HyperParameterTuningJobConfig;
  assert.ok(config);
  config.ResourceLimits = { MaxNumberOfTrainingJobs: 30, MaxParallelTrainingJobs: 5 };
  await stub.client.send(new CreateHyperParameterTuningJobCommand(request));
  const before = (await numbers(stub, { SortBy: 'Status' })).split(' ');
  const seen: (string | undefined)[] = [];
  const paging = { client: stub.client, pageSize: 1 };
  for await (const page of paginateListTrainingJobsForHyperParameterTuningJob(paging, { ...JOB, SortBy: 'Status' })) {
    seen.push(...(page.TrainingJobSummaries ?? []).map(({ TrainingJobName = '' }) => TrainingJobName.split('-')[1]));
    await stub.clock.advance(1000);
  }
  assert.deepEqual(seen, before);
});

test('a tuning job that does not exist is not found', async () => {
  await using stub = testStub();
  await refused(
    list(stub),
    'ResourceNotFound',
    "Amazon SageMaker can't find a tuning job called tune. Type another name.",
  );
});
