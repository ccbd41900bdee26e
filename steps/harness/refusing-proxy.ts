import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that refuses every connection and records its host. */
export interface RefusingProxy {
  readonly url: string;
  /** Hosts of the refused connections, in order. */
  readonly refused: readonly string[];
  close(): void;
}

export async function startRefusingProxy(): Promise<RefusingProxy> {
  const refused: string[] = [];
  const server = createServer((request, response) => {
    refused.push(request.url ?? '');
    response.writeHead(403).end('train-encrypt: nothing leaves this machine in a test\n');
  });
  server.on('connect', (request, socket) => {
    refused.push(request.url ?? '');
    // A client that hangs up first is refused all the same.
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused,
    close: () => server.close().closeAllConnections(),
  };
}
