import { z } from 'zod';
import type { JobRecord } from '../../sagemaker/accounts/job-records.ts';
import { covers } from '../../text/wildcard.ts';
import type { JournalEntry, JournalRing } from '../journal.ts';
import { type Page, PREFIX } from './introspection.ts';
import { checked } from './page-error.ts';
import { account, number } from './queries.ts';

const MOST = 10_000;

const querySchema = z.strictObject({
  account: account.optional(),
  /** Stars stand for any characters, here and in `operation`. */
  name: z.string().max(300).optional(),
  operation: z.string().max(300).optional(),
  status: z.string().max(100).optional(),
  limit: number(MOST).optional(),
});

/**
 * The jobs that were asked for.
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 * const { jobs, older } = await client.jobs({ limit: 10 });
 * ```
 */
export interface JobsAnswer {
  /** In order of their creation; where there are more than `limit`, the newest. */
  readonly jobs: readonly JobRecord[];
  /** How many more there are. */
  readonly older: number;
}

/** Where the jobs of one name are shown. */
export const jobAddress = (url: string, account: string, name: string): string =>
  `${url}${PREFIX}/jobs?account=${account}&name=${encodeURIComponent(name)}`;

/** `/_train-encrypt/jobs`: the requested jobs, their verdicts, and their statuses. */
export function jobsPage(jobsOf: (account?: string) => Promise<readonly JobRecord[]>, journal: JournalRing): Page {
  return {
    GET: async ({ query }): Promise<JobsAnswer> => {
      const { account, name = '*', operation = '*', status = '*', limit = 1_000 } = checked(querySchema, query);
      const jobs = withRequests(await jobsOf(account), journal.entries(account)).filter(
        (job) => covers(name, job.name) && covers(operation, job.operation) && covers(status, job.status),
      );
      return { jobs: limit === 0 ? [] : jobs.slice(-limit), older: Math.max(0, jobs.length - limit) };
    },
  };
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
