import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobResponse,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { ec2Error, GROUP } from '../testing/fake-ec2.ts';
import { CALLER, EPOCH, type TestStub, testStub, training, VPC } from '../testing/stub.ts';
import { createInstantClock } from './instant-clock.ts';
import { createScaledClock } from './scaled-clock.ts';

/** Ten steps of ten seconds, and nothing to send: 100 seconds of training. */
const HUNDRED_SECONDS = {
  Environment: {
    TRAIN_ENCRYPT_STEPS: '10',
    TRAIN_ENCRYPT_COMPUTE_SECONDS: '10',
    TRAIN_ENCRYPT_MODEL_MEGABYTES: '0',
  },
};

const ENCRYPTED = { VpcConfig: VPC, EnableInterContainerTrafficEncryption: true };

async function launch(stub: TestStub, changes: Parameters<typeof training>[1] = {}): Promise<void> {
  await stub.client.send(new CreateTrainingJobCommand(training('job', { ...HUNDRED_SECONDS, ...changes })));
}

const describe = (stub: TestStub) => stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'job' }));

const stop = (stub: TestStub) => stub.client.send(new StopTrainingJobCommand({ TrainingJobName: 'job' }));

/** Secondary statuses with their seconds since the epoch of the test: `Starting 0–60`. */
const transitions = ({ SecondaryStatusTransitions = [] }: DescribeTrainingJobResponse) =>
  SecondaryStatusTransitions.map(({ Status, StartTime, EndTime }) => {
    const seconds = (time: Date | undefined) => (time ? (time.getTime() - EPOCH) / 1000 : '');
    return `${Status} ${seconds(StartTime)}–${seconds(EndTime)}`;
  });

test('each status comes at its time', async () => {
  await using stub = testStub();
  await launch(stub);
  const seen: string[] = [];
  const look = async () => {
    const { TrainingJobStatus, SecondaryStatus } = await describe(stub);
    seen.push(`${(stub.clock.now() - EPOCH) / 1000} ${TrainingJobStatus} ${SecondaryStatus}`);
  };
  await look();
  for (const seconds of [59.999, 0.001, 29.999, 0.001, 99.999, 0.001, 14.999, 0.001, 1000]) {
    await stub.clock.advance(seconds);
    await look();
  }
  assert.deepEqual(seen, [
    '0 InProgress Starting',
    '59.999 InProgress Starting',
    '60 InProgress Downloading',
    '89.999 InProgress Downloading',
    '90 InProgress Training',
    '189.999 InProgress Training',
    '190 InProgress Uploading',
    '204.999 InProgress Uploading',
    '205 Completed Completed',
    '1205 Completed Completed',
  ]);
});

test('a completed job has its transitions, times and model', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.clock.advance(3600);
  const job = await describe(stub);
  assert.deepEqual(transitions(job), [
    'Starting 0–60',
    'Downloading 60–90',
    'Training 90–190',
    'Uploading 190–205',
    'Completed 205–205',
  ]);
  assert.equal(job.TrainingStartTime?.getTime(), EPOCH + 60_000);
  assert.equal(job.TrainingEndTime?.getTime(), EPOCH + 205_000);
  assert.equal(job.LastModifiedTime?.getTime(), EPOCH + 205_000);
  assert.equal(job.TrainingTimeInSeconds, 145);
  assert.equal(job.BillableTimeInSeconds, 145);
  assert.equal(job.ModelArtifacts?.S3ModelArtifacts, 's3://bucket/models/job/output/model.tar.gz');
});

test('every status message says whose it is', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.clock.advance(3600);
  const messages = (await describe(stub)).SecondaryStatusTransitions?.map(({ StatusMessage }) => StatusMessage) ?? [];
  assert.equal(messages.length, 5);
  for (const message of messages) assert.match(String(message), /^Simulated by train-encrypt: \S/);
});

test('encryption lengthens the training of two instances by what the model says, and of one by nothing', async () => {
  const environment = { ...HUNDRED_SECONDS.Environment, TRAIN_ENCRYPT_MODEL_MEGABYTES: '1000' };
  const time = async (instances: number, encrypted: boolean) => {
    await using stub = testStub();
    await launch(stub, {
      Environment: { ...environment, TRAIN_ENCRYPT_BANDWIDTH_GBPS: '1', TRAIN_ENCRYPT_OVERHEAD: '0.25' },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: instances, VolumeSizeInGB: 30 },
      VpcConfig: VPC,
      EnableInterContainerTrafficEncryption: encrypted,
    });
    await stub.clock.advance(3600);
    return (await describe(stub)).TrainingTimeInSeconds;
  };
  // Ten steps, each of 10 s and of 8 Gbit over 1 Gbit/s.
  assert.deepEqual([await time(2, false), await time(2, true)], [45 + 180, 45 + 200]);
  assert.deepEqual([await time(1, false), await time(1, true)], [145, 145]);
});

