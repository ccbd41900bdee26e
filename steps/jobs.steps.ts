import assert from 'node:assert/strict';
import {
  DescribeTrainingJobCommand,
  SageMakerServiceException,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { Given, Then, When } from '@cucumber/cucumber';
import { askForTraining, describeTraining, type TrainingWish } from './asking.ts';
import { interfacesOf, stoppedPackets } from './packets.ts';
import { vpcConfigOf } from './private-vpc.ts';
import type { ScenarioWorld } from './world.ts';

const anHour = 3600;

/** Seconds after which the stub's jobs have their instances, but none has begun to train. */
const untilLaunched = 45;

async function ask(world: ScenarioWorld, wish: TrainingWish): Promise<void> {
  world.asked = await askForTraining(world.account, { vpc: vpcConfigOf(world.vpc), ...wish });
}

When(
  'a training job with {int} instance(s) {wish}',
  async function (this: ScenarioWorld, instances: number, encrypted) {
    await ask(this, { instances, encrypted });
  },
);

When(
  'a training job with {int} instances and an hour to run {wish}',
  async function (this: ScenarioWorld, instances: number, encrypted) {
    await ask(this, { instances, encrypted, maxRuntimeSeconds: anHour });
  },
);

When(
  'a training job with {int} instances of type {string} {wish}',
  async function (this: ScenarioWorld, instances: number, instanceType: string, encrypted) {
    await ask(this, { instances, instanceType, encrypted });
  },
);

When(
  'a training job with {int} instances in both/all groups {wish}',
  async function (this: ScenarioWorld, instances: number, encrypted) {
    await ask(this, {
      instances,
      encrypted,
      vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds: this.privateVpc.groups },
    });
  },
);

When(
  'a training job with {int} instances in the other group alone {wish}',
  async function (this: ScenarioWorld, instances: number, encrypted) {
    const SecurityGroupIds = this.privateVpc.groups.slice(1);
    await ask(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds } });
  },
);

When(
  'a training job with {int} instances in one subnet {wish}',
  async function (this: ScenarioWorld, instances: number, encrypted) {
    const Subnets = this.privateVpc.subnets.slice(0, 1).map((subnet) => subnet.id);
    await ask(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), Subnets } });
  },
);

When(
  "a training job with {int} instance(s) {wish} with the other VPC's security group",
  async function (this: ScenarioWorld, instances: number, encrypted) {
    const SecurityGroupIds = this.otherVpc?.groups ?? [];
    await ask(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds } });
  },
);

When(
  'a training job with {int} instances {wish} in subnets of both VPCs',
  async function (this: ScenarioWorld, instances: number, encrypted) {
    const Subnets = [this.privateVpc, this.otherVpc]
      .flatMap((vpc) => vpc?.subnets.slice(0, 1) ?? [])
      .map(({ id }) => id);
    await ask(this, { instances, encrypted, vpc: { ...vpcConfigOf(this.vpc), Subnets } });
  },
);

When(
  'a training job {wish} with {int} security groups',
  async function (this: ScenarioWorld, encrypted, count: number) {
    const SecurityGroupIds = Array.from({ length: count }, () => this.privateVpc.groups[0] ?? '');
    await ask(this, { encrypted, vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds } });
  },
);

When('a training job {wish} with subnets but no security group', async function (this: ScenarioWorld, encrypted) {
  await ask(this, { encrypted, vpc: { Subnets: this.privateVpc.subnets.map((subnet) => subnet.id) } });
});

When(
  'a training job with instance groups of {int} and {int} instances {wish}',
  async function (this: ScenarioWorld, one: number, other: number, encrypted) {
    await ask(this, { instanceGroups: [one, other], encrypted });
  },
);

When("a training job's encryption flag is sent as the text {string}", async function (this: ScenarioWorld, text) {
  await ask(this, { encrypted: text as unknown as boolean });
});

When('the same job is asked for again', async function (this: ScenarioWorld) {
  this.asked = await this.job.again();
});

When('the job runs its course', async function (this: ScenarioWorld) {
  assert.equal(this.job.refusal, undefined, `the job was refused: ${this.job.refusal?.message}`);
  // Longer than any job of the scenarios may run.
  await this.account.advance(40 * 24 * anHour);
});

When('the job is stopped', async function (this: ScenarioWorld) {
  await this.account.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: this.job.name }));
  assert.equal((await describeTraining(this.account, this.job.name)).TrainingJobStatus, 'Stopping');
  await this.account.advance(anHour);
});

Then('the job starts', async function (this: ScenarioWorld) {
  assert.equal(this.job.refusal, undefined, `the job was refused: ${this.job.refusal?.message}`);
  if (this.job.kind === 'training') {
    await this.account.advance(untilLaunched);
    const { TrainingJobStatus, TrainingJobArn } = await describeTraining(this.account, this.job.name);
    assert.equal(TrainingJobStatus, 'InProgress');
    assert.match(TrainingJobArn ?? '', new RegExp(`:${this.account.id}:training-job/`));
  }
});

