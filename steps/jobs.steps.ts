import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { interfacesOf, stoppedPackets } from './packets.ts';
import { vpcConfigOf } from './private-vpc.ts';
import { describeTraining, requestTraining, type TrainingSettings } from './request-jobs.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

const anHour = 3600;

/** Seconds after which the stub's jobs have their instances, but none has begun to train. */
const untilLaunched = 45;

async function create(world: TrainEncryptWorld, settings: TrainingSettings): Promise<void> {
  world.job = await requestTraining(world.account, { vpc: vpcConfigOf(world.vpc), ...settings });
}

/** In the private VPC and its first security group, or without a network if the scenario has none. */
When(
  'an {encryption} training job with {int} instance(s) is created',
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, instances: number) {
    await create(this, { instances, encrypted });
  },
);

When(
  'an {encryption} training job with {int} instances and an hour to run is created',
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, instances: number) {
    await create(this, { instances, encrypted, maxRuntimeSeconds: anHour });
  },
);

When(
  'an {encryption} training job with {int} instances of type {string} is created',
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, instances: number, instanceType: string) {
    await create(this, { instances, instanceType, encrypted });
  },
);

When(
  'an {encryption} training job with {int} instances in both/all groups is created',
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, instances: number) {
    await create(this, {
      instances,
      encrypted,
      vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds: this.privateVpc.groups },
    });
  },
);

When(
  'an {encryption} training job with {int} instances in the other group alone is created',
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, instances: number) {
    const SecurityGroupIds = this.privateVpc.groups.slice(1);
    await create(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds } });
  },
);

When(
  'an {encryption} training job with {int} instances in one subnet is created',
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, instances: number) {
    const Subnets = this.privateVpc.subnets.slice(0, 1).map((subnet) => subnet.id);
    await create(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), Subnets } });
  },
);

When(
  "an {encryption} training job with {int} instance(s) and the other VPC's security group is created",
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, instances: number) {
    const SecurityGroupIds = this.otherVpc?.groups ?? [];
    await create(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds } });
  },
);

When(
  'an {encryption} training job with {int} instances in subnets of both VPCs is created',
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, instances: number) {
    const Subnets = [this.privateVpc, this.otherVpc]
      .flatMap((vpc) => vpc?.subnets.slice(0, 1) ?? [])
      .map(({ id }) => id);
    await create(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), Subnets } });
  },
);

/** A heterogeneous cluster. */
When(
  'an {encryption} training job with instance groups of {int} and {int} instances is created',
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, one: number, other: number) {
    await create(this, { instanceGroups: [one, other], encrypted });
  },
);

/** Forty days pass for this account. */
When('the job runs its course', async function (this: TrainEncryptWorld) {
  assert.equal(this.job.refusal, undefined, `the job was refused: ${this.job.refusal?.message}`);
  // Longer than any job of the scenarios may run.
  await this.account.advance(40 * 24 * anHour);
});

/** It was not refused, and a training job is in progress. */
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

/** Checked packet by packet against the groups and network ACLs of its network interfaces, independent of the rules. */
Then('every pair of its instances can exchange encrypted traffic', async function (this: TrainEncryptWorld) {
  const interfaces = await interfacesOf(this.account.ec2, this.job.name);
  assert.ok(interfaces.length >= 2, 'the job has no pair of instances');
  assert.deepEqual(await stoppedPackets(this.account.ec2, interfaces), []);
});

/** For this scenario: what the service was not observed to refuse is advice. */
Given('the rules as the service was observed to apply them', function (this: TrainEncryptWorld) {
  this.account.setRules({ mode: 'observed' });
});

/** For this scenario: rules broader than the documented rows are refused. */
Given('only the documented rules count', function (this: TrainEncryptWorld) {
  this.account.setRules({ strict: true });
});
