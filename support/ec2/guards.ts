import { NormalizedSchema } from '@smithy/core/schema';
import { ServiceError } from '../protocol/service.ts';
import { dryRun } from './errors.ts';
import type { Operation } from './operation.ts';
import type { Region } from './store.ts';

type Input = Readonly<Record<string, unknown>>;

/** An operation with what EC2 does the same for all of them: dry runs, and client tokens that make a retry harmless. */
export function guarded(operation: Operation): Operation {
  const token = tokenMember(operation);
  return {
    schema: operation.schema,
    handle(input: Input, region) {
      if (input.DryRun === true) throw dryRun();
      const value = token === undefined ? undefined : input[token];
      return typeof value === 'string' && value !== ''
        ? once(operation, input, value, region)
        : operation.handle(input as never, region);
    },
  };
}

function tokenMember({ schema }: Operation): string | undefined {
  const input = NormalizedSchema.of(schema[4]);
  if (!input.isStructSchema()) return undefined;
  return [...input.structIterator()].find(([name]) => name === 'ClientToken')?.[0];
}

/** The answer given to this token before; with other parameters a token cannot be used again. */
function once(operation: Operation, input: Input, token: string, region: Region): unknown {
  const key = `${operation.schema[2]}/${token}`;
  const request = JSON.stringify(input);
  const known = region.clientTokens.get(key);
  if (known === undefined) {
    const output = operation.handle(input as never, region);
    remember(region, key, { request, output });
    return output;
  }
  if (known.request !== request) {
    const text = 'The client token was used before in a request with other parameters.';
    throw new ServiceError('IdempotentParameterMismatch', text);
  }
  return known.output;
}

/** SDKs send a new token with every request: only the newest are worth keeping. */
const MOST_TOKENS = 1000;

function remember({ clientTokens }: Region, key: string, answered: { request: string; output: unknown }): void {
  clientTokens.set(key, answered);
  const [oldest] = clientTokens.keys();
  if (clientTokens.size > MOST_TOKENS && oldest !== undefined) clientTokens.delete(oldest);
}
