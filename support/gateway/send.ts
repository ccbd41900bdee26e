import type { ServerResponse } from 'node:http';
import type { ServiceResponse } from '../protocol/service.ts';

/** Writes an answer whole, but for its end. `keepAlive`: whether the connection may serve another request. */
export function send(response: ServerResponse, answered: ServiceResponse, keepAlive: boolean): void {
  head(response, answered, keepAlive);
  response.write(answered.body);
}

/** The same with its end: head and text in one write. */
export function sendWhole(response: ServerResponse, answered: ServiceResponse, keepAlive: boolean): void {
  head(response, answered, keepAlive);
  response.end(answered.body);
}

function head(response: ServerResponse, { status, headers, body }: ServiceResponse, keepAlive: boolean): void {
  response.shouldKeepAlive &&= keepAlive;
  // The answer to HEAD may tell the length of what GET would give.
  const length = response.req.method === 'HEAD' ? headers['content-length'] : undefined;
  response.writeHead(status, { ...headers, 'content-length': length ?? Buffer.byteLength(body) });
}
