import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { moments } from '../../commands/testing/death.ts';
import { Failure } from '../../failure.ts';
import type { Engine } from '../engine.ts';
import { EngineClients } from '../engine-client.ts';
import { withoutDocker } from '../testing/emulators.ts';
import { containersLabelled, imageThatRuns } from '../testing/images.ts';
import { localStackProgram } from '../testing/program.ts';
import { askDocker, dockerAddress } from './docker.ts';
import { removeContainer, startJanitor } from './janitor.ts';
import { localStackSettings } from './settings.ts';
import { startLocalStack } from './start.ts';

// With a real Docker engine, and containers that really die. Others may use the same engine: ours have a label of their own.

const LABEL = `train-encrypt-test-${process.pid}`;
const labels = { [LABEL]: 'true' };
const ours = () => containersLabelled(LABEL);

const docker = () => dockerAddress()?.connection ?? {};

async function describesVpcs(engine: Engine): Promise<number> {
  using clients = new EngineClients(engine);
  const { Vpcs = [] } = await clients
    .of({ account: '123456789012', region: 'eu-central-1' })
    .send(new DescribeVpcsCommand({}));
  return Vpcs.length;
}

async function failureOf(started: Promise<Engine>): Promise<Failure> {
  const failure = await started.then(
    (engine) => engine[Symbol.asyncDispose]().then(() => undefined),
    (error: unknown) => error,
  );
  assert.ok(failure instanceof Failure, `it started, or failed otherwise: ${failure}`);
  assert.equal(failure.exitCode, 3);
  assert.ok(!failure.message.includes('\n'), 'one line');
  return failure;
}

async function untilGone(id: string): Promise<void> {
  for (let i = 0; (await ours()).includes(id); i += 1) {
    if (i > 100) throw new Error('the container is still there after ten seconds');
    await sleep(100);
  }
}

