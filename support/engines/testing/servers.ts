import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** For tests: an HTTP server of a few lines. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly server: Server;
}

export async function serve(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** For tests: a port on which nothing listens. */
export async function deadUrl(): Promise<string> {
  await using server = await serve(() => {});
  return server.url;
}
