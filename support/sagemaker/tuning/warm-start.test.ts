import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateHyperParameterTuningJobCommand,
  type CreateHyperParameterTuningJobRequest,
  DescribeHyperParameterTuningJobCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
} from '@aws-sdk/client-sagemaker';
import { definition, refused, type TestStub, testStub, tuning } from '../testing/stub.ts';

type Config = NonNullable<CreateHyperParameterTuningJobRequest['HyperParameterTuningJobConfig']>;

const create = (stub: TestStub, name: string, changes: Partial<CreateHyperParameterTuningJobRequest> = {}) =>
  stub.client.send(new CreateHyperParameterTuningJobCommand(tuning(name, changes)));

const config = (changes: Partial<Config>) => ({
  HyperParameterTuningJobConfig: { ...tuning('').HyperParameterTuningJobConfig, ...changes } as Config,
});

const describe = (stub: TestStub, HyperParameterTuningJobName: string) =>
  stub.client.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));

const from = (...names: string[]): Partial<CreateHyperParameterTuningJobRequest> => ({
  WarmStartConfig: {
    WarmStartType: 'IdenticalDataAndAlgorithm',
    ParentHyperParameterTuningJobs: names.map((HyperParameterTuningJobName) => ({ HyperParameterTuningJobName })),
  },
});

async function ended(stub: TestStub, name: string, changes: Partial<CreateHyperParameterTuningJobRequest> = {}) {
  await create(stub, name, changes);
  await stub.clock.advance(86_400);
}

async function children(stub: TestStub, HyperParameterTuningJobName: string) {
  const { TrainingJobSummaries = [] } = await stub.client.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName, SortBy: 'CreationTime' }),
  );
  return TrainingJobSummaries;
}

test('the best training job overall is described, with its tuning job', async () => {
  await using stub = testStub();
  await ended(stub, 'one');
  await ended(stub, 'two', from('one'));
  await ended(stub, 'three', { ...from('one', 'two'), ...config({ RandomSeed: 99 }) });
  const all = (await Promise.all(['one', 'two', 'three'].map((name) => children(stub, name)))).flat();
  const value = (job: (typeof all)[number]) => job.FinalHyperParameterTuningJobObjectiveMetric?.Value ?? 1;
  const best = all.toSorted((a, b) => value(a) - value(b))[0];
  const { OverallBestTrainingJob, BestTrainingJob, WarmStartConfig } = await describe(stub, 'three');
  assert.equal(all.length, 12);
  assert.equal(OverallBestTrainingJob?.TrainingJobName, best?.TrainingJobName);
  assert.equal(OverallBestTrainingJob?.TuningJobName, best?.TrainingJobName?.split('-')[0]);
  assert.ok((await children(stub, 'three')).some((job) => job.TrainingJobName === BestTrainingJob?.TrainingJobName));
  assert.deepEqual(WarmStartConfig, from('one', 'two').WarmStartConfig);
});

test('only on the same data with the same algorithm', async () => {
  await using stub = testStub();
  await ended(stub, 'one');
  const { WarmStartConfig } = from('one');
  await ended(stub, 'two', {
    WarmStartConfig: { ...WarmStartConfig, WarmStartType: 'TransferLearning' } as typeof WarmStartConfig,
  });
  assert.equal((await describe(stub, 'two')).OverallBestTrainingJob, undefined);
  assert.equal((await describe(stub, 'one')).OverallBestTrainingJob, undefined);
});

test('what the parents tried is not tried again', async () => {
  await using stub = testStub();
  await ended(stub, 'one');
  await ended(stub, 'two', from('one'));
  await ended(stub, 'cold');
  const rates = async (name: string) => (await children(stub, name)).map((job) => job.TunedHyperParameters?.rate);
  const [one, two] = [await rates('one'), await rates('two')];
  assert.equal(new Set([...one, ...two]).size, 8);
  assert.deepEqual(await rates('cold'), one, 'without a warm start the same seed tries the same');
});

test('a parent exists, and has ended', async () => {
  await using stub = testStub();
  await refused(
    create(stub, 'two', from('one')),
    'ValidationException',
    'train-encrypt: WarmStartConfig names the tuning job one, which cannot be a parent: there is no such tuning job.',
  );
  await create(stub, 'one');
  await refused(
    create(stub, 'two', from('one')),
    'ValidationException',
    /it is in status InProgress, and must have ended/,
  );
  await refused(describe(stub, 'two'), 'ResourceNotFound', /two/);
  await stub.clock.advance(86_400);
  await create(stub, 'two', from('one'));
});

test('a parent tunes the same', async () => {
  await using stub = testStub();
  await ended(stub, 'one');
  const bad = (changes: Partial<CreateHyperParameterTuningJobRequest>, says: RegExp) =>
    refused(create(stub, 'two', { ...from('one'), ...changes }), 'ValidationException', says);
  await bad(
    config({ HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'loss' } }),
    /its objective is Minimize loss, and must be Maximize loss/,
  );
  await bad(
    { TrainingJobDefinition: definition({ StaticHyperParameters: { epochs: '3', layers: '2' } }) },
    /it has 2 hyperparameters, static and tunable, and must have 3/,
  );
  await bad(
    config({ ParameterRanges: { IntegerParameterRanges: [{ Name: 'rate', MinValue: '1', MaxValue: '9' }] } }),
    /its hyperparameter rate is continuous, and must be integer/,
  );
  await create(stub, 'other-range', {
    ...from('one'),
    ...config({ ParameterRanges: { ContinuousParameterRanges: [{ Name: 'rate', MinValue: '0.3', MaxValue: '0.4' }] } }),
  });
  await create(stub, 'tunable-to-static', {
    ...from('one'),
    ...config({ ParameterRanges: { ContinuousParameterRanges: [{ Name: 'epochs', MinValue: '1', MaxValue: '9' }] } }),
    TrainingJobDefinition: definition({ StaticHyperParameters: { rate: '0.5' } }),
  });
});
