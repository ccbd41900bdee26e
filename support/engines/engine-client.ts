import { randomUUID } from 'node:crypto';
import { EC2Client, type EC2ClientConfig } from '@aws-sdk/client-ec2';
import type { HttpHandler, HttpRequest } from '@smithy/core/protocols';
import { buildQueryString, HttpResponse } from '@smithy/core/protocols';
import type { Caller } from '../protocol/service.ts';
import { CLIENT_SETTINGS, SECRET } from './client-settings.ts';
import type { Engine } from './engine.ts';
import { InProcessClient } from './in-process-client.ts';

/** The stub's own clients: one per account and region, kept. */
export class EngineClients implements Disposable {
  readonly #engine: Engine;
  readonly #clients = new Map<string, EC2Client>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  of(caller: Caller): EC2Client {
    const key = `${caller.account} ${caller.region}`;
    const client = this.#clients.get(key) ?? engineClient(this.#engine, caller);
    this.#clients.set(key, client);
    return client;
  }

  /** Of an account, or all. */
  forget(account?: string): void {
    for (const [key, client] of this.#clients) {
      if (account !== undefined && !key.startsWith(`${account} `)) continue;
      client.destroy();
      this.#clients.delete(key);
    }
  }

  [Symbol.dispose](): void {
    for (const client of this.#clients.values()) client.destroy();
  }
}

/** An EC2 client that speaks for `caller` to the engine, without a socket in between. */
function engineClient(engine: Engine, caller: Caller): EC2Client {
  const settings: EC2ClientConfig = {
    ...CLIENT_SETTINGS,
    region: caller.region,
    credentials: { accessKeyId: caller.account, secretAccessKey: SECRET },
    // Never connected to: the SDK wants one, and would otherwise work one out for AWS.
    endpoint: 'http://engine.invalid',
    requestHandler: engineHandler(engine, caller),
    // The engine learns the caller from the credential; signing would only take time.
    signer: { sign: async (request) => request },
  };
  const call = engine.callEc2;
  return call === undefined
    ? new EC2Client(settings)
    : new InProcessClient(settings, (operation, input) => call(caller, operation, input));
}

function engineHandler(engine: Engine, caller: Caller): HttpHandler<object> {
  return {
    handle: async (request: HttpRequest) => {
      const query = buildQueryString(request.query);
      const answer = await engine.handle('ec2', {
        caller,
        requestId: randomUUID(),
        method: request.method,
        path: query === '' ? request.path : `${request.path}?${query}`,
        headers: lowerCase(request.headers),
        body: typeof request.body === 'string' ? Buffer.from(request.body) : (request.body ?? new Uint8Array()),
      });
      const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
      return { response: new HttpResponse({ statusCode: answer.status, headers: { ...answer.headers }, body }) };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
