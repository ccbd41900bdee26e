import { z } from 'zod';
import type { Page } from './introspection.ts';
import { checked, PageError } from './page-error.ts';
import { account } from './queries.ts';

/**
 * The clock of an account.
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 * const { time } = await client.clock.now('111122223333');
 * ```
 */
export interface ClockAnswer {
  readonly account: string;
  /** ISO 8601. */
  readonly now: string;
  /** How time passes: `manual`, `instant`, or virtual seconds per real second. */
  readonly time: 'manual' | 'instant' | 'second-look' | number;
}

/** The clocks of accounts, as far as the page needs them. */
export interface AccountClocks {
  readonly time: ClockAnswer['time'];
  /** Unix milliseconds. */
  now(account: string): number;
  /** Turns a manual clock; resolves when all that was due has happened. */
  advance(account: string, seconds: number): Promise<void>;
}

/** Longer than any job may run; a clock that is turned further at once has everything in between to do. */
const MOST_SECONDS = 400 * 86_400;

const querySchema = z.strictObject({ account });
const bodySchema = z.strictObject({ account, seconds: z.number().min(0).max(MOST_SECONDS) });

/** `/_train-encrypt/clock`: what time it is for the jobs of an account, and turning it on. */
export function clockPage(clocks: AccountClocks): Page {
  const tell = (account: string): ClockAnswer => ({
    account,
    now: new Date(clocks.now(account)).toISOString(),
    time: clocks.time,
  });
  return {
    text: 'the time of an account (?account=); POST turns a manual clock',
    GET: ({ query }) => tell(checked(querySchema, query).account),
    POST: async ({ query, body }) => {
      checked(z.strictObject({}), query);
      const { account, seconds } = checked(bodySchema, body);
      if (clocks.time !== 'manual') {
        const pace =
          typeof clocks.time === 'string' ? 'jumps by itself' : `goes by itself, at ${clocks.time} seconds in one`;
        throw new PageError(
          409,
          `this clock ${pace}. One that is turned needs serve --speed manual, or time: 'manual'.`,
        );
      }
      await clocks.advance(account, seconds);
      return tell(account);
    },
  };
}
