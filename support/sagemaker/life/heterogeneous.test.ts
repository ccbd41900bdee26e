import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  type ResourceConfig,
  type TrainingInstanceType,
} from '@aws-sdk/client-sagemaker';
import { testStub, training, VPC } from '../testing/stub.ts';

/** Seconds of a training that exchanges 1,000 MB in each of 100 steps, and how many network interfaces it held. */
async function trained(resources: Omit<ResourceConfig, 'VolumeSizeInGB'>, encrypted: boolean) {
  await using stub = testStub();
  await stub.client.send(
    new CreateTrainingJobCommand(
      training('job', {
        ResourceConfig: { ...resources, VolumeSizeInGB: 30 },
        VpcConfig: VPC,
        EnableInterContainerTrafficEncryption: encrypted,
        Environment: {
          TRAIN_ENCRYPT_STEPS: '100',
          TRAIN_ENCRYPT_COMPUTE_SECONDS: '1',
          TRAIN_ENCRYPT_MODEL_MEGABYTES: '1000',
        },
      }),
    ),
  );
  await stub.clock.advance(60);
  const interfaces = stub.ec2.interfaces.size;
  await stub.clock.advance(86_400);
  const job = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'job' }));
  assert.equal(job.TrainingJobStatus, 'Completed');
  return { seconds: job.TrainingTimeInSeconds, interfaces };
}

const group = (InstanceType: TrainingInstanceType, InstanceCount: number) => ({
  InstanceGroupName: `${InstanceType.split('.')[1]}`,
  InstanceType,
  InstanceCount,
});

test('a heterogeneous cluster takes as long as so many instances of the slowest network', async () => {
  for (const encrypted of [false, true]) {
    const mixed = { InstanceGroups: [group('ml.p4d.24xlarge', 1), group('ml.c5n.18xlarge', 3)] };
    const same = { InstanceType: 'ml.c5n.18xlarge' as const, InstanceCount: 4 };
    assert.deepEqual(await trained(mixed, encrypted), await trained(same, encrypted));
    assert.equal((await trained(mixed, encrypted)).interfaces, 4);
  }
});

test('encryption lengthens it, but not a group of one that is all alone', async () => {
  const two = { InstanceGroups: [group('ml.p4d.24xlarge', 1), group('ml.c5n.18xlarge', 1)] };
  const one = { InstanceGroups: [group('ml.p4d.24xlarge', 1)] };
  const seconds = async (resources: typeof one, encrypted: boolean) =>
    (await trained(resources, encrypted)).seconds ?? 0;
  assert.ok((await seconds(two, true)) > (await seconds(two, false)));
  assert.equal(await seconds(one, true), await seconds(one, false));
});
