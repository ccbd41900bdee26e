import { z } from 'zod';
import type { Page } from './introspection.ts';
import { checked } from './page-error.ts';
import { account } from './queries.ts';

/**
 * What was forgotten, and what was not.
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 * const { reset, kept } = await client.reset('111122223333');
 * ```
 */
export interface ResetAnswer {
  /** The services that have forgotten everything, and `calls` for the journal. */
  readonly reset: readonly string[];
  /** The services that were not reset: they run elsewhere. */
  readonly kept: readonly string[];
}

const bodySchema = z.strictObject({ account: account.optional() });

/** `/_train-encrypt/reset`: forgets one account, or all, which is what no body asks for. Faults have a page of their own, and stay. */
export function resetPage(reset: (account?: string) => Promise<ResetAnswer>): Page {
  return {
    text: 'POST forgets one account, or all; faults stay',
    POST: ({ query, body }) => {
      checked(z.strictObject({}), query);
      return reset(checked(bodySchema, body ?? {}).account);
    },
  };
}
