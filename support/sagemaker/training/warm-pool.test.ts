import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  StopTrainingJobCommand,
  type WarmPoolResourceStatus,
} from '@aws-sdk/client-sagemaker';
import { readNetwork } from '../../network/read.ts';
import { judge } from '../../rules/judge.ts';
import { Accounts } from '../accounts/accounts.ts';
import type { JobFault } from '../life/job-fault.ts';
import { createManualClock } from '../life/manual-clock.ts';
import { createTrainingJob } from '../operations/create-training-job.ts';
import { trainingJobNamed } from '../operations/lookup.ts';
import { FakeEc2 } from '../testing/fake-ec2.ts';
import { CALLER, refused, type TestStub, testStub, training, VPC } from '../testing/stub.ts';
import { describeTraining } from './training-description.ts';
import { updateKeepAlive } from './warm-pool.ts';

const RESOURCES = { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 } as const;

/** 100 seconds of training: 205 from creation to the end, 145 of them on instances. */
const SHORT = {
  Environment: {
    TRAIN_ENCRYPT_STEPS: '10',
    TRAIN_ENCRYPT_COMPUTE_SECONDS: '10',
    TRAIN_ENCRYPT_MODEL_MEGABYTES: '0',
  },
};

const kept = (seconds = 600) => ({ ...RESOURCES, KeepAlivePeriodInSeconds: seconds });

function create(stub: TestStub, name: string, changes: Partial<CreateTrainingJobRequest> = {}) {
  const request = training(name, { ...SHORT, ResourceConfig: kept(), ...changes });
  return stub.client.send(new CreateTrainingJobCommand(request));
}

const describe = (stub: TestStub, name: string) =>
  stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));

const pool = async (stub: TestStub, name: string) => (await describe(stub, name)).WarmPoolStatus;

test('a pool is in use, then waits, then ends, and reports for how long it was kept', async () => {
  await using stub = testStub();
  await create(stub, 'one');
  assert.deepEqual(await pool(stub, 'one'), { Status: 'InUse' });
  await stub.clock.advance(205);
  assert.deepEqual(await pool(stub, 'one'), { Status: 'Available', ResourceRetainedBillableTimeInSeconds: 0 });
  await stub.clock.advance(599);
  assert.deepEqual(await pool(stub, 'one'), { Status: 'Available', ResourceRetainedBillableTimeInSeconds: 599 });
  await stub.clock.advance(1);
  const ended = { Status: 'Terminated', ResourceRetainedBillableTimeInSeconds: 600 };
  assert.deepEqual(await pool(stub, 'one'), ended);
  await stub.clock.advance(10_000);
  assert.deepEqual(await pool(stub, 'one'), ended);
});

test('a job that asks for no pool has none', async () => {
  await using stub = testStub();
  await create(stub, 'none', { ResourceConfig: RESOURCES });
  await create(stub, 'nought', { ResourceConfig: kept(0) });
  await stub.clock.advance(205);
  assert.equal(await pool(stub, 'none'), undefined);
  assert.equal(await pool(stub, 'nought'), undefined);
});

test('a job that matches takes the pool over, starts sooner, and keeps it in turn', async () => {
  await using stub = testStub();
  await create(stub, 'one');
  await stub.clock.advance(305);
  await create(stub, 'two', { ResourceConfig: kept(900) });
  assert.deepEqual(await pool(stub, 'one'), {
    Status: 'Reused',
    ResourceRetainedBillableTimeInSeconds: 100,
    ReusedByJob: 'two',
  });
  assert.deepEqual(await pool(stub, 'two'), { Status: 'InUse' });
  await stub.clock.advance(5);
  assert.equal((await describe(stub, 'two')).SecondaryStatus, 'Downloading');
  await stub.clock.advance(145);
  assert.equal((await describe(stub, 'two')).TrainingJobStatus, 'Completed');
  assert.equal((await pool(stub, 'two'))?.Status, 'Available');
  await stub.clock.advance(899);
  assert.equal((await pool(stub, 'two'))?.Status, 'Available');
  await stub.clock.advance(1);
  assert.equal((await pool(stub, 'two'))?.Status, 'Terminated');
});

test('one pool goes to one job', async () => {
  await using stub = testStub();
  await create(stub, 'one');
  await stub.clock.advance(205);
  await create(stub, 'two');
  await create(stub, 'three');
  assert.equal((await pool(stub, 'one'))?.ReusedByJob, 'two');
  await stub.clock.advance(5);
  assert.equal((await describe(stub, 'three')).SecondaryStatus, 'Starting');
});

test('of several pools the one that has waited longest is taken', async () => {
  await using stub = testStub();
  await create(stub, 'later', { Environment: { ...SHORT.Environment, TRAIN_ENCRYPT_STEPS: '11' } });
  await create(stub, 'sooner');
  await stub.clock.advance(300);
  await create(stub, 'next');
  assert.equal((await pool(stub, 'sooner'))?.ReusedByJob, 'next');
  assert.equal((await pool(stub, 'later'))?.Status, 'Available');
});

