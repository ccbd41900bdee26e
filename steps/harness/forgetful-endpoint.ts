import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy between a client and the endpoint. */
export interface Between {
  readonly url: string;
  close(): void;
}

const FLAG = /"EnableInterContainerTrafficEncryption": ?true,? ?|,? ?"EnableInterContainerTrafficEncryption": ?true/g;

/** Forwards requests, and drops the flag from every create request, as a broken layer might. */
export async function startForgetfulEndpoint(endpoint: string): Promise<Between> {
  const server = createServer((incoming, outgoing) => {
    void whole(incoming).then((body) => {
      const creates = incoming.headers['x-amz-target']?.includes('.Create') ?? false;
      const sent = creates ? Buffer.from(body.toString().replace(FLAG, '')) : body;
      const { 'transfer-encoding': _, ...headers } = incoming.headers;
      const onward = request(
        new URL(incoming.url ?? '/', endpoint),
        { method: incoming.method, headers: { ...headers, 'content-length': sent.byteLength } },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      onward.on('error', () => outgoing.destroy());
      onward.end(sent);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close().closeAllConnections(),
  };
}

async function whole(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