describe('LocalStack in a container', { skip: await withoutDocker() }, () => {
  let reports: string;
  const log = () => join(reports, 'localstack.log');

  before(async () => {
    reports = mkdtempSync(join(tmpdir(), 'reports-'));
  });
  after(async () => {
    rmSync(reports, { recursive: true });
    for (const id of await ours()) await removeContainer(docker(), id);
  });

  test('starts, answers EC2 at once, and is gone with its engine', async () => {
    const lines: string[] = [];
    const engine = await startLocalStack({
      labels,
      reports,
      progress: ({ phase, text }) => lines.push(`${phase}: ${text}`),
    });
    assert.equal(engine.description, 'LocalStack 4.14.0');
    assert.match(lines[0] ?? '', /^starting: starting LocalStack: 0 s$/);
    assert.match(lines.at(-1) ?? '', /^ready: LocalStack 4\.14\.0 is ready after \d+ s$/);
    const { body } = await askDocker(docker(), `/containers/${(await ours())[0]}/json`);
    assert.match(JSON.stringify(body), /"HostIp":"127\.0\.0\.1"/);
    assert.equal(await describesVpcs(engine), 1);
    await engine[Symbol.asyncDispose]();
    assert.deepEqual(await ours(), []);
    assert.equal(existsSync(log()), false, 'a log is kept when something goes wrong, and not otherwise');
  });

  test('killed during the run: one clear line for the run and for clients, and its log', async () => {
    await using engine = await startLocalStack({ labels, reports, lean: true });
    await describesVpcs(engine);
    const [id] = await ours();
    await askDocker(docker(), `/containers/${id}/kill`, { method: 'POST' });
    const failure = await engine.gone;
    assert.equal(failure?.exitCode, 3);
    assert.match(
      failure?.message ?? '',
      /^LocalStack's container stopped during the run with exit code 137 \(it was killed\)\. Its log: .*localstack\.log\. Run the same again\.$/,
    );
    assert.match(readFileSync(log(), 'utf8'), /^.*AWS ec2\.DescribeVpcs => 200$/m);
    await assert.rejects(describesVpcs(engine), (error: Error) => {
      assert.equal(error.name, 'ServiceUnavailable');
      assert.equal(error.message, `train-encrypt: ${failure?.message}`);
      return true;
    });
    rmSync(log());
  });

  test('removed from outside during the run: reported by a client or by Docker, whichever notices first', async () => {
    await using engine = await startLocalStack({ labels, reports });
    const [id = ''] = await ours();
    await removeContainer(docker(), id);
    await assert.rejects(describesVpcs(engine), /stopped during the run with exit code 137/);
    assert.match((await engine.gone)?.message ?? '', /stopped during the run/);
  });

  test('a process that is killed leaves no container', async () => {
    const program = localStackProgram({}, { labels, reports });
    await program.prints(/up at http:\/\/127\.0\.0\.1:\d+/);
    const [id = ''] = await ours();
    program.process.kill('SIGKILL');
    await program.ended;
    await untilGone(id);
  });

  test('a process that is killed at a random moment of its start leaves no container', async (t) => {
    const started = performance.now();
    const first = localStackProgram({}, { labels, reports });
    await first.prints(/up at /);
    first.process.kill('SIGKILL');
    await first.ended;
    for (const delay of moments(t, 3, performance.now() - started)) {
      const program = localStackProgram({}, { labels, reports });
      await Promise.race([program.ended, sleep(delay)]);
      program.process.kill('SIGKILL');
      await program.ended;
    }
    for (const id of await ours()) await untilGone(id);
    assert.deepEqual(await ours(), []);
  });

  test('Ctrl-C during the start leaves no container', async () => {
    const program = localStackProgram({}, { labels, reports });
    await program.prints(/starting LocalStack: 1 s/);
    const [id = ''] = await ours();
    program.process.kill('SIGINT');
    await program.ended;
    await untilGone(id);
  });

  test('a start that is given up leaves no container', async () => {
    const giveUp = new AbortController();
    const started = startLocalStack({
      labels,
      reports,
      signal: giveUp.signal,
      progress: ({ text }) => text.endsWith(' 1 s') && giveUp.abort(new Error('no longer wanted')),
    });
    await assert.rejects(started, /no longer wanted/);
    assert.deepEqual(await ours(), []);
  });

  test('a container kept for reuse is used again', async () => {
    const first = await startLocalStack({ labels, reports, reuse: true, lean: true });
    await first[Symbol.asyncDispose]();
    const [id, ...more] = await ours();
    assert.ok(id !== undefined && more.length === 0);
    // If these tests are killed, nothing else removes it.
    const guard = startJanitor(docker(), id);
    const program = localStackProgram({}, { labels, reports, reuse: true, lean: true });
    const [, url] = await program.prints(/up at (\S+)/);
    assert.equal(url, first.reference?.url);
    program.process.stdin?.end();
    assert.equal(await program.ended, 0);
    assert.deepEqual(await ours(), [id]);
    guard.stdin?.end();
    await untilGone(id);
  });

  test('an image that wants a licence token: the pin and the variable are named', async () => {
    await using image = await imageThatRuns('echo "License activation failed!"; exit 55');
    const settings = { ...localStackSettings({}), image: image.name };
    assert.equal(
      (await failureOf(startLocalStack({ labels, reports, settings }))).message.replace(/Its log: \S+/, 'Its log: L.'),
      `LocalStack (${image.name}) ended with exit code 55: this image wants a licence token. Unset LOCALSTACK_IMAGE for ` +
        'localstack/localstack:4.14.0, which wants none, or set LOCALSTACK_AUTH_TOKEN. Its log: L.',
    );
    assert.match(readFileSync(log(), 'utf8'), /License activation failed!/);
    const withToken = { ...settings, authToken: 'ls-wrong' };
    const { message } = await failureOf(startLocalStack({ labels, reports, settings: withToken }));
    assert.match(message, /or correct LOCALSTACK_AUTH_TOKEN, which it did not take\./);
    assert.ok(!message.includes('ls-wrong'));
    assert.deepEqual(await ours(), []);
  });

  test('an image that ends at once, or does not run at all', async () => {
    await using image = await imageThatRuns('exit 4');
    const settings = { ...localStackSettings({}), image: image.name };
    const { message } = await failureOf(startLocalStack({ labels, reports, settings }));
    assert.match(message, /ended with exit code 4 before it was ready\. Its log: .*Unset LOCALSTACK_IMAGE/);
    assert.deepEqual(await ours(), []);
  });

  test('slower than the limit', async () => {
    await using image = await imageThatRuns('echo waking up; exec sleep 600');
    const settings = { ...localStackSettings({ LOCALSTACK_START_SECONDS: '2' }), image: image.name };
    assert.match(
      (await failureOf(startLocalStack({ labels, reports, settings }))).message,
      /was not ready within 2 seconds\. Its log: .* Give it longer with LOCALSTACK_START_SECONDS=240; --engine embedded needs no Docker\.$/,
    );
    assert.match(readFileSync(log(), 'utf8'), /waking up/);
    assert.deepEqual(await ours(), []);
  });

  test('Ryuk that cannot be had', async () => {
    const nowhere = { TESTCONTAINERS_RYUK_DISABLED: undefined, RYUK_CONTAINER_IMAGE: '127.0.0.1:1/none/ryuk:1' };
    const program = localStackProgram(nowhere, { labels, reports });
    assert.equal(await program.ended, 3);
    assert.match(
      program.output().trim().split('\n').at(-1) ?? '',
      /^train-encrypt: Testcontainers could not start Ryuk, its clean-up container: .*connection refused\. .*TESTCONTAINERS_RYUK_DISABLED=true/,
    );
    assert.deepEqual(await ours(), []);
  });

  test('an image that is not there and cannot be pulled', async () => {
    const settings = { ...localStackSettings({}), image: '127.0.0.1:1/none/localstack:1' };
    assert.match(
      (await failureOf(startLocalStack({ labels, reports, settings }))).message,
      /^the image 127\.0\.0\.1:1\/none\/localstack:1 is not on this machine, and pulling it failed: .*connection refused.*docker pull/,
    );
  });
});