Then('the job has completed', async function (this: ScenarioWorld) {
  const { TrainingJobStatus, SecondaryStatus } = await describeTraining(this.account, this.job.name);
  assert.deepEqual([TrainingJobStatus, SecondaryStatus], ['Completed', 'Completed']);
});

Then('the job has stopped', async function (this: ScenarioWorld) {
  const { TrainingJobStatus, SecondaryStatus } = await describeTraining(this.account, this.job.name);
  assert.deepEqual([TrainingJobStatus, SecondaryStatus], ['Stopped', 'Stopped']);
});

Then(
  'after {int} minutes the job still waits for its instances',
  async function (this: ScenarioWorld, minutes: number) {
    await this.account.advance(minutes * 60);
    const { TrainingJobStatus, SecondaryStatus } = await describeTraining(this.account, this.job.name);
    assert.deepEqual([TrainingJobStatus, SecondaryStatus], ['InProgress', 'Starting']);
  },
);

Then(
  'after {int} more minutes the job was stopped because its time was up',
  async function (this: ScenarioWorld, minutes: number) {
    await this.account.advance(minutes * 60);
    const { TrainingJobStatus, SecondaryStatus } = await describeTraining(this.account, this.job.name);
    assert.deepEqual([TrainingJobStatus, SecondaryStatus], ['Stopped', 'MaxRuntimeExceeded']);
  },
);

Then('its status says that the stall is an assumption', async function (this: ScenarioWorld) {
  const { SecondaryStatusTransitions = [] } = await describeTraining(this.account, this.job.name);
  const messages = SecondaryStatusTransitions.map((transition) => transition.StatusMessage ?? '');
  assert.ok(
    messages.some((message) => /assum/i.test(message)),
    `no status message speaks of an assumption: ${messages.join(' | ')}`,
  );
});

Then('there is no such job', async function (this: ScenarioWorld) {
  await assert.rejects(
    this.account.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: this.job.name })),
    (error: unknown) =>
      error instanceof SageMakerServiceException &&
      error.name === 'ValidationException' &&
      error.message === 'Requested resource not found.',
  );
});

Then('the description of the job names no VPC', async function (this: ScenarioWorld) {
  assert.equal((await describeTraining(this.account, this.job.name)).VpcConfig, undefined);
});

Then('the description of the job says that traffic is encrypted', async function (this: ScenarioWorld) {
  const { EnableInterContainerTrafficEncryption } = await describeTraining(this.account, this.job.name);
  assert.equal(EnableInterContainerTrafficEncryption, true);
});

Then('the description of the job says that traffic is not encrypted', async function (this: ScenarioWorld) {
  const { EnableInterContainerTrafficEncryption } = await describeTraining(this.account, this.job.name);
  assert.equal(EnableInterContainerTrafficEncryption, false);
});

Then('none of its network interfaces is in a VPC of the account', async function (this: ScenarioWorld) {
  assert.deepEqual(await interfacesOf(this.account.ec2, this.job.name), []);
});

Then(
  '{int} network interfaces of the job are in its subnets and security groups',
  async function (this: ScenarioWorld, count: number) {
    const interfaces = await interfacesOf(this.account.ec2, this.job.name);
    assert.equal(interfaces.length, count);
    const subnets = this.privateVpc.subnets.map((subnet) => subnet.id);
    for (const one of interfaces) {
      assert.ok(subnets.includes(one.SubnetId ?? ''), `${one.SubnetId} is not a subnet of the job`);
      assert.deepEqual(
        one.Groups?.map((group) => group.GroupId),
        this.privateVpc.groups.slice(0, 1),
      );
    }
  },
);

Then('the interfaces are spread over both subnets', async function (this: ScenarioWorld) {
  const interfaces = await interfacesOf(this.account.ec2, this.job.name);
  assert.equal(new Set(interfaces.map((one) => one.SubnetId)).size, 2);
});

Then('no network interface of the job is left', async function (this: ScenarioWorld) {
  assert.deepEqual(await interfacesOf(this.account.ec2, this.job.name), []);
});

Then('every pair of its instances can exchange encrypted traffic', async function (this: ScenarioWorld) {
  const interfaces = await interfacesOf(this.account.ec2, this.job.name);
  assert.ok(interfaces.length >= 2, 'the job has no pair of instances');
  assert.deepEqual(await stoppedPackets(this.account.ec2, interfaces), []);
});

Given('the rules as the service was observed to apply them', function (this: ScenarioWorld) {
  this.account.setRules({ mode: 'observed' });
});

Given('only the documented rules count', function (this: ScenarioWorld) {
  this.account.setRules({ strict: true });
});