test('spot is billed for less than it trains', async () => {
  await using stub = testStub();
  await launch(stub, { EnableManagedSpotTraining: true, StoppingCondition: { MaxWaitTimeInSeconds: 86_400 } });
  await stub.clock.advance(3600);
  const { TrainingTimeInSeconds, BillableTimeInSeconds } = await describe(stub);
  assert.deepEqual(
    { TrainingTimeInSeconds, BillableTimeInSeconds },
    { TrainingTimeInSeconds: 145, BillableTimeInSeconds: 44 },
  );
});

for (const { during, at, startedAt } of [
  { during: 'Starting', at: 10, startedAt: undefined },
  { during: 'Starting', at: 45, startedAt: undefined },
  { during: 'Downloading', at: 75, startedAt: 60 },
  { during: 'Training', at: 100, startedAt: 60 },
  { during: 'Uploading', at: 200, startedAt: 60 },
]) {
  test(`stopped ${at} seconds after creation, in ${during}`, async () => {
    await using stub = testStub();
    await launch(stub, { VpcConfig: VPC });
    await stub.clock.advance(at);
    assert.equal((await describe(stub)).SecondaryStatus, during);
    await stop(stub);
    const stopping = await describe(stub);
    assert.deepEqual([stopping.TrainingJobStatus, stopping.SecondaryStatus], ['Stopping', 'Stopping']);
    await stub.clock.advance(119.999);
    assert.equal((await describe(stub)).TrainingJobStatus, 'Stopping');
    await stub.clock.advance(0.001);
    const stopped = await describe(stub);
    assert.deepEqual([stopped.TrainingJobStatus, stopped.SecondaryStatus], ['Stopped', 'Stopped']);
    assert.deepEqual(transitions(stopped).slice(-3), [
      `${during} ${startOf(during)}–${at}`,
      `Stopping ${at}–${at + 120}`,
      `Stopped ${at + 120}–${at + 120}`,
    ]);
    assert.equal(stopped.TrainingTimeInSeconds, startedAt && at + 120 - startedAt);
    assert.equal(stopped.ModelArtifacts, undefined);
    assert.equal(stub.ec2.interfaces.size, 0);
    await stub.clock.advance(86_400);
    assert.equal((await describe(stub)).TrainingJobStatus, 'Stopped');
  });
}

function startOf(status: string): number {
  return { Starting: 0, Downloading: 60, Training: 90, Uploading: 190 }[status] ?? Number.NaN;
}

test('a second stop changes nothing', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.clock.advance(100);
  await stop(stub);
  await stub.clock.advance(60);
  await stop(stub);
  await stub.clock.advance(60);
  assert.deepEqual(transitions(await describe(stub)).slice(-2), ['Stopping 100–220', 'Stopped 220–220']);
});

test('a job longer than its limit is stopped, and says why', async () => {
  await using stub = testStub();
  await launch(stub, { StoppingCondition: { MaxRuntimeInSeconds: 100 } });
  await stub.clock.advance(3600);
  const job = await describe(stub);
  assert.deepEqual([job.TrainingJobStatus, job.SecondaryStatus], ['Stopped', 'MaxRuntimeExceeded']);
  assert.deepEqual(transitions(job), [
    'Starting 0–60',
    'Downloading 60–90',
    'Training 90–160',
    'Stopping 160–280',
    'MaxRuntimeExceeded 280–280',
  ]);
  assert.equal(job.TrainingTimeInSeconds, 220);
});

test('the limit no longer counts once the training is done', async () => {
  await using stub = testStub();
  await launch(stub, { StoppingCondition: { MaxRuntimeInSeconds: 131 } });
  await stub.clock.advance(3600);
  assert.equal((await describe(stub)).TrainingJobStatus, 'Completed');
});

test('without a limit of its own a job has one of a day', async () => {
  await using stub = testStub();
  await launch(stub, {
    Environment: { TRAIN_ENCRYPT_STEPS: '1000000000', TRAIN_ENCRYPT_COMPUTE_SECONDS: '1000000000' },
  });
  await stub.clock.advance(60 + 86_400 - 1);
  assert.equal((await describe(stub)).TrainingJobStatus, 'InProgress');
  await stub.clock.advance(1);
  assert.equal((await describe(stub)).TrainingJobStatus, 'Stopping');
  assert.deepEqual((await describe(stub)).StoppingCondition, { MaxRuntimeInSeconds: 86_400 });
});

