import assert from 'node:assert/strict';
import {
  DescribeTrainingJobCommand,
  SageMakerServiceException,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { Then, When } from '@cucumber/cucumber';
import { interfacesOf } from '../packets.ts';
import { vpcConfigOf } from '../private-vpc.ts';
import { describeTraining, requestTraining } from '../request-jobs.ts';
import type { ScenarioWorld } from './world.ts';

const anHour = 3600;

When(
  'an {encryption} training job with {int} security groups is created',
  async function (this: ScenarioWorld, encrypted: boolean | undefined, count: number) {
    const SecurityGroupIds = Array.from({ length: count }, () => this.privateVpc.groups[0] ?? '');
    this.job = await requestTraining(this.account, {
      encrypted,
      vpc: { ...vpcConfigOf(this.vpc), SecurityGroupIds },
    });
  },
);

When(
  'an {encryption} training job with subnets but no security group is created',
  async function (this: ScenarioWorld, encrypted: boolean | undefined) {
    this.job = await requestTraining(this.account, {
      encrypted,
      vpc: { Subnets: this.privateVpc.subnets.map((subnet) => subnet.id) },
    });
  },
);

When("a training job's encryption flag is sent as the text {string}", async function (this: ScenarioWorld, text) {
  this.job = await requestTraining(this.account, {
    vpc: vpcConfigOf(this.vpc),
    encrypted: text as unknown as boolean,
  });
});

When('the same request is sent again', async function (this: ScenarioWorld) {
  this.job = await this.job.again();
});

When('the job is stopped', async function (this: ScenarioWorld) {
  await this.account.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: this.job.name }));
  assert.equal((await describeTraining(this.account, this.job.name)).TrainingJobStatus, 'Stopping');
  await this.account.advance(anHour);
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
  'after {int} more minutes the job was stopped because it exceeded its maximum runtime',
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
