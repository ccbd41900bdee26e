import type { ListedFault } from './gateway/faults/faults.ts';
import type { FaultInput } from './gateway/faults/read.ts';
import type { CallsAnswer } from './gateway/pages/calls.ts';
import type { ClockAnswer } from './gateway/pages/clock.ts';
import type { FaultsAnswer } from './gateway/pages/faults.ts';
import type { JobsAnswer } from './gateway/pages/jobs.ts';
import type { ResetAnswer } from './gateway/pages/reset.ts';
import type { RulesAnswer } from './gateway/pages/rules.ts';

export type { ListedFault } from './gateway/faults/faults.ts';
export type { FaultInput } from './gateway/faults/read.ts';
export type { JournalEntry } from './gateway/journal.ts';
export type { CallsAnswer } from './gateway/pages/calls.ts';
export type { ClockAnswer } from './gateway/pages/clock.ts';
export type { JobsAnswer } from './gateway/pages/jobs.ts';
export type { ResetAnswer } from './gateway/pages/reset.ts';
export type { RulesAnswer } from './gateway/pages/rules.ts';
export type { JobRecord } from './sagemaker/accounts/job-record.ts';

/**
 * What a server says of itself.
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 * import type { Health } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 *
 * const { engine, rules }: Health = await client.health();
 * ```
 */
export interface Health {
  readonly status: 'ok';
  readonly version: string;
  readonly engine: { readonly name: string; readonly description: string };
  readonly services: readonly string[];
  readonly node: string;
  readonly rules: 'documented' | 'observed';
  readonly strict: boolean;
}

/**
 * Which jobs. In `name`, `operation` and `status` stars stand for any characters.
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 * import type { JobsSettings } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 *
 * const settings: JobsSettings = { account: '111122223333', name: 'fraud-*' };
 * const { jobs } = await client.jobs(settings);
 * ```
 */
export interface JobsSettings {
  readonly account?: string;
  readonly name?: string;
  readonly operation?: string;
  readonly status?: string;
  /** Default 1,000, at most 10,000: the newest, or with `after` the next ones. */
  readonly limit?: number;
  /** `next` of an answer: only jobs after those; an empty text starts with the oldest. */
  readonly after?: string;
}

/**
 * Which calls. In `service` and `operation` stars stand for any characters.
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 * import type { CallsSettings } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 *
 * const settings: CallsSettings = { service: 'ec2', operation: 'Describe*', limit: 100 };
 * const { calls } = await client.calls(settings);
 * ```
 */
export interface CallsSettings {
  readonly account?: string;
  readonly service?: string;
  readonly operation?: string;
  /** Only calls that came after the one of this number. */
  readonly after?: number;
  /** Default 1,000, at most 10,000: the oldest. */
  readonly limit?: number;
}

/**
 * A server of train-encrypt, from another process. Every method rejects with an Error that has the server's words.
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 * await client.faults.add('CreateTrainingJob:throttle:times=2');
 * await client.reset();
 * ```
 */
export interface Client {
  readonly url: string;
  readonly faults: {
    /** Adds one or several, or none of them when there is something wrong with one. */
    add(faults: FaultInput | readonly FaultInput[]): Promise<readonly ListedFault[]>;
    list(): Promise<readonly ListedFault[]>;
    remove(id: string): Promise<void>;
    clear(): Promise<void>;
  };
  /** What was asked for, how it was judged, and what became of it. */
  jobs(settings?: JobsSettings): Promise<JobsAnswer>;
  /** What was asked and answered. */
  calls(settings?: CallsSettings): Promise<CallsAnswer>;
  readonly clock: {
    now(account: string): Promise<ClockAnswer>;
    /** Rejects where time passes by itself. */
    advance(account: string, seconds: number): Promise<ClockAnswer>;
  };
  rules(): Promise<RulesAnswer>;
  health(): Promise<Health>;
  /** Forgets one account, or all. Faults stay. */
  reset(account?: string): Promise<ResetAnswer>;
}

/**
 * A client for the pages below `/_train-encrypt` of a server that `serve` or `startHarness` opened. Nothing is asked
 * until a method is called, and nothing needs to be closed.
 * @param url what the server printed, as in `AWS_ENDPOINT_URL`
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 * const { status } = await client.health();
 * ```
 */
export function connect(url: string): Client {
  const { origin } = new URL(url);
  const ask = <Answer>(method: string, page: string, query: object = {}, body?: unknown) =>
    send<Answer>(`${origin}/_train-encrypt/${page}${written(query)}`, method, body);
  return {
    url: origin,
    faults: {
      add: async (faults) => (await ask<FaultsAnswer>('POST', 'faults', {}, faults)).faults,
      list: async () => (await ask<FaultsAnswer>('GET', 'faults')).faults,
      remove: async (id) => void (await ask('DELETE', `faults/${encodeURIComponent(id)}`)),
      clear: async () => void (await ask('DELETE', 'faults')),
    },
    jobs: (settings) => ask('GET', 'jobs', settings),
    calls: (settings) => ask('GET', 'calls', settings),
    clock: {
      now: (account) => ask('GET', 'clock', { account }),
      advance: (account, seconds) => ask('POST', 'clock', {}, { account, seconds }),
    },
    rules: () => ask('GET', 'rules'),
    health: () => ask('GET', 'health'),
    reset: (account) => ask('POST', 'reset', {}, { account }),
  };
}

function written(query: object): string {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given[name] = String(value);
  return Object.keys(given).length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

async function send<Answer>(url: string, method: string, body: unknown): Promise<Answer> {
  const sent =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  let answer: Response;
  try {
    answer = await fetch(url, { method, ...sent });
  } catch (cause) {
    throw new Error(`train-encrypt: nothing answers on ${new URL(url).origin}. Start it with: train-encrypt serve`, {
      cause,
    });
  }
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text) as Answer;
  throw new Error(wordsOf(text) ?? `train-encrypt: ${method} ${url} was answered with ${answer.status}`);
}

/** Another server may answer, with something else. */
function wordsOf(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return typeof error === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}