test('while it runs in a private VPC it holds an interface per instance, over the subnets in turn', async () => {
  await using stub = testStub();
  await launch(stub, {
    VpcConfig: VPC,
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 3, VolumeSizeInGB: 30 },
  });
  assert.equal(stub.ec2.interfaces.size, 0);
  await stub.clock.advance(30);
  assert.deepEqual(
    [...stub.ec2.interfaces.values()].map(({ SubnetId, Groups, Description }) => ({ SubnetId, Groups, Description })),
    ['subnet-a', 'subnet-b', 'subnet-a'].map((SubnetId, index) => ({
      SubnetId,
      Groups: [GROUP],
      Description: `train-encrypt: training job job, instance ${index + 1} of 3`,
    })),
  );
  await stub.clock.advance(205 - 30 - 0.001);
  assert.equal(stub.ec2.interfaces.size, 3);
  await stub.clock.advance(0.001);
  assert.equal((await describe(stub)).TrainingJobStatus, 'Completed');
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('a job without a VPC holds none', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.clock.advance(100);
  assert.deepEqual(stub.ec2.calls, []);
});

test('when EC2 gives no interface the job fails, says why in our words, and leaves none', async () => {
  await using stub = testStub();
  await launch(stub, { VpcConfig: VPC });
  stub.ec2.before = (operation) => {
    if (operation === 'CreateNetworkInterface' && stub.ec2.interfaces.size === 1) {
      throw ec2Error('InsufficientFreeAddressesInSubnet', 'No address is free.');
    }
  };
  await stub.clock.advance(3600);
  const job = await describe(stub);
  assert.deepEqual([job.TrainingJobStatus, job.SecondaryStatus], ['Failed', 'Failed']);
  assert.equal(
    job.FailureReason,
    "train-encrypt: EC2 gave no network interface in the job's subnets (InsufficientFreeAddressesInSubnet: No address is free.)",
  );
  assert.deepEqual(transitions(job), ['Starting 0–30', 'Failed 30–30']);
  assert.equal(job.TrainingTimeInSeconds, undefined);
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('a failure reason is cut to the length that the API has', async () => {
  await using stub = testStub();
  await launch(stub, { VpcConfig: VPC });
  stub.ec2.before = (operation) => {
    if (operation === 'CreateNetworkInterface') throw new Error('x'.repeat(5000));
  };
  await stub.clock.advance(60);
  assert.equal((await describe(stub)).FailureReason?.length, 1024);
});

test('stopped while its interfaces are being made, it leaves none behind', async () => {
  await using stub = testStub({ clock: createScaledClock(10_000) });
  let making: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    making = resolve;
  });
  let answer: () => void = () => {};
  stub.ec2.before = (operation) => {
    if (operation !== 'CreateNetworkInterface') return;
    making();
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  await launch(stub, { VpcConfig: VPC });
  await begun;
  await stop(stub);
  stub.ec2.before = () => {};
  answer();
  await eventually(async () => (await describe(stub)).TrainingJobStatus === 'Stopped');
  assert.equal(stub.ec2.calls.filter((call) => call === 'CreateNetworkInterface').length, 2);
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('closed while its interfaces are being made, the stub leaves none behind', async () => {
  const stub = testStub();
  await launch(stub, { VpcConfig: VPC });
  let answer: () => void = () => {};
  stub.ec2.before = (operation) => {
    if (operation !== 'CreateNetworkInterface') return;
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  const turning = stub.clock.advance(3600);
  await eventually(() => stub.ec2.calls.includes('CreateNetworkInterface'));
  const closing = stub[Symbol.asyncDispose]();
  stub.ec2.before = () => {};
  answer();
  await Promise.all([turning, closing]);
  assert.equal(stub.ec2.interfaces.size, 0);
  assert.equal(stub.ec2.calls.filter((call) => call === 'CreateNetworkInterface').length, 1);
});

test('closed while jobs run, the stub deletes what they hold, and their lives go no further', async () => {
  const stub = testStub();
  await launch(stub, { VpcConfig: VPC });
  await stub.clock.advance(100);
  assert.equal(stub.ec2.interfaces.size, 2);
  await stub[Symbol.asyncDispose]();
  assert.equal(stub.ec2.interfaces.size, 0);
  await stub.clock.advance(3600);
  assert.equal((await describe(stub)).SecondaryStatus, 'Training');
});

test('an interface that EC2 would not delete is deleted when the stub is closed', async () => {
  const stub = testStub();
  await launch(stub, { VpcConfig: VPC });
  stub.ec2.before = (operation) => {
    if (operation === 'DeleteNetworkInterface') throw ec2Error('Unavailable');
  };
  await stub.clock.advance(3600);
  assert.equal((await describe(stub)).TrainingJobStatus, 'Completed');
  assert.equal(stub.ec2.interfaces.size, 2);
  stub.ec2.before = () => {};
  await stub[Symbol.asyncDispose]();
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('an interface that was deleted from outside is ignored', async () => {
  await using stub = testStub();
  await launch(stub, { VpcConfig: VPC });
  await stub.clock.advance(100);
  stub.ec2.interfaces.clear();
  await stub.clock.advance(3600);
  assert.equal((await describe(stub)).TrainingJobStatus, 'Completed');
});

test('a full subnet is skipped for one with free addresses', async () => {
  await using stub = testStub();
  await launch(stub, { VpcConfig: VPC });
  stub.ec2.before = (operation, input) => {
    if (operation === 'CreateNetworkInterface' && 'SubnetId' in input && input.SubnetId === 'subnet-a') {
      throw ec2Error('InsufficientFreeAddressesInSubnet');
    }
  };
  await stub.clock.advance(100);
  assert.deepEqual(
    [...stub.ec2.interfaces.values()].map(({ SubnetId }) => SubnetId),
    ['subnet-b', 'subnet-b'],
  );
});

test('as observed, a job whose instances cannot set up encryption stalls until its limit, and says that is assumed', async () => {
  await using stub = testStub({ rules: { mode: 'observed' } });
  stub.ec2.egress = [];
  await launch(stub, { ...ENCRYPTED, StoppingCondition: { MaxRuntimeInSeconds: 1000 } });
  await stub.clock.advance(999);
  const stalled = await describe(stub);
  assert.deepEqual([stalled.TrainingJobStatus, stalled.SecondaryStatus], ['InProgress', 'Starting']);
  assert.match(
    String(stalled.SecondaryStatusTransitions?.at(-1)?.StatusMessage),
    /^Simulated by train-encrypt: .*IKE.*ESP.*an assumption/,
  );
  assert.equal(stub.ec2.interfaces.size, 2);
  await stub.clock.advance(1 + 120);
  const stopped = await describe(stub);
  assert.deepEqual([stopped.TrainingJobStatus, stopped.SecondaryStatus], ['Stopped', 'MaxRuntimeExceeded']);
  assert.deepEqual(transitions(stopped), ['Starting 0–1000', 'Stopping 1000–1120', 'MaxRuntimeExceeded 1120–1120']);
  assert.equal(stopped.TrainingStartTime, undefined);
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('a stalled job can be stopped', async () => {
  await using stub = testStub({ rules: { mode: 'observed' } });
  stub.ec2.egress = [];
  await launch(stub, ENCRYPTED);
  await stub.clock.advance(500);
  await stop(stub);
  await stub.clock.advance(120);
  assert.equal((await describe(stub)).SecondaryStatus, 'Stopped');
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('a job that stalls with a limit shorter than its launch never gets interfaces', async () => {
  await using stub = testStub({ rules: { mode: 'observed' } });
  stub.ec2.egress = [];
  await launch(stub, { ...ENCRYPTED, StoppingCondition: { MaxRuntimeInSeconds: 1 } });
  await stub.clock.advance(3600);
  assert.equal((await describe(stub)).SecondaryStatus, 'MaxRuntimeExceeded');
  assert.ok(!stub.ec2.calls.includes('CreateNetworkInterface'));
});

test('the same network stalls no unencrypted job, and none with one instance', async () => {
  for (const changes of [
    { VpcConfig: VPC },
    {
      ...ENCRYPTED,
      ResourceConfig: { InstanceType: 'ml.m5.xlarge' as const, InstanceCount: 1, VolumeSizeInGB: 30 },
    },
  ]) {
    await using stub = testStub({ rules: { mode: 'observed' } });
    stub.ec2.egress = [];
    await launch(stub, changes);
    await stub.clock.advance(3600);
    assert.equal((await describe(stub)).TrainingJobStatus, 'Completed');
  }
});

test('on an instant clock a job has ended when it is described, and can be stopped before', async () => {
  await using stub = testStub({ clock: createInstantClock() });
  await launch(stub, { VpcConfig: VPC });
  assert.equal((await describe(stub)).TrainingJobStatus, 'Completed');
  await stub.client.send(new CreateTrainingJobCommand(training('other')));
  await stub.client.send(new StopTrainingJobCommand({ TrainingJobName: 'other' }));
  const other = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'other' }));
  assert.equal(other.TrainingJobStatus, 'Stopped');
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('on a scaled clock a job ends by itself, at its own times', async () => {
  await using stub = testStub({ clock: createScaledClock(10_000) });
  await launch(stub, { VpcConfig: VPC });
  await eventually(async () => (await describe(stub)).TrainingJobStatus === 'Completed');
  const job = await describe(stub);
  assert.equal(job.TrainingTimeInSeconds, 145);
  assert.equal(stub.ec2.interfaces.size, 0);
  assert.equal(stub.stub.verdicts(CALLER).length, 1);
});

async function eventually(done: () => Promise<boolean> | boolean): Promise<void> {
  for (let waited = 0; !(await done()) && waited < 5000; waited += 5) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.ok(await done(), 'it did not happen within five seconds');
}
