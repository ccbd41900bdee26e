import type { Caller } from '../protocol/service.ts';
import type { Verdict } from '../rules/types.ts';
import type { Judgement } from './accounts.ts';
import type { Listed } from './job-listing.ts';
import type { AccountState } from './state.ts';

/** A job as the stub keeps it, or a request for one that its verdict refused. Times are ISO 8601, by the job's clock. */
export interface KeptJob {
  readonly account: string;
  readonly region: string;
  /** The operation that asks for such a job. */
  readonly operation: string;
  readonly name: string;
  /** Absent when it was refused. */
  readonly arn?: string;
  /** As Describe tells it, or `Refused`. */
  readonly status: string;
  /** What was asked for, with what the service adds to it; absent where it is not known any more. */
  readonly request?: unknown;
  /** One for each definition of jobs in the request; none for a job that another one launched. */
  readonly verdicts: readonly ToldVerdict[];
  /** Every status that it had, in order. */
  readonly transitions: readonly KeptTransition[];
  readonly createdAt: string;
  readonly endedAt?: string;
  readonly failureReason?: string;
  /** The ARN of what launched it. */
  readonly parent?: string;
}

/** Without its refusals: they are the findings that refuse. */
export type ToldVerdict = Omit<Verdict, 'refusals'>;

export interface KeptTransition {
  readonly status: string;
  readonly at: string;
  readonly message?: string;
}

/** What all jobs have. */
interface AnyJob extends Listed<{ readonly status: string; readonly modifiedAt: number }> {
  readonly arn: string;
  readonly request: unknown;
  readonly createdAt: number;
  readonly endedAt?: number;
  readonly failureReason?: string;
}

interface KindOfJob {
  readonly operation: string;
  readonly jobs: (state: AccountState) => readonly Told[];
}

interface Told {
  readonly job: AnyJob;
  readonly parent?: string | undefined;
  /** Default: those of its status. */
  readonly transitions?: readonly KeptTransition[];
}

/** A line for each kind of job that the stub keeps. */
const KINDS: readonly KindOfJob[] = [
  {
    operation: 'CreateTrainingJob',
    jobs: ({ trainingJobs }) =>
      trainingJobs.all().map((job) => ({
        job,
        parent: job.child?.tuning.arn,
        transitions: job.transitions.map(({ status, startedAt, message }) => ({ status, at: iso(startedAt), message })),
      })),
  },
  { operation: 'CreateHyperParameterTuningJob', jobs: ({ tuningJobs }) => tuningJobs.all().map((job) => ({ job })) },
  {
    operation: 'CreateProcessingJob',
    jobs: ({ processingJobs }) => processingJobs.all().map((job) => ({ job, parent: job.start.parent?.arn })),
  },
];

/**
 * The jobs of an account in a region, and the requests for jobs that were refused, in the order that they were asked
 * for. Of one instant, those that another job launched come last.
 */
export function keptJobs(state: AccountState, judgements: readonly Judgement[]): readonly KeptJob[] {
  const places = new Map<string, number>();
  const told: { readonly job: KeptJob; readonly place: number }[] = [];
  for (const [place, judgement] of judgements.entries()) {
    const refused = judgement.verdicts.some(({ refusals }) => refusals.length > 0);
    if (refused) told.push({ job: tellRefused(state.caller, judgement), place });
    else places.set(keyOf(judgement), place);
  }
  for (const { operation, jobs } of KINDS) {
    for (const one of jobs(state)) {
      const place = one.parent === undefined ? places.get(`${operation} ${one.job.name}`) : undefined;
      const judgement = place === undefined ? undefined : judgements[place];
      told.push({ job: tell(state.caller, operation, one, judgement), place: place ?? judgements.length });
    }
  }
  told.sort((a, b) => Date.parse(a.job.createdAt) - Date.parse(b.job.createdAt) || a.place - b.place);
  return told.map(({ job }) => job);
}

function tell(
  { account, region }: Caller,
  operation: string,
  { job, parent, transitions }: Told,
  judgement: Judgement | undefined,
): KeptJob {
  return {
    account,
    region,
    operation,
    name: job.name,
    arn: job.arn,
    status: job.history.current.status,
    request: job.request,
    verdicts: (judgement?.verdicts ?? []).map(toldOf),
    transitions: transitions ?? statusesOf(job),
    createdAt: iso(job.createdAt),
    ...(job.endedAt !== undefined && { endedAt: iso(job.endedAt) }),
    ...(job.failureReason !== undefined && { failureReason: job.failureReason }),
    ...(parent !== undefined && { parent }),
  };
}

function tellRefused({ account, region }: Caller, { at, verdicts }: Judgement): KeptJob {
  const { operation = '', name = '' } = verdicts[0]?.job ?? {};
  const verdict = { verdicts: verdicts.map(toldOf), transitions: [], createdAt: iso(at) };
  return { account, region, operation, name, status: 'Refused', ...verdict };
}

function keyOf({ verdicts }: Judgement): string {
  const { operation = '', name = '' } = verdicts[0]?.job ?? {};
  return `${operation} ${name}`;
}

/** What changed beside the status is left out. */
function statusesOf({ history }: AnyJob): readonly KeptTransition[] {
  return history.all
    .filter(({ status }, index, all) => status !== all[index - 1]?.status)
    .map(({ status, modifiedAt }) => ({ status, at: iso(modifiedAt) }));
}

function toldOf({ refusals: _, ...told }: Verdict): ToldVerdict {
  return told;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
