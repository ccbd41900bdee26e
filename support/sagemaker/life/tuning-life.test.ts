import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateHyperParameterTuningJobCommand,
  type CreateHyperParameterTuningJobRequest,
  DescribeHyperParameterTuningJobCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  StopHyperParameterTuningJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { ec2Error } from '../testing/fake-ec2.ts';
import { definition, EPOCH, type TestStub, testStub, tuning, VPC } from '../testing/stub.ts';
import { createInstantClock } from './instant-clock.ts';

/** A training job of this takes 205 seconds from its creation, 145 of them on its instances. */
const QUICK = {
  Environment: {
    TRAIN_ENCRYPT_STEPS: '10',
    TRAIN_ENCRYPT_COMPUTE_SECONDS: '10',
    TRAIN_ENCRYPT_MODEL_MEGABYTES: '0',
  },
};

type Config = NonNullable<CreateHyperParameterTuningJobRequest['HyperParameterTuningJobConfig']>;

async function launch(
  stub: TestStub,
  config: Partial<Config> = {},
  changes: Parameters<typeof tuning>[1] = { TrainingJobDefinition: definition(QUICK) },
): Promise<void> {
  const request = tuning('tune', changes);
  const whole = { ...request.HyperParameterTuningJobConfig, ...config } as Config;
  await stub.client.send(
    new CreateHyperParameterTuningJobCommand({ ...request, HyperParameterTuningJobConfig: whole }),
  );
}

const describe = (stub: TestStub) =>
  stub.client.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: 'tune' }));

const stop = (stub: TestStub) =>
  stub.client.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName: 'tune' }));

async function children(stub: TestStub) {
  const { TrainingJobSummaries = [] } = await stub.client.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName: 'tune', MaxResults: 100 }),
  );
  return TrainingJobSummaries;
}

const statuses = async (stub: TestStub) => (await children(stub)).map(({ TrainingJobStatus }) => TrainingJobStatus);

const limits = (MaxNumberOfTrainingJobs: number | undefined, MaxParallelTrainingJobs: number) => ({
  ResourceLimits: { MaxNumberOfTrainingJobs, MaxParallelTrainingJobs },
});

test('launches as many training jobs as it may have at once, and the next when one has ended', async () => {
  await using stub = testStub();
  await launch(stub);
  assert.deepEqual(await statuses(stub), ['InProgress', 'InProgress']);
  await stub.clock.advance(204);
  assert.deepEqual(await statuses(stub), ['InProgress', 'InProgress']);
  await stub.clock.advance(1);
  assert.deepEqual(await statuses(stub), ['Completed', 'Completed', 'InProgress', 'InProgress']);
  assert.equal((await describe(stub)).HyperParameterTuningJobStatus, 'InProgress');
  await stub.clock.advance(205);
  assert.deepEqual(await statuses(stub), ['Completed', 'Completed', 'Completed', 'Completed']);
  const tuned = await describe(stub);
  assert.equal(tuned.HyperParameterTuningJobStatus, 'Completed');
  assert.equal(tuned.HyperParameterTuningEndTime?.getTime(), EPOCH + 410_000);
  assert.equal(tuned.LastModifiedTime?.getTime(), EPOCH + 410_000);
  assert.equal(tuned.ConsumedResources?.RuntimeInSeconds, 4 * 145);
});

test('counts its training jobs, those being stopped among those in progress', async () => {
  await using stub = testStub();
  await launch(stub, limits(3, 3));
  const [first] = await children(stub);
  await stub.client.send(new StopTrainingJobCommand({ TrainingJobName: first?.TrainingJobName }));
  const counters = async () => {
    const { TrainingJobStatusCounters, ObjectiveStatusCounters } = await describe(stub);
    return { ...TrainingJobStatusCounters, ...ObjectiveStatusCounters };
  };
  const none = { RetryableError: 0, NonRetryableError: 0 };
  assert.deepEqual(await counters(), {
    ...none,
    Completed: 0,
    InProgress: 3,
    Stopped: 0,
    Succeeded: 0,
    Pending: 3,
    Failed: 0,
  });
  await stub.clock.advance(3600);
  assert.deepEqual(await counters(), {
    ...none,
    Completed: 2,
    InProgress: 0,
    Stopped: 1,
    Succeeded: 2,
    Pending: 0,
    Failed: 1,
  });
});

