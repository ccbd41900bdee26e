import { existsSync, readFileSync } from 'node:fs';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { Failure } from '../../failure.ts';

/**
 * Where a Docker engine listens, looked for in the places and in the order in which Testcontainers looks. Asked here
 * first, because Testcontainers goes on to the next place when one does not answer, and does not say why.
 */
export interface DockerAddress {
  /** For people: the URL or socket, and what named it. */
  readonly where: string;
  readonly connection: DockerConnection;
}

/** Survives JSON. */
export interface DockerConnection {
  readonly socketPath?: string;
  readonly host?: string;
  readonly port?: string;
  /** The folder of ca.pem, cert.pem and key.pem, for TLS. */
  readonly certificates?: string;
}

export interface DockerAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The first place where a Docker engine may listen; undefined when there is none.
 * Throws a `Failure` (exit code 2) when it is named by something that is no address.
 */
export function dockerAddress(environment: NodeJS.ProcessEnv = process.env): DockerAddress | undefined {
  const properties = testcontainersProperties();
  const named = [
    ['tc.host in ~/.testcontainers.properties', properties.get('tc.host')],
    ['DOCKER_HOST', environment.DOCKER_HOST],
    ['docker.host in ~/.testcontainers.properties', properties.get('docker.host')],
  ] as const;
  for (const [by, url] of named)
    if (url) return { where: `${url} (${by})`, connection: connectionOf(url, by, environment) };
  if (process.platform === 'win32') {
    return { where: 'the pipe docker_engine', connection: { socketPath: '//./pipe/docker_engine' } };
  }
  const socketPath = sockets(environment).find((path) => existsSync(path));
  return socketPath === undefined ? undefined : { where: socketPath, connection: { socketPath } };
}

function connectionOf(url: string, by: string, environment: NodeJS.ProcessEnv): DockerConnection {
  if (!/^(unix|npipe|tcp|https?):/.test(url) || !URL.canParse(url)) {
    const text = `${by} is ${JSON.stringify(url)}: give unix:///path/to/docker.sock or tcp://host:port.`;
    throw new Failure(text, { exitCode: 2 });
  }
  const { hostname, port, pathname } = new URL(url);
  if (hostname === '') return { socketPath: pathname };
  const certificates = environment.DOCKER_TLS_VERIFY === '1' ? environment.DOCKER_CERT_PATH : undefined;
  return { host: hostname, port, ...(certificates !== undefined && { certificates }) };
}

const sockets = ({ XDG_RUNTIME_DIR: runtime }: NodeJS.ProcessEnv): string[] => [
  '/var/run/docker.sock',
  ...(runtime === undefined ? [] : [join(runtime, 'docker.sock')]),
  join(homedir(), '.docker/run/docker.sock'),
  join(homedir(), '.docker/desktop/docker.sock'),
  `/run/user/${userInfo().uid}/docker.sock`,
];

function testcontainersProperties(): ReadonlyMap<string, string> {
  const file = join(homedir(), '.testcontainers.properties');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^\s*([\w.]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value.replaceAll('\\', '')] as const];
    }),
  );
}

/** Asks a Docker engine. Rejects when it does not answer within the time, or at all. */
export function askDocker(
  connection: DockerConnection,
  path: string,
  { method = 'GET', milliseconds = 10_000 } = {},
): Promise<DockerAnswer> {
  const { certificates, ...address } = connection;
  const options: RequestOptions = { ...address, method, path, agent: false };
  return new Promise((resolve, reject) => {
    const request =
      certificates === undefined
        ? httpRequest(options)
        : httpsRequest({
            ...options,
            ca: readFileSync(join(certificates, 'ca.pem')),
            cert: readFileSync(join(certificates, 'cert.pem')),
            key: readFileSync(join(certificates, 'key.pem')),
          });
    const timer = setTimeout(() => request.destroy(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
    request.once('error', reject);
    request.once('close', () => clearTimeout(timer));
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      json(response).then(
        (body) => resolve({ status, body }),
        // Some answers have no body, or a plain word.
        () => resolve({ status, body: undefined }),
      );
    });
    request.end();
  });
}

/** Whether this image is on the Docker engine's machine. Rejects when it does not answer. */
export async function hasImage(connection: DockerConnection, image: string, milliseconds?: number): Promise<boolean> {
  const path = `/images/${encodeURIComponent(image)}/json`;
  return (await askDocker(connection, path, milliseconds === undefined ? {} : { milliseconds })).status === 200;
}
