import assert from 'node:assert/strict';
import {
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DescribeProcessingJobCommand,
  ListProcessingJobsCommand,
  type ProfilerRuleConfiguration,
  type VpcConfig,
} from '@aws-sdk/client-sagemaker';
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import { createGroup } from '../private-vpc.ts';
import { describeTraining, type RequestedJob, requestTraining } from '../request-jobs.ts';
import type { ScenarioWorld } from './world.ts';

/** How long instances are kept, in seconds; and longer than any job of these scenarios takes. */
const keptFor = 1800;
const longEnough = 1500;

/** The jobs whose instances were kept, by scenario. */
const firsts = new WeakMap<ScenarioWorld, RequestedJob & { kind: 'training' }>();

function firstOf(world: ScenarioWorld): RequestedJob & { kind: 'training' } {
  return firsts.get(world) ?? assert.fail('no job of this scenario kept its instances');
}

const networkOf = ({ privateVpc }: ScenarioWorld): VpcConfig => ({
  Subnets: privateVpc.subnets.map(({ id }) => id),
  SecurityGroupIds: privateVpc.groups.slice(0, 1),
});

async function keep(world: ScenarioWorld, encrypted: boolean | undefined): Promise<void> {
  const environment = { TRAIN_ENCRYPT_STEPS: '60', TRAIN_ENCRYPT_COMPUTE_SECONDS: '10' };
  const first = await requestTraining(world.account, {
    encrypted,
    vpc: networkOf(world),
    environment: { ...environment, TRAIN_ENCRYPT_MODEL_MEGABYTES: '0' },
    keepAliveSeconds: keptFor,
  });
  assert.equal(first.refusal, undefined, `the job was refused: ${first.refusal?.message}`);
  assert.ok(first.kind === 'training');
  firsts.set(world, first);
  await world.account.advance(longEnough);
  const { TrainingJobStatus, WarmPoolStatus } = await describeTraining(world.account, first.name);
  assert.deepEqual([TrainingJobStatus, WarmPoolStatus?.Status], ['Completed', 'Available']);
}

Given('an encrypted training job has completed, and its warm pool is kept', async function (this: ScenarioWorld) {
  await keep(this, true);
});

Given('an unencrypted training job has completed, and its warm pool is kept', async function (this: ScenarioWorld) {
  await keep(this, undefined);
});

Given('the warm pool has expired', async function (this: ScenarioWorld) {
  await this.account.advance(keptFor);
});

type Change = (
  request: CreateTrainingJobRequest,
  world: ScenarioWorld,
) => Partial<CreateTrainingJobRequest> | Promise<Partial<CreateTrainingJobRequest>>;

const onOther = (resources: Partial<NonNullable<CreateTrainingJobRequest['ResourceConfig']>>): Change => {
  return ({ ResourceConfig }) => ({ ResourceConfig: { ...ResourceConfig, ...resources } });
};

const differences: Readonly<Record<string, Change>> = {
  'runs in one of the subnets only': (_, world) => ({
    VpcConfig: { ...networkOf(world), Subnets: networkOf(world).Subnets?.slice(0, 1) },
  }),
  'has a further security group': async (_, world) => {
    const group = await createGroup(world.account.ec2, world.privateVpc.id, 'further');
    const { Subnets, SecurityGroupIds = [] } = networkOf(world);
    return { VpcConfig: { Subnets, SecurityGroupIds: [...SecurityGroupIds, group] } };
  },
  'has another role': ({ RoleArn }) => ({ RoleArn: `${RoleArn}-other` }),
  'has other instances': onOther({ InstanceType: 'ml.m5.2xlarge' }),
  'has one instance more': onOther({ InstanceCount: 3 }),
  'has a larger volume': onOther({ VolumeSizeInGB: 500 }),
  'has another key for its volume': onOther({ VolumeKmsKeyId: 'alias/other' }),
  'is isolated from the network': () => ({ EnableNetworkIsolation: true }),
};

defineParameterType({
  name: 'difference',
  regexp: new RegExp(Object.keys(differences).join('|')),
  transformer: (text: string) => differences[text],
});

async function createAgain(world: ScenarioWorld, change?: Change): Promise<void> {
  const { name, request } = firstOf(world);
  const changed = { ...request, ...(await change?.(request, world)), TrainingJobName: `${name}-next` };
  await world.account.sagemaker.send(new CreateTrainingJobCommand(changed));
  const again = () => assert.fail('this job is not created a third time');
  world.job = { kind: 'training', name: `${name}-next`, request: changed, refusal: undefined, again };
}

When('the same training job is created under another name', async function (this: ScenarioWorld) {
  await createAgain(this);
});