test('names its training jobs after itself, numbered', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.clock.advance(3600);
  const names = (await children(stub)).map(({ TrainingJobName }) => TrainingJobName);
  assert.deepEqual(
    names.map((name) => name?.replace(/[0-9a-f]{8}$/, '*')),
    ['tune-001-*', 'tune-002-*', 'tune-003-*', 'tune-004-*'],
  );
});

test('its training jobs have the flag, the network, the resources and all else from their definition', async () => {
  await using stub = testStub();
  const settings = definition({
    ...QUICK,
    VpcConfig: VPC,
    EnableInterContainerTrafficEncryption: true,
    EnableNetworkIsolation: true,
    ResourceConfig: { InstanceType: 'ml.p3.16xlarge', InstanceCount: 3, VolumeSizeInGB: 50 },
    StoppingCondition: { MaxRuntimeInSeconds: 5000 },
  });
  await launch(stub, {}, { TrainingJobDefinition: settings });
  const [first] = await children(stub);
  const job = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: first?.TrainingJobName }));
  assert.equal(job.EnableInterContainerTrafficEncryption, true);
  assert.equal(job.EnableNetworkIsolation, true);
  assert.deepEqual(job.VpcConfig, VPC);
  assert.deepEqual(job.ResourceConfig, settings.ResourceConfig);
  assert.deepEqual(job.StoppingCondition, settings.StoppingCondition);
  assert.deepEqual(job.Environment, settings.Environment);
  assert.deepEqual(job.HyperParameters, { epochs: '3', ...first?.TunedHyperParameters });
  assert.equal(job.TuningJobArn, (await describe(stub)).HyperParameterTuningJobArn);
  await stub.clock.advance(30);
  assert.equal(stub.ec2.interfaces.size, 6);
  await stub.clock.advance(3600);
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('a definition with alternatives for its resources gets the first', async () => {
  await using stub = testStub();
  const settings = definition({
    ...QUICK,
    ResourceConfig: undefined,
    HyperParameterTuningResourceConfig: {
      AllocationStrategy: 'Prioritized',
      InstanceConfigs: [
        { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 10 },
        { InstanceType: 'ml.c5.xlarge', InstanceCount: 4, VolumeSizeInGB: 20 },
      ],
    },
  });
  await launch(stub, {}, { TrainingJobDefinition: settings });
  const [first] = await children(stub);
  const job = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: first?.TrainingJobName }));
  assert.deepEqual(job.ResourceConfig, { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 10 });
  assert.equal(stub.stub.verdicts({ account: '123456789012', region: 'eu-central-1' })[0]?.job.instances, 4);
});

test('several definitions take turns, each with its own objective and ranges', async () => {
  await using stub = testStub();
  const named = (name: string, metric: string) =>
    definition({
      ...QUICK,
      DefinitionName: name,
      TuningObjective: { Type: 'Maximize', MetricName: metric },
      HyperParameterRanges: { IntegerParameterRanges: [{ Name: `${name}-depth`, MinValue: '1', MaxValue: '9' }] },
    });
  const request = {
    TrainingJobDefinition: undefined,
    TrainingJobDefinitions: [named('one', 'accuracy'), named('two', 'f1')],
  };
  await launch(stub, {}, request);
  await stub.clock.advance(3600);
  const seen = (await children(stub)).map((child) => [
    child.TrainingJobDefinitionName,
    child.FinalHyperParameterTuningJobObjectiveMetric?.MetricName,
    Object.keys(child.TunedHyperParameters ?? {}).join(),
  ]);
  const one = ['one', 'accuracy', 'one-depth'];
  const two = ['two', 'f1', 'two-depth'];
  assert.deepEqual(seen, [one, two, one, two]);
});

