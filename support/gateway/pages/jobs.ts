import { z } from 'zod';
import type { JobRecord } from '../../sagemaker/accounts/job-record.ts';
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

/** `/_train-encrypt/jobs`: the requested jobs, their verdicts, and their statuses. */
export function jobsPage(jobsOf: (account?: string) => Promise<readonly JobRecord[]>, journal: JournalRing): Page {
  return {
    text: 'jobs with their verdicts and statuses: ?account=&name=&operation=&status=&limit=&after=',
    GET: async ({ query }): Promise<JobsAnswer> => {
      const { account, name = '*', operation = '*', status = '*', limit = 1_000, after } = checked(querySchema, query);
      const jobs = withRequests(await jobsOf(account), journal.entries(account)).filter(
        (job) => covers(name, job.name) && covers(operation, job.operation) && covers(status, job.status),
      );
      const cursors = cursorsOf(jobs);
      const start = after === undefined ? Math.max(0, jobs.length - limit) : placeAfter(cursors, after);
      const end = Math.min(start + limit, jobs.length);
      const next = cursors[end - 1];
      return { jobs: jobs.slice(start, end), older: start, ...(next !== undefined && limit > 0 && { next }) };
    },
  };
}

/** What tells each job from all others. A name may be refused several times in one instant. */
function cursorsOf(jobs: readonly JobRecord[]): readonly string[] {
  const seen = new Map<string, number>();
  return jobs.map(({ account, region, operation, name, createdAt }) => {
    const key = JSON.stringify([account, region, operation, name, createdAt]);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return Buffer.from(`${count} ${key}`).toString('base64url');
  });
}

/** @throws PageError 400 when that job is not among them, or not any more */
function placeAfter(cursors: readonly string[], after: string): number {
  if (after === '') return 0;
  const place = cursors.indexOf(after);
  if (place >= 0) return place + 1;
  throw new PageError(400, 'after: there is no such job any more; give `next` of an answer to the same query');
}

/** A refused request has no job: the journal still has the request. */
function withRequests(jobs: readonly JobRecord[], calls: readonly JournalEntry[]): readonly JobRecord[] {
  if (!jobs.some(({ status }) => status === 'Refused')) return jobs;
  const refused = calls.filter(({ error, input }) => error !== undefined && input !== undefined);
  return jobs.map((job) => {
    if (job.status !== 'Refused') return job;
    const index = refused.findIndex((call) => asksFor(call, job));
    const [call] = index < 0 ? [] : refused.splice(index, 1);
    return call === undefined ? job : { ...job, request: call.input };
  });
}

function asksFor({ caller, service, operation, input }: JournalEntry, job: JobRecord): boolean {
  return (
    service === 'sagemaker' &&
    operation === job.operation &&
    caller.account === job.account &&
    caller.region === job.region &&
    Object.entries(input as object).some(([member, value]) => member.endsWith('Name') && value === job.name)
  );
}
