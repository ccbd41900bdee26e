import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '../failure.ts';

/** Starts listening; resolves to the URL for clients. Rejects with a `Failure` that says what to do. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch((error: NodeJS.ErrnoException) => {
    const advice = ADVICE[error.code ?? ''];
    if (advice === undefined) throw error;
    throw new Failure(advice(host, port), { exitCode: 3, cause: error });
  });
  const { address, family, port: bound } = server.address() as AddressInfo;
  return `http://${reachable(address, family)}:${bound}`;
}

const unknownHost = (host: string): string =>
  `cannot listen on host ${host}: this machine has no such address. Use 127.0.0.1 (this machine only) or 0.0.0.0 (every network it is in).`;

const ADVICE: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `port ${port} on ${host} is in use by another program. Stop that one, or choose another port: 0 takes any that is free.`,
  EACCES: (host, port) =>
    `the system does not allow listening on port ${port} of ${host}. Choose a port above 1023, or 0 for any that is free.`,
  EPERM: (host, port) => `the system does not allow listening on port ${port} of ${host}. Choose another port.`,
  ERR_SOCKET_BAD_PORT: (_host, port) => `${port} is not a port. Choose one from 0 (any that is free) to 65535.`,
  EADDRNOTAVAIL: unknownHost,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  EINVAL: unknownHost,
};

/** An address that stands for all of them is no address to connect to. */
function reachable(address: string, family: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  return family === 'IPv6' ? `[${address}]` : address;
}
