import assert from 'node:assert/strict';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { Then, When } from '@cucumber/cucumber';
import { describeTraining } from './asking.ts';
import { startProgram } from './command.ts';
import { finishedOf, pastedEnvironment, servingOf, stateOf } from './command-state.ts';
import { startRefusingProxy } from './refusing-proxy.ts';
import { python } from './requirements.ts';
import type { ScenarioWorld } from './world.ts';

const threeMinutes = { timeout: 180_000 };

async function launch(world: ScenarioWorld, args: readonly string[]): Promise<void> {
  const state = stateOf(world);
  state.proxy = await startRefusingProxy();
  const environment = {
    ...pastedEnvironment(servingOf(world)),
    AWS_ACCESS_KEY_ID: world.account.id,
    TRAIN_ENCRYPT_ROLE_ARN: `arn:aws:iam::${world.account.id}:role/training`,
    SAGEMAKER_VALIDATE_ROLE: 'false',
    SAGEMAKER_USER_CONFIG_OVERRIDE: 'examples/python-sdk/config.yaml',
    HTTPS_PROXY: state.proxy.url,
    HTTP_PROXY: state.proxy.url,
    NO_PROXY: '127.0.0.1,localhost',
  };
  const running = startProgram(python, ['examples/python-sdk/launch.py', ...args], environment);
  state.finished = await running.ended;
}

When(
  'the Python launcher asks for {int} instances in that VPC',
  threeMinutes,
  async function (this: ScenarioWorld, instances: number) {
    const { subnets, groups } = this.privateVpc;
    const network = ['--subnets', ...subnets.map((subnet) => subnet.id), '--security-groups', ...groups];
    await launch(this, ['--instances', String(instances), ...network]);
  },
);

When(
  'the Python launcher asks for {int} instances without a VPC',
  threeMinutes,
  async function (this: ScenarioWorld, instances: number) {
    await launch(this, ['--instances', String(instances)]);
  },
);

async function launchedJobs(world: ScenarioWorld) {
  const { TrainingJobSummaries = [] } = await world.account.sagemaker.send(new ListTrainingJobsCommand({}));
  return TrainingJobSummaries;
}

Then(
  'the job it launched has {int} instances, is encrypted and has the private VPC',
  async function (this: ScenarioWorld, instances: number) {
    const [summary, ...others] = await launchedJobs(this);
    assert.ok(summary, finishedOf(this).output);
    assert.deepEqual(others, []);
    const job = await describeTraining(this.account, summary.TrainingJobName ?? '');
    assert.equal(job.EnableInterContainerTrafficEncryption, true);
    assert.equal(job.ResourceConfig?.InstanceCount, instances);
    const { subnets, groups } = this.privateVpc;
    assert.deepEqual(job.VpcConfig, { Subnets: subnets.map((subnet) => subnet.id), SecurityGroupIds: groups });
  },
);

Then('no job was launched', async function (this: ScenarioWorld) {
  assert.deepEqual(await launchedJobs(this), []);
});

Then('the launcher tried to reach nothing else', function (this: ScenarioWorld) {
  assert.deepEqual(stateOf(this).proxy?.refused, []);
});
