import { randomUUID } from 'node:crypto';
import { EC2Client, type EC2ServiceException } from '@aws-sdk/client-ec2';
import type { Service, ServiceResponse } from '../../protocol/service.ts';
import { createEc2 } from '../index.ts';

/** Tests' way to the service: the real SDK, with no socket in between. */

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request handler for any SDK client, which hands its requests to a service. */
export function requestHandlerFor(service: Service, account: string, region: string) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: SentRequest) {
      const answer = await service.handle({
        caller: { account, region },
        requestId: randomUUID(),
        method: request.method,
        path: request.path,
        headers: request.headers,
        body: new TextEncoder().encode(typeof request.body === 'string' ? request.body : ''),
      });
      return { response: { statusCode: answer.status, headers: { ...answer.headers }, body: bytesOf(answer) } };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
}

const bytesOf = ({ body }: ServiceResponse) => (typeof body === 'string' ? new TextEncoder().encode(body) : body);

export interface ClientOptions {
  readonly service?: Service;
  readonly account?: string;
  readonly region?: string;
}

/** A client of a new EC2, or of the one given. */
export function testClient({
  service = createEc2(),
  account = '111122223333',
  region = 'eu-central-1',
}: ClientOptions = {}): EC2Client {
  return new EC2Client({
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: requestHandlerFor(service, account, region) as never,
  });
}

/** Sends a form as it is, past every check of an SDK. */
export function sendForm(
  form: string | Readonly<Record<string, string>>,
  service = createEc2(),
): Promise<ServiceResponse> {
  return service.handle({
    caller: { account: '111122223333', region: 'eu-central-1' },
    requestId: randomUUID(),
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new TextEncoder().encode(typeof form === 'string' ? form : new URLSearchParams(form).toString()),
  });
}

/** For `assert.rejects`: the error has this code, this status, and a text that holds these words. */
export function failsWith(code: string, text: string | RegExp = '', status = 400) {
  return (error: EC2ServiceException): true => {
    const message = error.message ?? '';
    const fits = typeof text === 'string' ? message.includes(text) : text.test(message);
    if (error.name === code && fits && error.$metadata?.httpStatusCode === status) return true;
    throw new Error(
      `expected ${code} (${status}) with ${text}, got ${error.name} (${error.$metadata?.httpStatusCode}): ${error.stack}`,
    );
  };
}
