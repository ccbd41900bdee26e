import { EC2Client } from '@aws-sdk/client-ec2';
import type { HttpHandler, HttpRequest } from '@smithy/core/protocols';
import { buildQueryString, HttpResponse } from '@smithy/core/protocols';
import type { Caller } from '../../protocol/service.ts';
import type { SmallAnswer, SmallRequest } from './http.ts';

/** An EC2 client that speaks for `caller` straight to the upstream, over connections that are there already. */
export function upstreamClient(
  url: URL,
  caller: Caller,
  send: (request: SmallRequest) => Promise<SmallAnswer>,
): EC2Client {
  const requestHandler: HttpHandler<object> = {
    handle: async ({ method, path, query, headers, body }: HttpRequest) => {
      const search = buildQueryString(query);
      const answer = await send({
        method,
        path: search === '' ? path : `${path}?${search}`,
        headers,
        body: typeof body === 'string' ? Buffer.from(body) : new Uint8Array(body ?? []),
      });
      const { status: statusCode, headers: answered, body: document } = answer;
      return { response: new HttpResponse({ statusCode, headers: { ...answered }, body: document }) };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  return new EC2Client({
    region: caller.region,
    credentials: { accessKeyId: caller.account, secretAccessKey: 'train-encrypt' },
    endpoint: url.origin,
    // A retry would only repeat what an emulator fails at.
    maxAttempts: 1,
    retryMode: 'standard',
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestHandler,
    // The upstream learns the caller from the credential; signing would only take time.
    signer: { sign: async (request) => request },
  });
}
