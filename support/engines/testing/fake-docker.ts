import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface FakeDocker extends AsyncDisposable {
  /** For `DOCKER_HOST`. */
  readonly host: string;
  /** What it was asked to pull. */
  readonly pulled: string[];
}

/** For tests: as much of Docker's API as is asked before a container is made, on a socket of its own. */
export async function dockerOnSocket({
  images,
  pull = [],
}: {
  /** Those that are there. */
  readonly images: readonly string[];
  /** What it says to a pull, line by line. */
  readonly pull?: readonly object[];
}): Promise<FakeDocker> {
  const folder = mkdtempSync(join(tmpdir(), 'docker-'));
  const socket = join(folder, 'docker.sock');
  const pulled: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://docker');
    const path = url.pathname.replace(/^\/v[\d.]+/, '');
    const image = /^\/images\/(.+)\/json$/.exec(decodeURIComponent(path))?.[1];
    if (path === '/_ping') response.end('OK');
    else if (path === '/info') json(response, { ServerVersion: '0', OperatingSystem: 'test', OSType: 'linux' });
    // Asked from inside a container, for the way out of it.
    else if (path === '/networks/bridge') json(response, { IPAM: { Config: [{ Gateway: '127.0.0.1' }] } });
    else if (path === '/images/json')
      json(
        response,
        images.filter((one) => listed(one, url)),
      );
    else if (image !== undefined) {
      if (images.includes(image)) json(response, { Id: image });
      else json(response, { message: `No such image: ${image}` }, 404);
    } else if (path === '/images/create') {
      pulled.push(`${url.searchParams.get('fromImage')}:${url.searchParams.get('tag')}`);
      for (const line of pull) response.write(`${JSON.stringify(line)}\n`);
      response.end();
    } else json(response, { message: `not of the test: ${request.method} ${path}` }, 500);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    host: `unix://${socket}`,
    pulled,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listed(image: string, url: URL): boolean {
  const { reference = [] } = JSON.parse(url.searchParams.get('filters') ?? '{}') as { reference?: string[] };
  return reference.some((name) => image === name || image.startsWith(`${name}:`));
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
