import type { DockerConnection } from './docker.ts';
import { removeContainer } from './janitor.ts';

// Run as a program by janitor.ts: with where Docker is, and the id of a container.
const [connection = '{}', container = ''] = process.argv.slice(2);

process.stdin.resume().once('close', () => {
  removeContainer(JSON.parse(connection) as DockerConnection, container).catch(() => {
    process.exitCode = 1;
  });
});
