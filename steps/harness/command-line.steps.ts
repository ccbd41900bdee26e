import assert from 'node:assert/strict';
import { access, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DescribeTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { After, Given, Then, When } from '@cucumber/cucumber';
import { requestTraining } from '../request-jobs.ts';
import type { ScenarioWorld } from '../rules/world.ts';
import { run, start } from './command.ts';
import { finishedOf, folderOf, pastedEnvironment, servingOf, stateOf } from './command-state.ts';

After({ tags: '@harness or @wrapper' }, async function (this: ScenarioWorld) {
  const { folder, serving, listener, proxy, between } = stateOf(this);
  await serving?.stop('SIGKILL');
  listener?.close();
  proxy?.close();
  between?.close();
  if (folder) await rm(folder, { recursive: true });
});

const twoMinutes = { timeout: 120_000 };

When(/^train-encrypt is run with '(.*)'$/, twoMinutes, async function (this: ScenarioWorld, text: string) {
  const args = [...text.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  // Reports of such runs go to a folder of the scenario's own, not over those of the run it is part of.
  const reports = args[0] === 'features' && !args.includes('--help') ? ['--reports', await folderOf(this)] : [];
  stateOf(this).finished = await run([...args, ...reports]);
});

Given('a feature file with the text', async function (this: ScenarioWorld, text: string) {
  await writeFile(join(await folderOf(this), 'own.feature'), text);
});

When('train-encrypt runs that feature file', twoMinutes, async function (this: ScenarioWorld) {
  const folder = await folderOf(this);
  stateOf(this).finished = await run(['features', join(folder, 'own.feature'), '--reports', join(folder, 'reports')]);
});

Given('a port that another program listens on', async function (this: ScenarioWorld) {
  const state = stateOf(this);
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  state.listener = listener;
  state.port = (listener.address() as { port: number }).port;
});

When('train-encrypt serves on that port', twoMinutes, async function (this: ScenarioWorld) {
  const state = stateOf(this);
  state.finished = await run(['serve', '--port', String(state.port)]);
});

Given('a file where the reports should go', async function (this: ScenarioWorld) {
  await writeFile(join(await folderOf(this), 'reports'), 'in the way');
});

When('train-encrypt runs the features with its reports there', twoMinutes, async function (this: ScenarioWorld) {
  const reports = join(await folderOf(this), 'reports');
  stateOf(this).finished = await run(['features', '--tags', '@claim:cost', '--reports', reports]);
});

Then('it ends with {int}', function (this: ScenarioWorld, code: number) {
  const finished = finishedOf(this);
  assert.equal(finished.code, code, finished.output);
});

function assertSays(world: ScenarioWorld, what: string): void {
  const { output } = finishedOf(world);
  assert.ok(output.includes(what), `"${what}" is not said in:\n${output}`);
}

Then('it prints that port', function (this: ScenarioWorld) {
  assertSays(this, String(stateOf(this).port));
});

Then('it prints that place', async function (this: ScenarioWorld) {
  assertSays(this, join(await folderOf(this), 'reports'));
});

Then(/^it prints (?!that (?:port|place)$|["'])(.+)$/, function (this: ScenarioWorld, what: string) {
  assertSays(this, what);
});

Then('it shows no stack trace', function (this: ScenarioWorld) {
  assert.doesNotMatch(finishedOf(this).output, /^\s+at .+:\d+/m);
});

Then('it has written an HTML report', async function (this: ScenarioWorld) {
  await access(join(await folderOf(this), 'reports', 'index.html'));
});

async function serve(world: ScenarioWorld, ...options: string[]): Promise<void> {
  const serving = start(['serve', '--port', '0', ...options]);
  stateOf(world).serving = serving;
  await serving.prints(/AWS_SECRET_ACCESS_KEY.*\n/);
  world.goTo(pastedEnvironment(serving).AWS_ENDPOINT_URL ?? '');
}

Given('train-encrypt serves', twoMinutes, async function (this: ScenarioWorld) {
  await serve(this);
});

Given(
  'train-encrypt serves, {int} seconds of a job in each second',
  twoMinutes,
  async function (this: ScenarioWorld, speed: number) {
    await serve(this, '--speed', String(speed));
  },
);

Then('its health endpoint reports engine, version and rules', async function (this: ScenarioWorld) {
  const url = pastedEnvironment(servingOf(this)).AWS_ENDPOINT_URL;
  const answer = await fetch(`${url}/_train-encrypt/health`);
  assert.equal(answer.status, 200);
  const health = (await answer.json()) as Record<string, unknown>;
  assert.match(JSON.stringify(health), /embedded/);
  assert.match(JSON.stringify(health), /documented/);
  assert.match(String(health.version), /^\d+\.\d+\.\d+/);
});

Then('what it printed is enough for an SDK to launch a job', async function (this: ScenarioWorld) {
  const { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = pastedEnvironment(servingOf(this));
  const sagemaker = new SageMakerClient({
    endpoint: AWS_ENDPOINT_URL ?? '',
    region: AWS_REGION ?? '',
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID ?? '', secretAccessKey: AWS_SECRET_ACCESS_KEY ?? '' },
  });
  try {
    const { name, refusal } = await requestTraining({ ...this.account, sagemaker }, { instances: 1 });
    assert.equal(refusal, undefined);
    const look = () => sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    const [first, second] = [await look(), await look()];
    assert.deepEqual([first.TrainingJobStatus, second.TrainingJobStatus], ['InProgress', 'Completed']);
  } finally {
    sagemaker.destroy();
  }
});

When('it is stopped with Ctrl-C', async function (this: ScenarioWorld) {
  const state = stateOf(this);
  state.port = Number(new URL(pastedEnvironment(servingOf(this)).AWS_ENDPOINT_URL ?? '').port);
  state.finished = await servingOf(this).stop('SIGINT');
});

Then('its port is free again', async function (this: ScenarioWorld) {
  const { port } = stateOf(this);
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, '127.0.0.1', resolve));
  probe.close();
});