test('the best training job is the one with the best objective', async () => {
  for (const Type of ['Minimize', 'Maximize'] as const) {
    await using stub = testStub();
    await launch(stub, { HyperParameterTuningJobObjective: { Type, MetricName: 'loss' } });
    assert.equal((await describe(stub)).BestTrainingJob, undefined);
    await stub.clock.advance(3600);
    const values = (await children(stub)).map((job) => job.FinalHyperParameterTuningJobObjectiveMetric?.Value ?? 2);
    assert.equal(new Set(values).size, 4);
    const best = Type === 'Minimize' ? Math.min(...values) : Math.max(...values);
    const { BestTrainingJob } = await describe(stub);
    assert.equal(BestTrainingJob?.FinalHyperParameterTuningJobObjectiveMetric?.Value, best);
    assert.equal(BestTrainingJob?.ObjectiveStatus, 'Succeeded');
    const job = await stub.client.send(
      new DescribeTrainingJobCommand({ TrainingJobName: BestTrainingJob?.TrainingJobName }),
    );
    assert.deepEqual(
      job.FinalMetricDataList?.map(({ MetricName, Value }) => [MetricName, Math.round((Value ?? 0) * 1e5)]),
      [['loss', Math.round(best * 1e5)]],
    );
  }
});

test('the same seed tries the same values, another tries others', async () => {
  const tried = async (RandomSeed: number) => {
    await using stub = testStub();
    await launch(stub, { RandomSeed });
    await stub.clock.advance(3600);
    return (await children(stub)).map(({ TunedHyperParameters }) => TunedHyperParameters);
  };
  assert.deepEqual(await tried(1), await tried(1));
  assert.notDeepEqual(await tried(1), await tried(2));
});

