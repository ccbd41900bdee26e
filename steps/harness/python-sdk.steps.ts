import assert from 'node:assert/strict';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { Then, When } from '@cucumber/cucumber';
import { describeTraining } from '../request-jobs.ts';
import type { ScenarioWorld } from '../rules/world.ts';
import { clientEnvironment } from './client-environment.ts';
import { startProgram } from './command.ts';
import { finishedOf, stateOf } from './command-state.ts';
import { python } from './requirements.ts';

const threeMinutes = { timeout: 180_000 };

async function launch(world: ScenarioWorld, args: readonly string[]): Promise<void> {
  const environment = {
    ...(await clientEnvironment(world)),
    TRAIN_ENCRYPT_ROLE_ARN: `arn:aws:iam::${world.account.id}:role/training`,
    SAGEMAKER_USER_CONFIG_OVERRIDE: 'examples/python-sdk/config.yaml',
  };
  const running = startProgram(python, ['examples/python-sdk/launch.py', ...args], environment);
  stateOf(world).finished = await running.ended;
}

When(
  'the Python wrapper launches a job with {int} instances in that VPC',
  threeMinutes,
  async function (this: ScenarioWorld, instances: number) {
    const { subnets, groups } = this.privateVpc;
    const network = ['--subnets', ...subnets.map((subnet) => subnet.id), '--security-groups', ...groups];
    await launch(this, ['--instances', String(instances), ...network]);
  },
);

When(
  'the Python wrapper launches a job with {int} instances without a VPC',
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

Then('the wrapper tried to reach nothing else', function (this: ScenarioWorld) {
  assert.deepEqual(stateOf(this).proxy?.refused, []);
});
