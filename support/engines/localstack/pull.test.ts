import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dockerOnSocket } from '../testing/fake-docker.ts';
import { localStackProgram } from '../testing/program.ts';

// A Docker engine that has no image, on a socket of its own: what it says to a pull is what Docker's says.

async function pulling(pull: readonly object[]) {
  await using docker = await dockerOnSocket({ images: [], pull });
  const program = localStackProgram({ DOCKER_HOST: docker.host, LOCALSTACK_IMAGE: undefined });
  const exitCode = await program.ended;
  return { exitCode, lines: program.output().trim().split('\n'), pulled: docker.pulled };
}

test('a disk that is full during a pull is one clear line', async () => {
  const reason = 'failed to register layer: write /usr/lib/libpython3.13.so: no space left on device';
  const { exitCode, lines, pulled } = await pulling([
    { status: 'Pulling from localstack/localstack', id: '4.14.0' },
    { status: 'Downloading', id: 'a1', progressDetail: { current: 30_000_000, total: 120_000_000 } },
    { errorDetail: { message: reason }, error: reason },
  ]);
  assert.equal(exitCode, 3);
  assert.deepEqual(pulled, ['localstack/localstack:4.14.0']);
  assert.deepEqual(lines, [
    'pulling localstack/localstack:4.14.0',
    'pulling localstack/localstack:4.14.0: 30 of 120 MB',
    `train-encrypt: the disk of the Docker engine is full: ${reason}. Make room, with "docker system prune" for example; --engine embedded needs no Docker.`,
  ]);
});

test('an image that cannot be pulled is one clear line', async () => {
  const reason = 'manifest for localstack/localstack:4.14.0 not found: manifest unknown';
  const { exitCode, lines } = await pulling([{ errorDetail: { message: reason }, error: reason }]);
  assert.equal(exitCode, 3);
  assert.equal(
    lines.at(-1),
    `train-encrypt: the image localstack/localstack:4.14.0 is not on this machine, and pulling it failed: ${reason}. ` +
      'Try "docker pull localstack/localstack:4.14.0" once there is a network, a login or a right name; --engine embedded needs no Docker.',
  );
});

test('a pull that ends without the image is not taken for a good one', async () => {
  const { exitCode, lines } = await pulling([{ status: 'Pull complete', id: 'a1' }]);
  assert.equal(exitCode, 3);
  assert.match(lines.at(-1) ?? '', /pulling it failed: the engine says nothing of why/);
});

test('Docker down is one clear line', async () => {
  const program = localStackProgram({ DOCKER_HOST: 'unix:///nowhere/docker.sock' });
  assert.equal(await program.ended, 3);
  assert.equal(
    program.output(),
    'train-encrypt: no Docker engine answers at unix:///nowhere/docker.sock (DOCKER_HOST): there is no such socket. ' +
      'Start Docker, or set DOCKER_HOST to one that runs; --engine embedded needs no Docker.\n',
  );
});
