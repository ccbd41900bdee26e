import { z } from 'zod';
import type { JobEntry } from '../../sagemaker/accounts/job-entry.ts';
import type { JobRecord } from '../../sagemaker/accounts/job-record.ts';
import { Breather } from '../../sagemaker/life/breather.ts';
import { covers } from '../../text/wildcard.ts';
import type { JournalEntry, JournalRing } from '../journal.ts';
import { type Page, PREFIX } from './introspection.ts';
import { checked, PageError } from './page-error.ts';
import { account, number } from './queries.ts';

const MOST = 10_000;

const querySchema = z.strictObject({
  account: account.optional(),
  /** Stars stand for any characters, here and in `operation`. */
  name: z.string().max(300).optional(),
  operation: z.string().max(300).optional(),
  status: z.string().max(100).optional(),
  limit: number(MOST).optional(),
  /** Only jobs that came after this one: `next` of an answer, or nothing for the first. */
  after: z.string().max(2_000).optional(),
});

/**
 * The jobs that were asked for.
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 * const { jobs, older } = await client.jobs({ limit: 10 });
 * const first = await client.jobs({ limit: 10, after: '' });
 * const second = await client.jobs({ limit: 10, after: first.next ?? '' });
 * ```
 */
export interface JobsAnswer {
  /** In order of their creation; where there are more than `limit`, the newest, or with `after` the next ones. */
  readonly jobs: readonly JobRecord[];
  /** How many there are before these. */
  readonly older: number;
  /** Ask again with `after` at this for what follows the last of these; absent where there is none. */
  readonly next?: string;
}

/** Where the jobs of one name are shown. */
export const jobAddress = (url: string, account: string, name: string): string =>
  `${url}${PREFIX}/jobs?account=${account}&name=${encodeURIComponent(name)}`;

/** `/_train-encrypt/jobs`: the requested jobs, their verdicts, and their statuses. Of many jobs only those of a page are put together. */
export function jobsPage(jobsOf: (account?: string) => Promise<readonly JobEntry[]>, journal: JournalRing): Page {
  return {
    text: 'jobs with their verdicts and statuses: ?account=&name=&operation=&status=&limit=&after=',
    GET: async ({ query }): Promise<JobsAnswer> => {
      const { account, name = '*', operation = '*', status = '*', limit = 1_000, after } = checked(querySchema, query);
      const all = await jobsOf(account);
      const breather = new Breather();
      const wanted: JobEntry[] = [];
      for (const job of all) {
        if (covers(name, job.name) && covers(operation, job.operation) && covers(status, job.status)) wanted.push(job);
        if (breather.due) await breather.breathe();
      }
      const start = after === undefined ? Math.max(0, wanted.length - limit) : await placeAfter(wanted, after);
      const end = Math.min(start + limit, wanted.length);
      const last = wanted[end - 1];
      const next = last === undefined || limit === 0 ? undefined : await cursorOf(wanted, end - 1, last);
      const refused = await refusedRequests(all, wanted.slice(start, end), journal.entries(account));
      const jobs: JobRecord[] = [];
      for (const entry of wanted.slice(start, end)) {
        const request = refused.get(entry);
        jobs.push(request === undefined ? entry.record() : { ...entry.record(), request });
        if (breather.due) await breather.breathe();
      }
      return { jobs, older: start, ...(next !== undefined && { next }) };
    },
  };
}

/** What tells a job from all others, but for those of its name that were refused in the same instant. */
const keyOf = ({ account, region, operation, name, createdAt }: JobEntry): string =>
  JSON.stringify([account, region, operation, name, createdAt]);

/** What tells it from all others: its key, and the how manyth with that it is. */
async function cursorOf(jobs: readonly JobEntry[], index: number, job: JobEntry): Promise<string> {
  const key = keyOf(job);
  let count = 0;
  const breather = new Breather();
  for (const other of jobs.slice(0, index + 1)) {
    if (other.name === job.name && other.at === job.at && keyOf(other) === key) count += 1;
    if (breather.due) await breather.breathe();
  }
  return Buffer.from(`${count} ${key}`).toString('base64url');
}

/** @throws PageError 400 when that job is not among them, or not any more */
async function placeAfter(jobs: readonly JobEntry[], after: string): Promise<number> {
  if (after === '') return 0;
  const [, times = '0', key = ''] = /^(\d+) (.*)$/s.exec(Buffer.from(after, 'base64url').toString('utf8')) ?? [];
  const name = nameIn(key);
  let left = Number(times);
  const breather = new Breather();
  for (const [index, job] of jobs.entries()) {
    if (job.name === name && keyOf(job) === key) left -= 1;
    if (left === 0 && name !== undefined) return index + 1;
    if (breather.due) await breather.breathe();
  }
  throw new PageError(400, 'after: there is no such job any more; give `next` of an answer to the same query');
}

function nameIn(key: string): unknown {
  try {
    return JSON.parse(key)?.[3];
  } catch {
    return undefined;
  }
}

/** A refused request has no job: the journal still has the request. Of those that ask for the same name, in order. */
async function refusedRequests(
  all: readonly JobEntry[],
  shown: readonly JobEntry[],
  calls: readonly JournalEntry[],
): Promise<ReadonlyMap<JobEntry, unknown>> {
  const found = new Map<JobEntry, unknown>();
  const isRefused = ({ status }: JobEntry) => status === 'Refused';
  if (!shown.some(isRefused)) return found;
  const breather = new Breather();
  const byJob = new Map<string, JournalEntry[]>();
  for (const call of calls) {
    for (const asked of askedBy(call)) {
      const others = byJob.get(asked);
      if (others) others.push(call);
      else byJob.set(asked, [call]);
    }
    if (breather.due) await breather.breathe();
  }
  const taken = new Set<JournalEntry>();
  for (const job of all) {
    if (!isRefused(job)) continue;
    const call = byJob.get(askedFor(job))?.find((one) => !taken.has(one));
    if (call === undefined) continue;
    taken.add(call);
    found.set(job, call.input);
    if (breather.due) await breather.breathe();
  }
  return found;
}

const askedFor = ({ account, region, operation, name }: JobEntry): string =>
  JSON.stringify([account, region, operation, name]);

/** The jobs that a refused call may have asked for: one for each name in it. */
function askedBy({ caller, service, operation = '', input, error }: JournalEntry): readonly string[] {
  if (service !== 'sagemaker' || error === undefined || input === undefined) return [];
  const names = Object.entries(input as object).filter(([member]) => member.endsWith('Name'));
  const { account, region } = caller;
  return [...new Set(names.map(([, name]) => JSON.stringify([account, region, operation, name])))];
}
