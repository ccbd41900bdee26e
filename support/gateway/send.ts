import type { ServerResponse } from 'node:http';
import type { ServiceResponse } from '../protocol/service.ts';

/** Writes an answer whole, but for its end. `keepAlive`: whether the connection may serve another request. */
export function send(response: ServerResponse, answered: ServiceResponse, keepAlive: boolean): void {
  const body = typeof answered.body === 'string' ? Buffer.from(answered.body) : answered.body;
  response.shouldKeepAlive &&= keepAlive;
  response.statusCode = answered.status;
  for (const [name, value] of Object.entries(answered.headers)) response.setHeader(name, value);
  // The answer to HEAD may tell the length of what GET would give.
  const length = response.req.method === 'HEAD' ? answered.headers['content-length'] : undefined;
  response.setHeader('content-length', length ?? body.length);
  response.write(body);
}
