import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { interfacesOf, stoppedPackets } from './packets.ts';
import { vpcConfigOf } from './private-vpc.ts';
import { describeTraining, requestTraining, type TrainingSettings } from './request-jobs.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

const anHour = 3600;

/** Seconds after which the stub's jobs have their instances, but none has begun to train. */
const untilLaunched = 45;

async function ask(world: TrainEncryptWorld, wish: TrainingSettings): Promise<void> {
  world.job = await requestTraining(world.account, { vpc: vpcConfigOf(world.vpc), ...wish });
}

/** In the private VPC and its first security group, or without a network where the scenario prepared none. */
When(
  'a training job with {int} instance(s) {wish}',
  async function (this: TrainEncryptWorld, instances: number, encrypted) {
    await ask(this, { instances, encrypted });
  },
);

When(
  'a training job with {int} instances and an hour to run {wish}',
  async function (this: TrainEncryptWorld, instances: number, encrypted) {
    await ask(this, { instances, encrypted, maxRuntimeSeconds: anHour });
  },
);

When(
  'a training job with {int} instances of type {string} {wish}',
  async function (this: TrainEncryptWorld, instances: number, instanceType: string, encrypted) {
    await ask(this, { instances, instanceType, encrypted });
  },
);

When(
  'a training job with {int} instances in both/all groups {wish}',
  async function (this: TrainEncryptWorld, instances: number, encrypted) {
    await ask(this, {
      instances,
      encrypted,
      vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds: this.privateVpc.groups },
    });
  },
);

When(
  'a training job with {int} instances in the other group alone {wish}',
  async function (this: TrainEncryptWorld, instances: number, encrypted) {
    const SecurityGroupIds = this.privateVpc.groups.slice(1);
    await ask(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds } });
  },
);

When(
  'a training job with {int} instances in one subnet {wish}',
  async function (this: TrainEncryptWorld, instances: number, encrypted) {
    const Subnets = this.privateVpc.subnets.slice(0, 1).map((subnet) => subnet.id);
    await ask(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), Subnets } });
  },
);

When(
  "a training job with {int} instance(s) {wish} with the other VPC's security group",
  async function (this: TrainEncryptWorld, instances: number, encrypted) {
    const SecurityGroupIds = this.otherVpc?.groups ?? [];
    await ask(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds } });
  },
);

When(
  'a training job with {int} instances {wish} in subnets of both VPCs',
  async function (this: TrainEncryptWorld, instances: number, encrypted) {
    const Subnets = [this.privateVpc, this.otherVpc]
      .flatMap((vpc) => vpc?.subnets.slice(0, 1) ?? [])
      .map(({ id }) => id);
    await ask(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), Subnets } });
  },
);

/** A heterogeneous cluster. */
When(
  'a training job with instance groups of {int} and {int} instances {wish}',
  async function (this: TrainEncryptWorld, one: number, other: number, encrypted) {
    await ask(this, { instanceGroups: [one, other], encrypted });
  },
);

/** Forty days pass for this account. */
When('the job runs its course', async function (this: TrainEncryptWorld) {
  assert.equal(this.job.refusal, undefined, `the job was refused: ${this.job.refusal?.message}`);
  // Longer than any job of the scenarios may run.
  await this.account.advance(40 * 24 * anHour);
});

/** It was not refused, and a training job is on its way. */
Then('the job starts', async function (this: TrainEncryptWorld) {
  assert.equal(this.job.refusal, undefined, `the job was refused: ${this.job.refusal?.message}`);
  if (this.job.kind === 'training') {
    await this.account.advance(untilLaunched);
    const { TrainingJobStatus, TrainingJobArn } = await describeTraining(this.account, this.job.name);
    assert.equal(TrainingJobStatus, 'InProgress');
    assert.match(TrainingJobArn ?? '', new RegExp(`:${this.account.id}:training-job/`));
  }
});

Then('the job has completed', async function (this: TrainEncryptWorld) {
  const { TrainingJobStatus, SecondaryStatus } = await describeTraining(this.account, this.job.name);
  assert.deepEqual([TrainingJobStatus, SecondaryStatus], ['Completed', 'Completed']);
});

Then('the description of the job says that traffic is encrypted', async function (this: TrainEncryptWorld) {
  const { EnableInterContainerTrafficEncryption } = await describeTraining(this.account, this.job.name);
  assert.equal(EnableInterContainerTrafficEncryption, true);
});

Then('the description of the job says that traffic is not encrypted', async function (this: TrainEncryptWorld) {
  const { EnableInterContainerTrafficEncryption } = await describeTraining(this.account, this.job.name);
  assert.equal(EnableInterContainerTrafficEncryption, false);
});

/** Looked up packet by packet in the groups and network ACLs of its network interfaces, whatever the rules found. */
Then('every pair of its instances can exchange encrypted traffic', async function (this: TrainEncryptWorld) {
  const interfaces = await interfacesOf(this.account.ec2, this.job.name);
  assert.ok(interfaces.length >= 2, 'the job has no pair of instances');
  assert.deepEqual(await stoppedPackets(this.account.ec2, interfaces), []);
});

/** For this scenario: what the service was not seen to refuse is advice. */
Given('the rules as the service was observed to apply them', function (this: TrainEncryptWorld) {
  this.account.setRules({ mode: 'observed' });
});

/** For this scenario: nothing broader than the documented rows will do. */
Given('only the documented rules count', function (this: TrainEncryptWorld) {
  this.account.setRules({ strict: true });
});