When(
  'the same training job is created under another name, but {encryption}',
  async function (this: ScenarioWorld, encrypted: boolean | undefined) {
    await createAgain(this, () => ({ EnableInterContainerTrafficEncryption: encrypted }));
  },
);

When(
  'the same training job is created under another name, but it {difference}',
  async function (this: ScenarioWorld, change: Change) {
    await createAgain(this, change);
  },
);

const poolOf = async (world: ScenarioWorld, name: string) =>
  (await describeTraining(world.account, name)).WarmPoolStatus;

Then('the job reuses the warm pool', async function (this: ScenarioWorld) {
  const { Status, ReusedByJob } = (await poolOf(this, firstOf(this).name)) ?? {};
  assert.deepEqual([Status, ReusedByJob], ['Reused', this.job.name]);
  assert.equal((await poolOf(this, this.job.name))?.Status, 'InUse');
});

Then('the job does not reuse the warm pool', async function (this: ScenarioWorld) {
  const { Status, ReusedByJob } = (await poolOf(this, firstOf(this).name)) ?? {};
  assert.notEqual(Status, 'Reused');
  assert.equal(ReusedByJob, undefined);
});

Then('the job starts sooner than the one before', async function (this: ScenarioWorld) {
  await this.account.advance(longEnough);
  const untilStarted = async (name: string) => {
    const { CreationTime, TrainingStartTime } = await describeTraining(this.account, name);
    assert.ok(CreationTime && TrainingStartTime, `${name} never began`);
    return TrainingStartTime.getTime() - CreationTime.getTime();
  };
  const [first, next] = [await untilStarted(firstOf(this).name), await untilStarted(this.job.name)];
  assert.ok(next < first, `${next} ms, and ${first} ms before`);
});

const rule: ProfilerRuleConfiguration = {
  RuleConfigurationName: 'ProfilerReport',
  RuleEvaluatorImage: '503895931360.dkr.ecr.eu-central-1.amazonaws.com/sagemaker-debugger-rules:latest',
  RuleParameters: { rule_to_invoke: 'ProfilerReport' },
};

const membersByKind: Readonly<Record<string, Partial<CreateTrainingJobRequest>>> = {
  profiler: { ProfilerRuleConfigurations: [rule] },
  debugger: { DebugRuleConfigurations: [{ ...rule, RuleConfigurationName: 'LossNotDecreasing' }] },
};

When(
  'an {encryption} training job with {int} instances and a {word} rule is created',
  async function (this: ScenarioWorld, encrypted: boolean | undefined, instances: number, kind: string) {
    const further = membersByKind[kind] ?? assert.fail(`there are no ${kind} rules`);
    this.job = await requestTraining(this.account, { instances, encrypted, vpc: networkOf(this), further });
  },
);

async function rules(world: ScenarioWorld) {
  const job = await describeTraining(world.account, world.job.name);
  return [...(job.DebugRuleEvaluationStatuses ?? []), ...(job.ProfilerRuleEvaluationStatuses ?? [])];
}

async function ruleJob(world: ScenarioWorld) {
  const [one, ...others] = await rules(world);
  assert.deepEqual(others, [], 'the job has one rule');
  const { ProcessingJobSummaries = [] } = await world.account.sagemaker.send(new ListProcessingJobsCommand());
  const found = ProcessingJobSummaries.find(({ ProcessingJobArn }) => ProcessingJobArn === one?.RuleEvaluationJobArn);
  assert.ok(found, `there is no processing job ${one?.RuleEvaluationJobArn}`);
  return world.account.sagemaker.send(new DescribeProcessingJobCommand({ ProcessingJobName: found.ProcessingJobName }));
}

async function assertRule(world: ScenarioWorld, encrypted: boolean): Promise<void> {
  const { NetworkConfig, TrainingJobArn } = await ruleJob(world);
  assert.equal(NetworkConfig?.EnableInterContainerTrafficEncryption ?? false, encrypted);
  assert.deepEqual(NetworkConfig?.VpcConfig, networkOf(world));
  assert.equal(TrainingJobArn, (await describeTraining(world.account, world.job.name)).TrainingJobArn);
}

Then('the processing job of the rule is encrypted, in the private VPC', async function (this: ScenarioWorld) {
  await assertRule(this, true);
});

Then('the processing job of the rule is not encrypted, in the private VPC', async function (this: ScenarioWorld) {
  await assertRule(this, false);
});

Then('the rule has found no issues', async function (this: ScenarioWorld) {
  assert.deepEqual(
    (await rules(this)).map((one) => one.RuleEvaluationStatus),
    ['NoIssuesFound'],
  );
});
