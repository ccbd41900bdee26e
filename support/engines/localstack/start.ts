import { type ContainerRuntimeClient, getContainerRuntimeClient } from 'testcontainers';
import type { Engine } from '../engine.ts';
import { askDocker, type DockerAddress, dockerAddress } from './docker.ts';
import { noDocker } from './failures.ts';
import { ensureImage } from './image.ts';
import { Launch } from './launch.ts';
import type { LocalStackOptions } from './options.ts';
import { localStackSettings } from './settings.ts';

/**
 * Starts LocalStack in a container of its own, pulling its image when it is not there. The container is removed when the
 * engine is disposed of, and when this process ends in any other way; one for `reuse` stays.
 * Rejects with a `Failure` that says what is missing.
 */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<Engine> {
  const { progress = () => {}, signal } = options;
  const settings = options.settings ?? localStackSettings();
  const { docker, runtime } = await connect();
  await ensureImage(runtime, settings.image, progress, signal);

  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1_000);
  const tell = () => progress({ phase: 'starting', text: `starting LocalStack: ${seconds()} s` });
  const ticking = setInterval(tell, 1_000);
  tell();
  const launch = new Launch(docker, runtime, settings, options);
  try {
    const engine = await launch.run();
    progress({ phase: 'ready', text: `${engine.description} is ready after ${seconds()} s` });
    return engine;
  } catch (error) {
    await launch.undo();
    throw error;
  } finally {
    clearInterval(ticking);
  }
}

async function connect(): Promise<{ readonly docker: DockerAddress; readonly runtime: ContainerRuntimeClient }> {
  const docker = dockerAddress();
  if (docker === undefined) throw noDocker(undefined);
  const refuse = (error: unknown): Promise<never> => Promise.reject(noDocker(docker.where, error));
  await askDocker(docker.connection, '/_ping').catch(refuse);
  const runtime = await getContainerRuntimeClient().catch(refuse);
  // Testcontainers goes on to the next engine, without a word, when one does not suit it.
  const { socketPath, host } = runtime.container.dockerode.modem as {
    readonly socketPath?: string;
    readonly host?: string;
  };
  const { connection } = docker;
  if (connection.socketPath === undefined ? connection.host === host : connection.socketPath === socketPath) {
    return { docker, runtime };
  }
  return refuse(new Error('Testcontainers cannot use it, and would have taken another'));
}
