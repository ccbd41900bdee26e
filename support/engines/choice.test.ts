import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Failure } from '../failure.ts';
import { chooseEngine, type EngineSettings, endpointUrl, engineMeant } from './choice.ts';
import { PINNED_IMAGE } from './localstack/settings.ts';
import { withEnvironment } from './testing/environment.ts';
import { dockerOnSocket } from './testing/fake-docker.ts';

const refusal = (pattern: RegExp) => (error: unknown) =>
  error instanceof Failure && error.exitCode === 2 && pattern.test(error.message);

test('nothing said means the embedded engine, an endpoint alone the engine endpoint', () => {
  assert.equal(engineMeant({}).engine, 'embedded');
  assert.equal(engineMeant({ ec2Endpoint: 'http://127.0.0.1:4566' }).engine, 'endpoint');
  assert.equal(engineMeant({ engine: 'auto', reuse: true }).engine, 'auto');
});

test('options that contradict each other are refused, with what to do', () => {
  const wrong: readonly [EngineSettings, RegExp][] = [
    [{ engine: 'endpoint' }, /give --ec2-endpoint URL/],
    [{ engine: 'localstack', ec2Endpoint: 'http://127.0.0.1:4566' }, /not with localstack/],
    [{ engine: 'embedded', reuse: true }, /goes with --engine localstack/],
    [{ ec2Endpoint: 'localhost:4566' }, /is no URL/],
    [{ ec2Endpoint: 'http://127.0.0.1:4566/path' }, /alone, such as http:\/\/127\.0\.0\.1:4566\./],
  ];
  for (const [settings, pattern] of wrong) assert.throws(() => engineMeant(settings), refusal(pattern));
});

test('an endpoint is scheme, host and port', () => {
  assert.equal(endpointUrl('http://localstack:4566').origin, 'http://localstack:4566');
  assert.equal(endpointUrl('https://[::1]:4566/').origin, 'https://[::1]:4566');
  for (const text of ['', 'tcp://127.0.0.1:1', 'http://user@host', 'http://host/?a=b', 'http://host/#a']) {
    assert.throws(() => endpointUrl(text), refusal(/--ec2-endpoint is/));
  }
});

describe('auto', () => {
  const choose = (DOCKER_HOST: string, more: NodeJS.ProcessEnv = {}) =>
    withEnvironment({ DOCKER_HOST, TESTCONTAINERS_RYUK_DISABLED: 'true', LOCALSTACK_IMAGE: undefined, ...more }, () =>
      chooseEngine({ engine: 'auto' }),
    );

  test('is LocalStack when Docker answers and has the image', async () => {
    await using docker = await dockerOnSocket({ images: [PINNED_IMAGE] });
    const { engine, why } = await choose(docker.host);
    assert.equal(engine, 'localstack');
    assert.match(why ?? '', /Docker answers and has localstack\/localstack:4\.14\.0/);
  });

  test('is embedded when the image would have to be pulled', async () => {
    await using docker = await dockerOnSocket({ images: [] });
    const { engine, why } = await choose(docker.host);
    assert.equal(engine, 'embedded');
    assert.match(why ?? '', /does not have localstack\/localstack:4\.14\.0 \("docker pull/);
    assert.deepEqual(docker.pulled, []);
  });

  test("is embedded when Testcontainers' own image would have to be pulled", async () => {
    await using docker = await dockerOnSocket({ images: [PINNED_IMAGE] });
    const { engine, why } = await choose(docker.host, { TESTCONTAINERS_RYUK_DISABLED: undefined });
    assert.equal(engine, 'embedded');
    assert.match(why ?? '', /does not have testcontainers\/ryuk/);
    await using complete = await dockerOnSocket({ images: [PINNED_IMAGE, 'testcontainers/ryuk:0.14.0'] });
    assert.equal((await choose(complete.host, { TESTCONTAINERS_RYUK_DISABLED: undefined })).engine, 'localstack');
  });

  test('is embedded when nothing answers', async () => {
    const { engine, why } = await choose('unix:///nowhere/docker.sock');
    assert.equal(engine, 'embedded');
    assert.match(
      why ?? '',
      /no Docker engine answers at unix:\/\/\/nowhere\/docker\.sock \(DOCKER_HOST\): .*no such socket/,
    );
  });

  test('is embedded when Docker takes longer than a second', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'docker-'));
    const silent = createServer(() => {}).listen(join(folder, 'docker.sock'));
    try {
      const { engine, why } = await choose(`unix://${folder}/docker.sock`);
      assert.equal(engine, 'embedded');
      assert.match(why ?? '', /no answer within 1000 ms/);
    } finally {
      silent.closeAllConnections();
      silent.close();
      rmSync(folder, { recursive: true });
    }
  });

  test('keeps what else was said; an engine that was named is taken as it is', async () => {
    assert.deepEqual(await chooseEngine({ engine: 'localstack', reuse: true }), { engine: 'localstack', reuse: true });
    const ec2Endpoint = 'http://127.0.0.1:1';
    assert.deepEqual(await chooseEngine({ ec2Endpoint }), { engine: 'endpoint', ec2Endpoint });
  });
});
