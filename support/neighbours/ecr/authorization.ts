import * as sdk from '@aws-sdk/client-ecr';
import { operation } from './operation.ts';
import type { Registry } from './store.ts';

const HOURS = 12;

/** A token of the form that clients take apart. It opens no registry: there is none behind this. */
function authorize(_: object, { host }: Registry) {
  return {
    authorizationData: [
      {
        authorizationToken: Buffer.from('AWS:train-encrypt').toString('base64'),
        expiresAt: new Date(Date.now() + HOURS * 3_600_000),
        proxyEndpoint: `https://${host}`,
      },
    ],
  };
}

export const operations = { GetAuthorizationToken: operation(sdk.GetAuthorizationToken$, authorize) };
