import { z } from 'zod';
import { covers } from '../../text/wildcard.ts';
import type { JournalEntry, JournalRing } from '../journal.ts';
import type { Page } from './introspection.ts';
import { checked } from './page-error.ts';
import { account, number } from './queries.ts';

const MOST = 10_000;

const querySchema = z.strictObject({
  account: account.optional(),
  /** The signing name; stars stand for any characters, here and in `operation`. */
  service: z.string().max(100).optional(),
  operation: z.string().max(300).optional(),
  /** Only calls that came after the one of this number. */
  after: number(Number.MAX_SAFE_INTEGER).optional(),
  limit: number(MOST).optional(),
});

/**
 * The calls that were asked for, and where to go on.
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 * let { calls, next } = await client.calls();
 * ({ calls, next } = await client.calls({ after: next }));
 * ```
 */
export interface CallsAnswer {
  /** In order of arrival. A call that is under way is not among them yet. */
  readonly calls: readonly JournalEntry[];
  /**
   * Ask again with `after` at this number for later calls and those still under way. Calls that arrived after one of the
   * latter are repeated.
   */
  readonly next: number;
}

/** `/_train-encrypt/calls`: requests and their responses, oldest first. */
export function callsPage(journal: JournalRing): Page {
  return {
    text: 'requests and their responses, oldest first: ?account=&service=&operation=&limit=&after=',
    GET: ({ query }): CallsAnswer => {
      const { account, service = '*', operation = '*', after = 0, limit = 1_000 } = checked(querySchema, query);
      const wanted = journal
        .entries(account)
        .filter(
          (call) => call.sequence > after && covers(service, call.service) && covers(operation, call.operation ?? ''),
        );
      const calls = wanted.slice(0, limit);
      const seen = wanted.length > calls.length ? (calls.at(-1)?.sequence ?? after) : journal.latest;
      return { calls, next: Math.min(seen, journal.answeredThrough) };
    },
  };
}
