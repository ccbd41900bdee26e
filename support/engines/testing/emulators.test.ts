import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PINNED_IMAGE } from '../localstack/settings.ts';
import { withoutDocker } from './emulators.ts';
import { withEnvironment } from './environment.ts';
import { dockerOnSocket } from './fake-docker.ts';

async function skipped(images: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<string | false> {
  await using docker = await dockerOnSocket({ images: [...images] });
  const environment = { CI: undefined, LOCALSTACK_IMAGE: undefined, TESTCONTAINERS_RYUK_DISABLED: undefined };
  return await withEnvironment({ ...environment, DOCKER_HOST: docker.host, ...more }, withoutDocker);
}

test('tests of LocalStack run where Docker has every image they need', async () => {
  assert.equal(await skipped([PINNED_IMAGE, 'testcontainers/ryuk:0.14.0']), false);
  assert.equal(await skipped([PINNED_IMAGE], { TESTCONTAINERS_RYUK_DISABLED: 'true' }), false);
});

test('they are skipped by the name of the image that is not there', async () => {
  assert.match(`${await skipped([])}`, /does not have localstack\/localstack:4\.14\.0/);
  assert.match(`${await skipped([PINNED_IMAGE])}`, /does not have testcontainers\/ryuk/);
});

test('they are skipped where no engine answers', async () => {
  const nowhere = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  assert.match(`${await skipped([], nowhere)}`, /no Docker engine answers at unix:\/\/\/nowhere/);
});

test('in CI nothing is skipped', async () => {
  assert.equal(await skipped([], { CI: 'true' }), false);
});
