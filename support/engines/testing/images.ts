import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GenericContainer } from 'testcontainers';
import { askDocker, dockerAddress } from '../localstack/docker.ts';
import { PINNED_IMAGE } from '../localstack/settings.ts';

/** For tests: an image that runs a line of shell instead of LocalStack. Needs no network. */
export async function imageThatRuns(line: string): Promise<AsyncDisposable & { readonly name: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  const name = `train-encrypt-test:${folder.slice(-6).toLowerCase()}`;
  const entrypoint = JSON.stringify(['/bin/sh', '-c', line]);
  writeFileSync(join(folder, 'Dockerfile'), `FROM ${PINNED_IMAGE}\nENTRYPOINT ${entrypoint}\n`);
  await GenericContainer.fromDockerfile(folder).build(name, { deleteOnExit: false });
  rmSync(folder, { recursive: true });
  return {
    name,
    async [Symbol.asyncDispose]() {
      await askDocker(dockerAddress()?.connection ?? {}, `/images/${name}?force=true`, { method: 'DELETE' });
    },
  };
}

/** For tests: the ids of all containers with a label, running or not. */
export async function containersLabelled(label: string): Promise<readonly string[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
  const { body } = await askDocker(dockerAddress()?.connection ?? {}, `/containers/json?all=true&filters=${filters}`);
  return (body as readonly { readonly Id: string }[]).map(({ Id }) => Id);
}
