import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Failure } from '../../failure.ts';
import { withEnvironment } from '../testing/environment.ts';
import { dockerOnSocket } from '../testing/fake-docker.ts';
import { askDocker, dockerAddress, hasImage } from './docker.ts';

test('DOCKER_HOST names a socket, a host, or a host with certificates', () => {
  assert.deepEqual(dockerAddress({ DOCKER_HOST: 'unix:///run/mine.sock' }), {
    where: 'unix:///run/mine.sock (DOCKER_HOST)',
    connection: { socketPath: '/run/mine.sock' },
  });
  assert.deepEqual(dockerAddress({ DOCKER_HOST: 'tcp://10.0.0.7:2375' })?.connection, {
    host: '10.0.0.7',
    port: '2375',
  });
  const tls = { DOCKER_HOST: 'tcp://10.0.0.7:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certificates' };
  assert.equal(dockerAddress(tls)?.connection.certificates, '/certificates');
});

test('what is no address is refused, with what one looks like', () => {
  for (const DOCKER_HOST of ['nonsense', 'ssh://somebody@host', 'docker.sock']) {
    assert.throws(
      () => dockerAddress({ DOCKER_HOST }),
      (error) =>
        error instanceof Failure && error.exitCode === 2 && /^DOCKER_HOST is ".*unix:\/\/\//.test(error.message),
    );
  }
});

test("Testcontainers' own settings count, as they do for Testcontainers", async () => {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  try {
    writeFileSync(join(home, '.testcontainers.properties'), 'docker.host = tcp\\://10.0.0.8\\:2375\n');
    await withEnvironment({ HOME: home }, () => {
      assert.equal(dockerAddress({})?.connection.host, '10.0.0.8');
      assert.equal(dockerAddress({ DOCKER_HOST: 'tcp://10.0.0.9:1' })?.connection.host, '10.0.0.9');
      writeFileSync(join(home, '.testcontainers.properties'), 'tc.host=tcp://10.0.0.7:1\n');
      assert.equal(dockerAddress({ DOCKER_HOST: 'tcp://10.0.0.9:1' })?.connection.host, '10.0.0.7');
    });
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('an engine is asked over its socket', async () => {
  await using docker = await dockerOnSocket({ images: ['one:1'] });
  const connection = dockerAddress({ DOCKER_HOST: docker.host })?.connection ?? {};
  assert.equal((await askDocker(connection, '/_ping')).status, 200);
  assert.equal(await hasImage(connection, 'one:1'), true);
  assert.equal(await hasImage(connection, 'registry.example.com:5000/two:1'), false);
  await assert.rejects(askDocker({ socketPath: '/nowhere.sock' }, '/_ping'), /ENOENT/);
});
