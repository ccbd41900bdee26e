import { type ChildProcess, spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askDocker, type DockerConnection } from './docker.ts';

/**
 * Removes a container when this process is gone, in whatever way it went: beside Ryuk, which comes later and is switched
 * off on many machines. A process of its own waits for the end of its input, which only this process holds open.
 */
export function startJanitor(connection: DockerConnection, container: string): ChildProcess {
  const script = fileURLToPath(new URL(`./janitor-process${extname(import.meta.filename)}`, import.meta.url));
  const janitor = spawn(process.execPath, [...typescript(script), script, JSON.stringify(connection), container], {
    // A session of its own: Ctrl-C in the terminal is not for it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // One that cannot be started leaves the container to Ryuk.
  janitor.on('error', () => {});
  janitor.stdin?.on('error', () => {});
  janitor.unref();
  if (janitor.stdin !== null && 'unref' in janitor.stdin) (janitor.stdin as { unref(): void }).unref();
  return janitor;
}

/** In the checkout it is TypeScript, which Node reads by itself; older ones want to be asked. */
const typescript = (script: string) => (script.endsWith('.ts') ? ['--experimental-strip-types', '--no-warnings'] : []);

/** Removes a container with its volumes. It may be gone already. */
export async function removeContainer(connection: DockerConnection, container: string): Promise<void> {
  await askDocker(connection, `/containers/${container}?force=true&v=true`, { method: 'DELETE', milliseconds: 30_000 });
}