test('a job that asks for no pool reuses one, and lets it go after', async () => {
  await using stub = testStub();
  await create(stub, 'one');
  await stub.clock.advance(205);
  await create(stub, 'two', { ResourceConfig: RESOURCES });
  assert.equal((await pool(stub, 'one'))?.ReusedByJob, 'two');
  await stub.clock.advance(205);
  const { WarmPoolStatus, ResourceConfig } = await describe(stub, 'two');
  assert.deepEqual(WarmPoolStatus, { Status: 'Terminated', ResourceRetainedBillableTimeInSeconds: 0 });
  assert.equal(ResourceConfig?.KeepAlivePeriodInSeconds, undefined);
});

const OTHER: readonly (readonly [what: string, changes: Partial<CreateTrainingJobRequest>])[] = [
  ['the flag', { EnableInterContainerTrafficEncryption: false }],
  ['no flag', { EnableInterContainerTrafficEncryption: undefined }],
  ['a subnet fewer', { VpcConfig: { ...VPC, Subnets: VPC.Subnets.slice(0, 1) } }],
  ['no VPC', { VpcConfig: undefined, EnableInterContainerTrafficEncryption: false }],
  ['the role', { RoleArn: 'arn:aws:iam::123456789012:role/other' }],
  ['the instance type', { ResourceConfig: { ...kept(), InstanceType: 'ml.m5.2xlarge' } }],
  ['the number of instances', { ResourceConfig: { ...kept(), InstanceCount: 3 } }],
  ['the volume', { ResourceConfig: { ...kept(), VolumeSizeInGB: 31 } }],
  ["the volume's key", { ResourceConfig: { ...kept(), VolumeKmsKeyId: 'alias/other' } }],
  ['network isolation', { EnableNetworkIsolation: true }],
];

const ENCRYPTED = { EnableInterContainerTrafficEncryption: true, VpcConfig: VPC };

for (const [what, changes] of OTHER) {
  test(`a pool is not reused when ${what} differs`, async () => {
    await using stub = testStub();
    await create(stub, 'one', ENCRYPTED);
    await stub.clock.advance(205);
    await create(stub, 'two', { ...ENCRYPTED, ...changes });
    assert.equal((await pool(stub, 'one'))?.Status, 'Available');
    await stub.clock.advance(5);
    assert.equal((await describe(stub, 'two')).SecondaryStatus, 'Starting');
  });
}

test('another group is another pool', async () => {
  await using stub = testStub({ rules: { mode: 'observed' } });
  await create(stub, 'one', { VpcConfig: VPC });
  await stub.clock.advance(205);
  await create(stub, 'two', { VpcConfig: { ...VPC, SecurityGroupIds: ['sg-1', 'sg-1'] } });
  assert.equal((await pool(stub, 'one'))?.Status, 'Available');
});

test('what does not matter may differ: the order of subnets, false or left out, what is trained', async () => {
  await using stub = testStub();
  await create(stub, 'one', { VpcConfig: VPC });
  await stub.clock.advance(205);
  await create(stub, 'two', {
    VpcConfig: { ...VPC, Subnets: VPC.Subnets.toReversed() },
    EnableInterContainerTrafficEncryption: false,
    EnableNetworkIsolation: false,
    HyperParameters: { epochs: '9' },
    StoppingCondition: { MaxRuntimeInSeconds: 7200 },
  });
  assert.equal((await pool(stub, 'one'))?.ReusedByJob, 'two');
});

test('a pool has expired for a job that comes too late', async () => {
  await using stub = testStub();
  await create(stub, 'one');
  await stub.clock.advance(205 + 600);
  await create(stub, 'two');
  assert.equal((await pool(stub, 'one'))?.Status, 'Terminated');
  await stub.clock.advance(5);
  assert.equal((await describe(stub, 'two')).SecondaryStatus, 'Starting');
});

test('a stopped job keeps its instances if it had any', async () => {
  await using stub = testStub();
  await create(stub, 'early');
  await stub.client.send(new StopTrainingJobCommand({ TrainingJobName: 'early' }));
  await create(stub, 'running');
  await stub.clock.advance(100);
  await stub.client.send(new StopTrainingJobCommand({ TrainingJobName: 'running' }));
  await stub.clock.advance(120);
  assert.equal((await pool(stub, 'early'))?.Status, 'Terminated');
  assert.equal((await pool(stub, 'running'))?.Status, 'Available');
});

