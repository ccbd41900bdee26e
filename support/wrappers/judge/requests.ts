import { isDeepStrictEqual } from 'node:util';
import type { JournalEntry } from '../../gateway/journal.ts';
import { conform } from '../../lint/conform.ts';
import type { Remark } from '../../lint/types.ts';
import type { Job } from '../../rules/types.ts';
import type { LaunchedBy } from '../../sagemaker/executions/launch.ts';
import { jobsOf } from '../../sagemaker/request-facts.ts';
import type { Attempt, SentJob } from '../types.ts';
import { type Defined, definedIn } from './definitions.ts';

/** A request for jobs, as it went over the wire, or as a definition that went over the wire has it. */
export interface SentRequest {
  /** The operation that was called. */
  readonly operation: string;
  readonly name: string;
  /** One for each definition of jobs in it; none where it names what was defined elsewhere. Paths are from `at`. */
  readonly jobs: readonly Job[];
  readonly input: unknown;
  /** Where a definition has this request, as a path from its top; empty for the request itself. */
  readonly at: string;
  /** Members that a definition leaves to the time when it runs. */
  readonly undecided: readonly Remark[];
  /** `refused`: would be again. `failed`: may go well when tried again. */
  readonly status: SentJob['status'];
  readonly error?: { readonly code: string; readonly message: string };
  readonly region: string;
  /** The pipeline or state machine whose definition has this request. */
  readonly definition?: string;
  /** What made the request in place of the wrapper. */
  readonly launchedBy?: LaunchedBy;
}

/** Every request for jobs, in the order sent; tries of one request are requests of their own. */
export function requestsOf({ calls }: Pick<Attempt, 'calls'>): readonly SentRequest[] {
  const requests = calls.flatMap((call) => requestsIn(call).filter((request) => !wasLaunched(request, call, calls)));
  return distinctDefinitions(requests);
}

/** What a definition asks for is judged by what was launched, once it was. */
function wasLaunched(
  { definition, step }: SentRequest & { readonly step?: string },
  defined: JournalEntry,
  calls: Attempt['calls'],
): boolean {
  if (definition === undefined) return false;
  return calls.some(
    ({ launchedBy, sequence, caller }) =>
      launchedBy?.definition === definition &&
      launchedBy.step === step &&
      sequence > defined.sequence &&
      caller.region === defined.caller.region,
  );
}

function requestsIn(call: JournalEntry): readonly (SentRequest & { readonly step?: string })[] {
  const { operation = '', error, caller, launchedBy } = call;
  const shared = { operation, status: statusOf(call), region: caller.region, ...(error !== undefined && { error }) };
  const defined = definedIn(call);
  if (defined) {
    const definition = definitionName(operation, call.input);
    return defined.map((one) => ({ ...shared, ...definedRequest(one, definition), definition, step: one.by }));
  }
  const own = call.service === 'sagemaker' ? ownRequest(operation, call.input) : undefined;
  return own ? [{ ...shared, ...own, ...(launchedBy && { launchedBy }) }] : [];
}

/** An update of a state machine names it by its ARN alone. */
function definitionName(operation: string, input: unknown): string {
  const { stateMachineArn } = (input ?? {}) as Readonly<Record<string, unknown>>;
  return typeof stateMachineArn === 'string'
    ? stateMachineArn.slice(stateMachineArn.lastIndexOf(':') + 1)
    : nameIn(operation, input);
}

/** A definition that is sent again as it was defines nothing more. */
function distinctDefinitions(requests: readonly SentRequest[]): readonly SentRequest[] {
  const same = (one: SentRequest, other: SentRequest) =>
    kindOf(one.operation) === kindOf(other.operation) &&
    one.name === other.name &&
    one.at === other.at &&
    isDeepStrictEqual(one.input, other.input);
  const defines = ({ at, status }: SentRequest) => at !== '' && status === 'created';
  return requests.filter(
    (request, index) =>
      !defines(request) || !requests.slice(0, index).some((before) => defines(before) && same(before, request)),
  );
}

type Content = Pick<SentRequest, 'name' | 'jobs' | 'input' | 'at' | 'undecided'>;

function ownRequest(operation: string, sent: unknown): Content | undefined {
  if (jobsOf(operation, {}) === undefined) return undefined;
  // One that was answered before its types were looked at may have any.
  const { request: input } = conform(operation, sent);
  const jobs = jobsOf(operation, input) ?? [];
  return { name: jobs[0]?.name ?? nameIn(operation, input), jobs, input, at: '', undecided: [] };
}

function definedRequest({ operation, by, at, value }: Defined, whole: string): Content {
  const { request: input, undecided } = conform(operation, value);
  const name = [whole, by].filter((part) => part !== '').join(', step ');
  const jobs = (jobsOf(operation, input) ?? []).map((job) => ({ ...job, name }));
  return { name, jobs, input, at, undecided };
}

/** The path of a member of a request, from the top of what was sent. */
export const placed = ({ at }: Pick<SentRequest, 'at'>, member: string): string => (at ? `${at}.${member}` : member);

/** Why a member, one above it or one below it, is not known before the definition runs. */
export function undecidedAt({ undecided }: Pick<SentRequest, 'undecided'>, member: string): Remark | undefined {
  return undecided.find(
    ({ path }) => path === '' || path === member || member.startsWith(`${path}.`) || path.startsWith(`${member}.`),
  );
}

/** The name that a request gives what it asks for: the first member that its operation is named for. */
export function nameIn(operation: string, input: unknown): string {
  const kind = kindOf(operation);
  const members = Object.entries((input ?? {}) as Readonly<Record<string, unknown>>);
  const [, named] =
    members.find(([member]) => member === `${kind}Name`) ?? members.find(([member]) => /(^n|N)ame$/.test(member)) ?? [];
  return typeof named === 'string' ? named : '';
}

/** What an operation creates or changes: `TrainingJob`. */
export const kindOf = (operation: string): string => operation.replace(/^(Create|Update|Start)/, '').replace(/V2$/, '');

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