test('stopped, it stops the training jobs that run, launches no more, and has stopped when they have', async () => {
  await using stub = testStub();
  await launch(stub, {}, { TrainingJobDefinition: definition({ ...QUICK, VpcConfig: VPC }) });
  await stub.clock.advance(100);
  await stop(stub);
  assert.equal((await describe(stub)).HyperParameterTuningJobStatus, 'Stopping');
  assert.deepEqual(await statuses(stub), ['Stopping', 'Stopping']);
  await stop(stub);
  await stub.clock.advance(119);
  assert.equal((await describe(stub)).HyperParameterTuningJobStatus, 'Stopping');
  await stub.clock.advance(1);
  const stopped = await describe(stub);
  assert.equal(stopped.HyperParameterTuningJobStatus, 'Stopped');
  assert.equal(stopped.HyperParameterTuningEndTime?.getTime(), EPOCH + 220_000);
  await stub.clock.advance(3600);
  assert.deepEqual(await statuses(stub), ['Stopped', 'Stopped']);
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('its own time limit stops it', async () => {
  await using stub = testStub();
  await launch(stub, { ResourceLimits: { ...limits(4, 1).ResourceLimits, MaxRuntimeInSeconds: 300 } });
  await stub.clock.advance(299);
  assert.deepEqual(await statuses(stub), ['Completed', 'InProgress']);
  await stub.clock.advance(1);
  assert.equal((await describe(stub)).HyperParameterTuningJobStatus, 'Stopping');
  await stub.clock.advance(120);
  assert.equal((await describe(stub)).HyperParameterTuningJobStatus, 'Stopped');
  assert.deepEqual(await statuses(stub), ['Completed', 'Stopped']);
});

test('one training job that fails is no reason to fail', async () => {
  await using stub = testStub();
  await launch(stub, {}, { TrainingJobDefinition: definition({ ...QUICK, VpcConfig: VPC }) });
  let failures = 1;
  stub.ec2.before = (operation) => {
    if (operation !== 'CreateNetworkInterface' || failures === 0) return;
    failures -= 1;
    throw ec2Error('Unavailable');
  };
  await stub.clock.advance(3600);
  const tuned = await describe(stub);
  assert.equal(tuned.HyperParameterTuningJobStatus, 'Completed');
  assert.equal(tuned.TrainingJobStatusCounters?.NonRetryableError, 1);
  assert.equal(tuned.FailureReason, undefined);
});

test('it fails when all its training jobs do', async () => {
  await using stub = testStub();
  await launch(stub, {}, { TrainingJobDefinition: definition({ ...QUICK, VpcConfig: VPC }) });
  stub.ec2.before = (operation) => {
    if (operation === 'CreateNetworkInterface') throw ec2Error('Unavailable');
  };
  await stub.clock.advance(3600);
  const tuned = await describe(stub);
  assert.equal(tuned.HyperParameterTuningJobStatus, 'Failed');
  assert.match(
    String(tuned.FailureReason),
    /^train-encrypt: every training job failed, the last because: .*Unavailable/,
  );
});

test('as observed, the training jobs of a definition that cannot set up encryption stall', async () => {
  await using stub = testStub({ rules: { mode: 'observed' } });
  stub.ec2.egress = [];
  const settings = { VpcConfig: VPC, StoppingCondition: { MaxRuntimeInSeconds: 400 } };
  await launch(stub, limits(2, 2), {
    TrainingJobDefinition: undefined,
    TrainingJobDefinitions: [
      definition({ ...QUICK, ...settings, DefinitionName: 'clear' }),
      definition({ ...QUICK, ...settings, DefinitionName: 'encrypted', EnableInterContainerTrafficEncryption: true }),
    ],
  });
  await stub.clock.advance(3600);
  assert.deepEqual(await statuses(stub), ['Completed', 'Stopped']);
});

test('a target that is reached ends it early, stopping what still runs', async () => {
  await using stub = testStub();
  await launch(stub, {
    ...limits(50, 1),
    TuningJobCompletionCriteria: { TargetObjectiveMetricValue: 1 },
  });
  await stub.clock.advance(86_400);
  assert.deepEqual(await statuses(stub), ['Completed']);
  assert.equal((await describe(stub)).HyperParameterTuningJobStatus, 'Completed');
});

test('a time limit that passes while the last training jobs stop changes nothing', async () => {
  await using stub = testStub();
  const quick = definition({ ...QUICK, DefinitionName: 'quick' });
  const slow = definition({ DefinitionName: 'slow' });
  await launch(
    stub,
    {
      ResourceLimits: { ...limits(50, 2).ResourceLimits, MaxRuntimeInSeconds: 210 },
      TuningJobCompletionCriteria: { TargetObjectiveMetricValue: 1 },
    },
    { TrainingJobDefinition: undefined, TrainingJobDefinitions: [quick, slow] },
  );
  await stub.clock.advance(3600);
  assert.deepEqual(await statuses(stub), ['Completed', 'Stopped']);
  assert.equal((await describe(stub)).HyperParameterTuningJobStatus, 'Completed');
});

test('it ends when too many training jobs in a row were no better', async () => {
  await using stub = testStub();
  await launch(stub, {
    ...limits(200, 1),
    TuningJobCompletionCriteria: { BestObjectiveNotImproving: { MaxNumberOfTrainingJobsNotImproving: 3 } },
  });
  await stub.clock.advance(86_400);
  const values = (await children(stub)).map((job) => job.FinalHyperParameterTuningJobObjectiveMetric?.Value ?? 2);
  assert.ok(values.length < 20, `${values.length} training jobs`);
  const last = values.slice(-3);
  const before = values.slice(0, -3);
  assert.ok(Math.min(...last) > Math.min(...before) * 0.99);
  const { TuningJobCompletionDetails, HyperParameterTuningJobStatus } = await describe(stub);
  assert.equal(TuningJobCompletionDetails?.NumberOfTrainingJobsObjectiveNotImproving, 3);
  assert.equal(HyperParameterTuningJobStatus, 'Completed');
});

test('a grid tries every combination once', async () => {
  await using stub = testStub();
  await launch(stub, {
    Strategy: 'Grid',
    ...limits(undefined, 4),
    ParameterRanges: {
      CategoricalParameterRanges: [
        { Name: 'optimizer', Values: ['sgd', 'adam'] },
        { Name: 'depth', Values: ['1', '2', '3'] },
      ],
    },
  });
  await stub.clock.advance(86_400);
  const tried = (await children(stub)).map(({ TunedHyperParameters: t }) => `${t?.optimizer} ${t?.depth}`);
  assert.deepEqual(tried, ['sgd 1', 'sgd 2', 'sgd 3', 'adam 1', 'adam 2', 'adam 3']);
});

test('grids of several definitions are tried one after the other', async () => {
  await using stub = testStub();
  const grid = (name: string, Values: string[]) =>
    definition({
      ...QUICK,
      DefinitionName: name,
      TuningObjective: { Type: 'Minimize', MetricName: 'loss' },
      HyperParameterRanges: { CategoricalParameterRanges: [{ Name: 'depth', Values }] },
    });
  await launch(
    stub,
    { Strategy: 'Grid', ...limits(undefined, 1), ParameterRanges: undefined },
    { TrainingJobDefinition: undefined, TrainingJobDefinitions: [grid('one', ['1']), grid('two', ['2', '3', '4'])] },
  );
  await stub.clock.advance(86_400);
  const tried = (await children(stub)).map(
    (job) => `${job.TrainingJobDefinitionName} ${job.TunedHyperParameters?.depth}`,
  );
  assert.deepEqual(tried, ['one 1', 'two 2', 'two 3', 'two 4']);
});

test('without a number of its own it launches ten training jobs', async () => {
  await using stub = testStub();
  await launch(stub, limits(undefined, 3));
  await stub.clock.advance(86_400);
  assert.equal((await children(stub)).length, 10);
});

test('on an instant clock it has ended, with all its training jobs, when it is described', async () => {
  await using stub = testStub({ clock: createInstantClock() });
  await launch(stub);
  assert.equal((await describe(stub)).HyperParameterTuningJobStatus, 'Completed');
  assert.equal((await children(stub)).length, 4);
});

test('closed while training jobs run, it launches no more', async () => {
  const stub = testStub();
  await launch(stub, {}, { TrainingJobDefinition: definition({ ...QUICK, VpcConfig: VPC }) });
  await stub.clock.advance(100);
  await stub[Symbol.asyncDispose]();
  await stub.clock.advance(3600);
  assert.deepEqual(await statuses(stub), ['InProgress', 'InProgress']);
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('as many training jobs as the service ever launches are no trouble', async () => {
  await using stub = testStub({ clock: createInstantClock() });
  await launch(stub, {
    ...limits(10_000, 100),
    TuningJobCompletionCriteria: {
      TargetObjectiveMetricValue: -1,
      BestObjectiveNotImproving: { MaxNumberOfTrainingJobsNotImproving: 10_000 },
    },
  });
  const tuned = await describe(stub);
  assert.equal(tuned.HyperParameterTuningJobStatus, 'Completed');
  assert.equal(tuned.TrainingJobStatusCounters?.Completed, 10_000);
  assert.ok((tuned.BestTrainingJob?.FinalHyperParameterTuningJobObjectiveMetric?.Value ?? 1) < 0.01);
});

test('a grid beyond all bounds is cut off there', async () => {
  await using stub = testStub({ clock: createInstantClock() });
  const Values = Array.from({ length: 10 }, (_, index) => `${index}`);
  const CategoricalParameterRanges = Array.from({ length: 20 }, (_, index) => ({ Name: `p${index}`, Values }));
  await launch(stub, {
    Strategy: 'Grid',
    ...limits(undefined, 100),
    ParameterRanges: { CategoricalParameterRanges },
  });
  assert.equal((await describe(stub)).TrainingJobStatusCounters?.Completed, 10_000);
});