test("a failure of the algorithm leaves the pool, one of the service's does not", async () => {
  const faults: Record<string, JobFault> = {
    algorithm: { kind: 'fail', at: 0.5, reason: 'AlgorithmError: exit code 1' },
    service: { kind: 'fail', at: 0.5, reason: 'InternalServerError: try again' },
    capacity: { kind: 'capacity', reason: 'none left' },
  };
  await using stub = testStub({ jobFaultsOf: ({ name }) => [faults[name] ?? []].flat() });
  for (const name of Object.keys(faults)) await create(stub, name);
  await stub.clock.advance(205);
  assert.equal((await pool(stub, 'algorithm'))?.Status, 'Available');
  assert.equal((await pool(stub, 'service'))?.Status, 'Terminated');
  assert.equal((await pool(stub, 'capacity'))?.Status, 'Terminated');
});

test('instances do not go from job to job for more than 28 days', async () => {
  await using stub = testStub();
  const long = { MaxRuntimeInSeconds: 28 * 86_400 };
  await create(stub, 'one', {
    Environment: { ...SHORT.Environment, TRAIN_ENCRYPT_STEPS: String((28 * 86_400 - 300) / 10) },
    StoppingCondition: long,
  });
  // It ends 195 seconds before the 28 days are over.
  await stub.clock.advance(28 * 86_400 - 195);
  assert.equal((await pool(stub, 'one'))?.Status, 'Available');
  await stub.clock.advance(194);
  assert.equal((await pool(stub, 'one'))?.Status, 'Available');
  await stub.clock.advance(1);
  assert.deepEqual(await pool(stub, 'one'), { Status: 'Terminated', ResourceRetainedBillableTimeInSeconds: 195 });
});

test('lists show the pool, and choose by it', async () => {
  await using stub = testStub();
  await create(stub, 'one');
  await create(stub, 'plain', { ResourceConfig: RESOURCES });
  await stub.clock.advance(205);
  await create(stub, 'two');
  const named = async (status: WarmPoolResourceStatus) => {
    const { TrainingJobSummaries = [] } = await stub.client.send(
      new ListTrainingJobsCommand({ WarmPoolStatusEquals: status }),
    );
    return TrainingJobSummaries.map(({ TrainingJobName, WarmPoolStatus }) => [TrainingJobName, WarmPoolStatus?.Status]);
  };
  assert.deepEqual(await named('Reused'), [['one', 'Reused']]);
  assert.deepEqual(await named('InUse'), [['two', 'InUse']]);
  assert.deepEqual(await named('Available'), []);
  await stub.clock.advance(205);
  assert.deepEqual(await named('Available'), [['two', 'Available']]);
  await stub.clock.advance(600);
  assert.deepEqual(await named('Terminated'), [['two', 'Terminated']]);
});

test('what does not go together with a pool is refused', async () => {
  await using stub = testStub();
  const spot = { EnableManagedSpotTraining: true, StoppingCondition: { MaxWaitTimeInSeconds: 86_400 } };
  await refused(create(stub, 'spot', spot), 'ValidationException', /KeepAlivePeriodInSeconds .* EnableManagedSpot/);
  const groups = [{ InstanceGroupName: 'a', InstanceType: 'ml.m5.xlarge' as const, InstanceCount: 1 }];
  const ResourceConfig = { InstanceGroups: groups, VolumeSizeInGB: 30, KeepAlivePeriodInSeconds: 60 };
  await refused(
    create(stub, 'groups', { ResourceConfig }),
    'ValidationException',
    /does not go together with InstanceG/,
  );
  await create(stub, 'neither', { ...spot, ResourceConfig: kept(0) });
});

test('the time can be changed while a pool waits, and only then', async () => {
  const clock = createManualClock();
  await using accounts = new Accounts({
    ec2: () => new FakeEc2().client(),
    clock: () => clock,
    rules: { mode: 'documented', strict: false },
    readNetwork,
    judge,
    launchFor: () => () => Promise.reject(new Error('nothing is launched')),
    readFor: () => () => Promise.reject(new Error('nothing is read')),
  });
  const state = accounts.stateOf(CALLER);
  const begin = (name: string, ResourceConfig: NonNullable<CreateTrainingJobRequest['ResourceConfig']>) =>
    createTrainingJob.handle(training(name, { ...SHORT, ResourceConfig }), {
      caller: CALLER,
      state,
      settle: async () => {},
    });
  const change = (name: string, seconds: number) => updateKeepAlive(state, trainingJobNamed(state, name), seconds);
  const look = () => describeTraining(trainingJobNamed(state, 'one'), clock.now());

  await begin('one', kept());
  await begin('plain', RESOURCES);
  assert.throws(() => change('one', 900), /cannot be changed: its warm pool is InUse/);
  assert.throws(() => change('plain', 900), /its warm pool is not there/);
  await clock.advance(205 + 500);
  change('one', 900);
  await clock.advance(399);
  assert.equal(look().WarmPoolStatus?.Status, 'Available');
  assert.equal(look().ResourceConfig?.KeepAlivePeriodInSeconds, 900);
  change('one', 0);
  assert.deepEqual(look().WarmPoolStatus, { Status: 'Terminated', ResourceRetainedBillableTimeInSeconds: 899 });
  assert.throws(() => change('one', 60), /its warm pool is Terminated/);
});
