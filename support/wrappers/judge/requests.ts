import type { JournalEntry } from '../../gateway/journal.ts';
import type { Job } from '../../rules/types.ts';
import { jobsOf } from '../../sagemaker/request-facts.ts';
import type { Attempt, SentJob } from '../types.ts';

/** A request for jobs, as it went over the wire. */
export interface SentRequest {
  readonly operation: string;
  readonly name: string;
  /** One for each definition in it; none where it names what was defined elsewhere. */
  readonly jobs: readonly Job[];
  readonly input: unknown;
  /** `refused`: would be again. `failed`: may go well when tried again. */
  readonly status: SentJob['status'];
  readonly error?: { readonly code: string; readonly message: string };
  readonly region: string;
}

/** Every request for jobs, in the order sent; tries of one request are requests of their own. */
export function requestsOf({ calls }: Pick<Attempt, 'calls'>): readonly SentRequest[] {
  return calls.flatMap((call) => (call.service === 'sagemaker' ? requestIn(call) : []));
}

function requestIn(call: JournalEntry): readonly SentRequest[] {
  const { operation = '', input, error, caller } = call;
  const jobs = readable(operation, input);
  if (jobs === undefined) return [];
  const name = jobs[0]?.name ?? nameIn(operation, input);
  return [
    {
      operation,
      name,
      jobs,
      input,
      status: statusOf(call),
      region: caller.region,
      ...(error !== undefined && { error }),
    },
  ];
}

/** A request that was answered before its types were looked at may have any; then nothing is known of its jobs. */
function readable(operation: string, input: unknown): readonly Job[] | undefined {
  try {
    return jobsOf(operation, input);
  } catch (error) {
    if (error instanceof TypeError) return [];
    throw error;
  }
}

/** The name that a request gives what it asks for: the first member that its operation is named for. */
export function nameIn(operation: string, input: unknown): string {
  const kind = operation.replace(/^(Create|Update|Start)/, '').replace(/V2$/, '');
  const members = Object.entries((input ?? {}) as Readonly<Record<string, unknown>>);
  const [, named] =
    members.find(([member]) => member === `${kind}Name`) ?? members.find(([member]) => /Name$/.test(member)) ?? [];
  return typeof named === 'string' ? named : '';
}

function statusOf({ status, error, output }: JournalEntry): SentJob['status'] {
  // One whose connection was reset after it was done has its output: it is there, though nobody was told.
  if (error === undefined || output !== undefined) return 'created';
  return isPassing(error.code, status) ? 'failed' : 'refused';
}

const PASSING = /throttl|toomanyrequests|requestlimitexceeded|slowdown|unavailable|connectionreset/i;

/** What SDKs try again after. An operation that nobody simulates (501) stays so. */
const isPassing = (code: string, status: number): boolean =>
  PASSING.test(code) || status === 0 || status === 429 || (status >= 500 && status !== 501);

/** A request as a sentence names it. */
export const titleOf = ({ operation, name }: Pick<SentRequest, 'operation' | 'name'>): string =>
  name ? `${operation} ${name}` : operation;
