import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateHyperParameterTuningJobCommand,
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DescribeHyperParameterTuningJobCommand,
  DescribeTrainingJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { CALLER, EPOCH, type TestStub, testStub, training, tuning, VPC } from '../testing/stub.ts';
import { createInstantClock } from './instant-clock.ts';
import type { JobFault } from './job-fault.ts';

/** Ten steps of ten seconds, and nothing to send: 100 seconds of training. */
const HUNDRED_SECONDS = {
  Environment: {
    TRAIN_ENCRYPT_STEPS: '10',
    TRAIN_ENCRYPT_COMPUTE_SECONDS: '10',
    TRAIN_ENCRYPT_MODEL_MEGABYTES: '0',
  },
};

const SPOT = {
  EnableManagedSpotTraining: true,
  StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200 },
} satisfies Partial<CreateTrainingJobRequest>;

const CHECKPOINTS = { CheckpointConfig: { S3Uri: 's3://bucket/checkpoints' } };

const stubWith = (...faults: JobFault[]) => testStub({ jobFaultsOf: () => faults });

const launch = (stub: TestStub, changes: Partial<CreateTrainingJobRequest> = {}) =>
  stub.client.send(new CreateTrainingJobCommand(training('job', { ...HUNDRED_SECONDS, ...changes })));

const describe = (stub: TestStub) => stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'job' }));

/** Secondary statuses with the second that each began at. */
async function history(stub: TestStub): Promise<string[]> {
  const { SecondaryStatusTransitions = [] } = await describe(stub);
  return SecondaryStatusTransitions.map(
    ({ Status, StartTime }) => `${Status} ${((StartTime?.getTime() ?? 0) - EPOCH) / 1000}`,
  );
}

test('an interrupted job without checkpoints begins again from the beginning', async () => {
  await using stub = stubWith({ kind: 'interrupt', at: 0.4 });
  await launch(stub, SPOT);
  await stub.clock.advance(3600);
  assert.deepEqual(await history(stub), [
    'Starting 0',
    'Downloading 60',
    'Training 90',
    'Interrupted 130',
    'Starting 190',
    'Downloading 250',
    'Training 280',
    'Uploading 380',
    'Completed 395',
  ]);
  const { TrainingTimeInSeconds, BillableTimeInSeconds, TrainingStartTime } = await describe(stub);
  assert.equal(TrainingTimeInSeconds, 70 + 145, 'the time on instances, not the time between');
  assert.equal(BillableTimeInSeconds, Math.ceil(215 * 0.3));
  assert.equal(TrainingStartTime?.getTime(), EPOCH + 60_000);
});

test('with checkpoints it goes on where it was', async () => {
  await using stub = stubWith({ kind: 'interrupt', at: 0.4 }, { kind: 'interrupt', at: 0.4 });
  await launch(stub, { ...SPOT, ...CHECKPOINTS });
  await stub.clock.advance(3600);
  assert.deepEqual(await history(stub), [
    'Starting 0',
    'Downloading 60',
    'Training 90',
    'Interrupted 130',
    'Starting 190',
    'Downloading 250',
    'Training 280',
    'Interrupted 280',
    'Starting 340',
    'Downloading 400',
    'Training 430',
    'Uploading 490',
    'Completed 505',
  ]);
});

test('a job that is not on spot instances has none to lose', async () => {
  await using stub = stubWith({ kind: 'interrupt', at: 0.4 });
  await launch(stub);
  await stub.clock.advance(3600);
  assert.deepEqual(await history(stub), [
    'Starting 0',
    'Downloading 60',
    'Training 90',
    'Uploading 190',
    'Completed 205',
  ]);
});

