import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateProcessingJobCommand,
  DescribeProcessingJobCommand,
  StopProcessingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { ec2Error } from '../testing/fake-ec2.ts';
import { EPOCH, processing, type TestStub, testStub, VPC } from '../testing/stub.ts';

const ENCRYPTED = { NetworkConfig: { EnableInterContainerTrafficEncryption: true, VpcConfig: VPC } };

async function launch(stub: TestStub, changes: Parameters<typeof processing>[1] = {}): Promise<void> {
  await stub.client.send(new CreateProcessingJobCommand(processing('clean', changes)));
}

const describe = (stub: TestStub) => stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName: 'clean' }));

const stop = (stub: TestStub) => stub.client.send(new StopProcessingJobCommand({ ProcessingJobName: 'clean' }));

const seconds = (time: Date | undefined) => time && (time.getTime() - EPOCH) / 1000;

test('each status comes at its time', async () => {
  await using stub = testStub();
  await launch(stub);
  const seen: string[] = [];
  for (const turn of [0, 59.999, 0.001, 344.999, 0.001, 1000]) {
    await stub.clock.advance(turn);
    const job = await describe(stub);
    seen.push(
      `${job.ProcessingJobStatus} ${seconds(job.ProcessingStartTime)} ${seconds(job.ProcessingEndTime)} ${seconds(job.LastModifiedTime)}`,
    );
  }
  assert.deepEqual(seen, [
    'InProgress undefined undefined 0',
    'InProgress undefined undefined 0',
    'InProgress 60 undefined 60',
    'InProgress 60 undefined 60',
    'Completed 60 405 405',
    'Completed 60 405 405',
  ]);
});

test('its network interfaces are there while it runs', async () => {
  await using stub = testStub();
  await launch(stub, ENCRYPTED);
  assert.equal(stub.ec2.interfaces.size, 0);
  await stub.clock.advance(30);
  assert.deepEqual(
    [...stub.ec2.interfaces.values()].map(({ SubnetId, Groups, Description }) => ({ SubnetId, Groups, Description })),
    [0, 1].map((index) => ({
      SubnetId: VPC.Subnets[index],
      Groups: VPC.SecurityGroupIds,
      Description: `train-encrypt: processing job clean, instance ${index + 1} of 2`,
    })),
  );
  await stub.clock.advance(3600);
  assert.equal(stub.ec2.interfaces.size, 0);
  assert.equal((await describe(stub)).ProcessingJobStatus, 'Completed');
});

test('a stop takes its grace period', async () => {
  await using stub = testStub();
  await launch(stub, ENCRYPTED);
  await stub.clock.advance(100);
  await stop(stub);
  assert.equal((await describe(stub)).ProcessingJobStatus, 'Stopping');
  await stop(stub);
  await stub.clock.advance(119.999);
  assert.equal((await describe(stub)).ProcessingJobStatus, 'Stopping');
  await stub.clock.advance(0.001);
  const { ProcessingJobStatus, ProcessingEndTime } = await describe(stub);
  assert.deepEqual([ProcessingJobStatus, seconds(ProcessingEndTime)], ['Stopped', 220]);
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('a job whose time is up is stopped', async () => {
  await using stub = testStub();
  const Environment = { TRAIN_ENCRYPT_COMPUTE_SECONDS: '300' };
  await launch(stub, { Environment, StoppingCondition: { MaxRuntimeInSeconds: 100 } });
  await stub.clock.advance(60 + 100);
  assert.equal((await describe(stub)).ProcessingJobStatus, 'Stopping');
  await stub.clock.advance(120);
  assert.equal((await describe(stub)).ProcessingJobStatus, 'Stopped');
});

test('as observed, a job whose instances cannot exchange ESP waits until its time is up', async () => {
  await using stub = testStub({ rules: { mode: 'observed' } });
  stub.ec2.ingress = [];
  await launch(stub, { ...ENCRYPTED, StoppingCondition: { MaxRuntimeInSeconds: 3600 } });
  await stub.clock.advance(3599);
  const { ProcessingJobStatus, ProcessingStartTime } = await describe(stub);
  assert.deepEqual([ProcessingJobStatus, ProcessingStartTime], ['InProgress', undefined]);
  assert.equal(stub.ec2.interfaces.size, 2);
  await stub.clock.advance(121);
  assert.equal((await describe(stub)).ProcessingJobStatus, 'Stopped');
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('a job that gets no network interface fails', async () => {
  await using stub = testStub();
  await launch(stub, ENCRYPTED);
  stub.ec2.before = (operation) => {
    if (operation === 'CreateNetworkInterface') throw ec2Error('InvalidSubnetID.NotFound', 'no such subnet');
  };
  await stub.clock.advance(30);
  const { ProcessingJobStatus, FailureReason, ProcessingEndTime } = await describe(stub);
  assert.equal(ProcessingJobStatus, 'Failed');
  assert.equal(seconds(ProcessingEndTime), 30);
  assert.equal(
    FailureReason,
    "train-encrypt: EC2 gave no network interface in the job's subnets (InvalidSubnetID.NotFound: no such subnet)",
  );
});

test('a stop while interfaces are being made leaves none behind', async () => {
  await using stub = testStub();
  await launch(stub, ENCRYPTED);
  let stopped = false;
  stub.ec2.before = async (operation) => {
    if (operation !== 'CreateNetworkInterface' || stopped) return;
    stopped = true;
    await stop(stub);
  };
  await stub.clock.advance(3600);
  assert.equal((await describe(stub)).ProcessingJobStatus, 'Stopped');
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('the environment says how long the work takes and what the container leaves behind', async () => {
  await using stub = testStub();
  await launch(stub, {
    Environment: { TRAIN_ENCRYPT_COMPUTE_SECONDS: '10', TRAIN_ENCRYPT_EXIT_MESSAGE: 'x'.repeat(256) },
  });
  await stub.clock.advance(114);
  assert.equal((await describe(stub)).ExitMessage, undefined);
  await stub.clock.advance(1);
  const { ProcessingJobStatus, ExitMessage } = await describe(stub);
  assert.deepEqual([ProcessingJobStatus, ExitMessage], ['Completed', 'x'.repeat(256)]);
});

test('without instances it fails before it works', async () => {
  await using stub = testStub({ jobFaultsOf: () => [{ kind: 'capacity', reason: 'none are left' }] });
  await launch(stub, ENCRYPTED);
  await stub.clock.advance(3600);
  const { ProcessingJobStatus, FailureReason, ProcessingStartTime } = await describe(stub);
  assert.deepEqual([ProcessingJobStatus, FailureReason], ['Failed', 'CapacityError: none are left']);
  assert.equal(ProcessingStartTime, undefined);
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('it fails where it was asked to, and is stopped before as any other; it has no spot instances to lose', async () => {
  const jobFaultsOf = () => [
    { kind: 'interrupt', at: 0.1 } as const,
    { kind: 'fail', at: 0.5, reason: 'the disk is full' } as const,
  ];
  await using stub = testStub({ jobFaultsOf });
  await launch(stub);
  await stub.clock.advance(3600);
  const { ProcessingJobStatus, FailureReason, ProcessingEndTime } = await describe(stub);
  assert.deepEqual([ProcessingJobStatus, FailureReason], ['Failed', 'the disk is full']);
  // It works from second 90 to 390.
  assert.equal(seconds(ProcessingEndTime), 240);

  await using other = testStub({ jobFaultsOf });
  await launch(other);
  await other.clock.advance(200);
  await stop(other);
  await other.clock.advance(3600);
  assert.equal((await describe(other)).ProcessingJobStatus, 'Stopped');
});
