import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  ListTrainingJobsCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { Given, Then, When } from '@cucumber/cucumber';
import { faultsOf, serverOf } from '../fault-state.ts';
import { describeTraining, requestTraining } from '../request-jobs.ts';
import type { ScenarioWorld } from '../rules/world.ts';
import { run, start } from './command.ts';
import { folderOf, pastedEnvironment, stateOf } from './command-state.ts';

const twoMinutes = { timeout: 120_000 };

interface ClientState {
  /** The error that the last client was left with. */
  error?: unknown;
  /** Which of the calls made in a row were struck, row by row. */
  readonly rows: string[];
}

const states = new WeakMap<ScenarioWorld, ClientState>();

function stateOfClient(world: ScenarioWorld): ClientState {
  const state = states.get(world) ?? { rows: [] };
  states.set(world, state);
  return state;
}

function settingsFor({ account }: ScenarioWorld, maxAttempts: number) {
  return {
    endpoint: account.environment.AWS_ENDPOINT_URL ?? '',
    region: account.region,
    credentials: { accessKeyId: account.id, secretAccessKey: 'train-encrypt' },
    maxAttempts,
  };
}

When('a client with {int} attempt(s) creates a training job', async function (this: ScenarioWorld, attempts: number) {
  const { account } = this;
  const sagemaker = new SageMakerClient(settingsFor(this, attempts));
  const { id, region, environment, ec2 } = account;
  this.job = await requestTraining({ ...account, id, region, environment, ec2, sagemaker }, { instances: 2 });
  stateOfClient(this).error = this.job.refusal;
  sagemaker.destroy();
});

When('a client with {int} attempt(s) describes the VPCs', async function (this: ScenarioWorld, attempts: number) {
  const ec2 = new EC2Client(settingsFor(this, attempts));
  const state = stateOfClient(this);
  state.error = undefined;
  await ec2.send(new DescribeVpcsCommand({})).catch((error: unknown) => {
    state.error = error;
  });
  ec2.destroy();
});

When('a training job on spot instances is created', async function (this: ScenarioWorld) {
  this.job = await requestTraining(this.account, { instances: 2, spot: true });
});

async function listInARow(world: ScenarioWorld, times: number): Promise<void> {
  let row = '';
  for (let made = 0; made < times; made += 1) {
    row += await world.account.sagemaker.send(new ListTrainingJobsCommand({})).then(
      () => '.',
      (error: Error) => (error.name === 'ThrottlingException' ? '!' : assert.fail(error)),
    );
  }
  stateOfClient(world).rows.push(row);
}

When('training jobs are listed {int} times', async function (this: ScenarioWorld, times: number) {
  await listInARow(this, times);
});

When(
  'the same fault is set again, and training jobs are listed {int} times',
  async function (this: ScenarioWorld, times: number) {
    const { faults } = serverOf(this);
    const ids = faultsOf(this);
    const before = (await faults.list()).find(({ id }) => id === ids[0]);
    assert.ok(before, 'no fault was set');
    await faults.remove(before.id);
    ids.splice(0, 1, ...(await faults.add(before.text)).map(({ id }) => id));
    await listInARow(this, times);
  },
);

Then('the same calls were throttled both times, some but not all', function (this: ScenarioWorld) {
  const [one, other] = stateOfClient(this).rows;
  assert.equal(other, one);
  assert.match(one ?? '', /!.*\..*!|\..*!.*\./);
});

Then(
  'the client called {word} {int} times, {int} of them with a fault',
  async function (this: ScenarioWorld, operation: string, made: number, struck: number) {
    const { calls } = await serverOf(this).calls({ account: this.account.id, operation });
    assert.equal(calls.length, made);
    assert.deepEqual(
      calls.map(({ faults }) => faults?.length ?? 0),
      calls.map((_, index) => (index < struck ? 1 : 0)),
    );
    assert.equal(this.job.refusal, undefined);
  },
);

Then('the client gave up with {word}', function (this: ScenarioWorld, code: string) {
  const { error } = stateOfClient(this);
  assert.equal(error instanceof Error ? error.name : error, code);
});

Then('it receives them', function (this: ScenarioWorld) {
  assert.equal(stateOfClient(this).error, undefined);
});

Then('the job exists', async function (this: ScenarioWorld) {
  assert.equal((await describeTraining(this.account, this.job.name)).TrainingJobStatus, 'InProgress');
});

async function historyOf(world: ScenarioWorld): Promise<(string | undefined)[]> {
  const { SecondaryStatusTransitions = [] } = await describeTraining(world.account, world.job.name);
  return SecondaryStatusTransitions.map(({ Status }) => Status);
}

Then('it failed while it trained', async function (this: ScenarioWorld) {
  assert.deepEqual((await historyOf(this)).slice(-2), ['Training', 'Failed']);
});

Then('it failed before it trained', async function (this: ScenarioWorld) {
  assert.deepEqual(await historyOf(this), ['Starting', 'Failed']);
});

Then('its training was interrupted once', async function (this: ScenarioWorld) {
  const history = await historyOf(this);
  assert.equal(history.filter((status) => status === 'Interrupted').length, 1);
  assert.equal(history.filter((status) => status === 'Training').length, 2);
});

Then(
  '{int} of its training jobs has/have failed because {string}',
  async function (this: ScenarioWorld, count: number, reason: string) {
    const { account, job } = this;
    const command = new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName: job.name });
    const { TrainingJobSummaries = [] } = await account.sagemaker.send(command);
    const names = TrainingJobSummaries.map(({ TrainingJobName }) => TrainingJobName ?? '');
    const jobs = await Promise.all(names.map((name) => describeTraining(account, name)));
    const failed = jobs.filter(({ TrainingJobStatus }) => TrainingJobStatus === 'Failed');
    assert.equal(failed.length, count);
    for (const { FailureReason } of failed) assert.equal(FailureReason, reason);
    assert.ok(jobs.length > count, 'there were no others');
  },
);

async function serve(world: ScenarioWorld, ...options: string[]): Promise<void> {
  const serving = start(['serve', '--port', '0', '--speed', 'manual', ...options]);
  stateOf(world).serving = serving;
  await serving.prints(/AWS_SECRET_ACCESS_KEY.*\n/);
  world.goTo(pastedEnvironment(serving).AWS_ENDPOINT_URL ?? '');
}

Given(/^train-encrypt serves with --fault (\S+)$/, twoMinutes, async function (this: ScenarioWorld, fault: string) {
  await serve(this, '--fault', fault);
});

const faultFile = async (world: ScenarioWorld) => join(await folderOf(world), 'faults.yaml');

Given('a file of faults with the text', async function (this: ScenarioWorld, text: string) {
  await writeFile(await faultFile(this), text);
});

Given('train-encrypt serves with that file of faults', twoMinutes, async function (this: ScenarioWorld) {
  await serve(this, '--faults', await faultFile(this));
});

When('train-encrypt tries to serve with that file of faults', twoMinutes, async function (this: ScenarioWorld) {
  stateOf(this).finished = await run(['serve', '--port', '0', '--faults', await faultFile(this)]);
});