test('the network interfaces go with the instances, and come back with others', async () => {
  await using stub = stubWith({ kind: 'interrupt', at: 0.4 });
  await launch(stub, { ...SPOT, VpcConfig: VPC });
  await stub.clock.advance(129);
  assert.equal(stub.ec2.interfaces.size, 2);
  await stub.clock.advance(2);
  assert.equal((await describe(stub)).SecondaryStatus, 'Interrupted');
  assert.equal(stub.ec2.interfaces.size, 0);
  await stub.clock.advance(100);
  assert.equal(stub.ec2.interfaces.size, 2);
  await stub.clock.advance(3600);
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('a life can be interrupted while its job trains', async () => {
  await using stub = testStub();
  await launch(stub, SPOT);
  const interrupt = () => stub.stub.interruptTraining(CALLER, 'job');
  assert.equal(await interrupt(), false, 'it has not begun to train');
  await stub.clock.advance(100);
  assert.equal(await interrupt(), true);
  assert.equal((await describe(stub)).SecondaryStatus, 'Interrupted');
  assert.equal(await interrupt(), false);
  await stub.clock.advance(3600);
  assert.equal((await describe(stub)).TrainingJobStatus, 'Completed');
  assert.equal(await interrupt(), false);
  assert.equal(await stub.stub.interruptTraining(CALLER, 'another'), false);
});

test('an interrupted job can be stopped', async () => {
  await using stub = stubWith({ kind: 'interrupt', at: 0.4 });
  await launch(stub, SPOT);
  await stub.clock.advance(140);
  await stub.client.send(new StopTrainingJobCommand({ TrainingJobName: 'job' }));
  await stub.clock.advance(3600);
  assert.deepEqual((await history(stub)).slice(3), ['Interrupted 130', 'Stopping 140', 'Stopped 260']);
});

test('MaxRuntimeInSeconds is the time on instances, over all attempts', async () => {
  await using stub = stubWith({ kind: 'interrupt', at: 0.9 });
  await launch(stub, {
    ...SPOT,
    StoppingCondition: { MaxRuntimeInSeconds: 180, MaxWaitTimeInSeconds: 7200 },
  });
  await stub.clock.advance(3600);
  // 120 seconds until 180, and 60 more from 300 on.
  assert.deepEqual((await history(stub)).slice(3), [
    'Interrupted 180',
    'Starting 240',
    'Downloading 300',
    'Training 330',
    'Stopping 360',
    'MaxRuntimeExceeded 480',
  ]);
});

test('MaxWaitTimeInSeconds goes on while there are no instances', async () => {
  await using stub = stubWith({ kind: 'interrupt', at: 0.9 });
  await launch(stub, { ...SPOT, StoppingCondition: { MaxRuntimeInSeconds: 180, MaxWaitTimeInSeconds: 200 } });
  await stub.clock.advance(3600);
  assert.deepEqual((await history(stub)).slice(3), ['Interrupted 180', 'Stopping 200', 'MaxWaitTimeExceeded 320']);
  assert.equal((await describe(stub)).TrainingJobStatus, 'Stopped');
});

test('a job that completes in time does not feel MaxWaitTimeInSeconds', async () => {
  await using stub = testStub();
  await launch(stub, { ...SPOT, StoppingCondition: { MaxRuntimeInSeconds: 180, MaxWaitTimeInSeconds: 191 } });
  await stub.clock.advance(3600);
  assert.equal((await describe(stub)).TrainingJobStatus, 'Completed');
});

test('without capacity it fails before it has any instance, in words that SDKs look for', async () => {
  await using stub = stubWith({ kind: 'capacity', reason: 'train-encrypt: no ml.m5.xlarge is left' });
  await launch(stub, { VpcConfig: VPC, RetryStrategy: { MaximumRetryAttempts: 3 } });
  await stub.clock.advance(3600);
  assert.deepEqual(await history(stub), ['Starting 0', 'Failed 30']);
  const { FailureReason, TrainingTimeInSeconds } = await describe(stub);
  assert.equal(FailureReason, 'CapacityError: train-encrypt: no ml.m5.xlarge is left');
  assert.equal(TrainingTimeInSeconds, undefined);
  assert.ok(!stub.ec2.calls.includes('CreateNetworkInterface'));
});

test('a reason that says so already is left as it is', async () => {
  await using stub = stubWith({ kind: 'capacity', reason: 'InsufficientCapacityError: none' });
  await launch(stub);
  await stub.clock.advance(3600);
  assert.equal((await describe(stub)).FailureReason, 'InsufficientCapacityError: none');
});

test('a failure in mid-training', async () => {
  await using stub = stubWith({ kind: 'fail', at: 0.5, reason: 'AlgorithmError: exit code 1' });
  await launch(stub, { RetryStrategy: { MaximumRetryAttempts: 3 } });
  await stub.clock.advance(3600);
  assert.deepEqual(await history(stub), ['Starting 0', 'Downloading 60', 'Training 90', 'Failed 140']);
  const { FailureReason, TrainingTimeInSeconds } = await describe(stub);
  assert.equal(FailureReason, 'AlgorithmError: exit code 1');
  assert.equal(TrainingTimeInSeconds, 80);
});

const INTERNAL: JobFault = { kind: 'fail', at: 0.5, reason: 'InternalServerError: train-encrypt made it fail' };

test('an internal error is tried again as often as the request says', async () => {
  await using stub = stubWith({ ...INTERNAL }, { ...INTERNAL });
  await launch(stub, { RetryStrategy: { MaximumRetryAttempts: 2 } });
  await stub.clock.advance(3600);
  assert.deepEqual(await history(stub), [
    'Starting 0',
    'Downloading 60',
    'Training 90',
    'Starting 140',
    'Downloading 200',
    'Training 230',
    'Starting 280',
    'Downloading 340',
    'Training 370',
    'Uploading 470',
    'Completed 485',
  ]);
});

test('and no more often', async () => {
  await using stub = stubWith({ ...INTERNAL }, { ...INTERNAL });
  await launch(stub, { RetryStrategy: { MaximumRetryAttempts: 1 } });
  await stub.clock.advance(3600);
  assert.deepEqual((await history(stub)).slice(3), ['Starting 140', 'Downloading 200', 'Training 230', 'Failed 280']);
  assert.equal((await describe(stub)).FailureReason, INTERNAL.kind === 'fail' ? INTERNAL.reason : '');
});

test('without a retry strategy not at all', async () => {
  await using stub = stubWith(INTERNAL);
  await launch(stub);
  await stub.clock.advance(3600);
  assert.deepEqual((await history(stub)).slice(2), ['Training 90', 'Failed 140']);
});

test('the instant clock runs through faults too', async () => {
  await using stub = testStub({ clock: createInstantClock(), jobFaultsOf: () => [{ kind: 'interrupt', at: 0.5 }] });
  await launch(stub, SPOT);
  const { SecondaryStatusTransitions = [] } = await describe(stub);
  assert.ok(SecondaryStatusTransitions.some(({ Status }) => Status === 'Interrupted'));
  assert.equal(SecondaryStatusTransitions.at(-1)?.Status, 'Completed');
});

test('faults are chosen by account, operation and name, once for each job', async () => {
  const asked: string[] = [];
  await using stub = testStub({
    jobFaultsOf: ({ account, operation, name }) => {
      asked.push(`${account} ${operation} ${name.replace(/-.*/, '')}`);
      return [];
    },
  });
  await launch(stub);
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  await stub.clock.advance(60);
  const child = '123456789012 CreateHyperParameterTuningJob tune';
  assert.deepEqual(asked, ['123456789012 CreateTrainingJob job', child, child]);
});

test("a tuning job counts which of its jobs' failures could have been tried again", async () => {
  const faults: JobFault[][] = [[INTERNAL], [{ kind: 'fail', at: 0, reason: 'AlgorithmError' }], [], []];
  await using stub = testStub({ jobFaultsOf: () => faults.shift() ?? [] });
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  await stub.clock.advance(86_400);
  const { TrainingJobStatusCounters } = await stub.client.send(
    new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: 'tune' }),
  );
  assert.deepEqual(TrainingJobStatusCounters, {
    Completed: 2,
    InProgress: 0,
    RetryableError: 1,
    NonRetryableError: 1,
    Stopped: 0,
  });
});
