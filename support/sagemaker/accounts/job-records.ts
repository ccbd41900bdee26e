import { MonitoringType } from '@aws-sdk/client-sagemaker';
import type { Caller } from '../../protocol/service.ts';
import type { Verdict } from '../../rules/types.ts';
import type { Execution } from '../executions/execution.ts';
import type { ExecutionRemark } from '../executions/remark.ts';
import { Breather } from '../life/breather.ts';
import type { Listed } from '../store/job-listing.ts';
import type { JobEntry } from './job-entry.ts';
import type { JobRecord, VerdictRecord } from './job-record.ts';
import type { Judgement } from './judging.ts';
import type { AccountState } from './state.ts';

/** What all of them have. */
interface Named {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly endedAt?: number | undefined;
  readonly failureReason?: string | undefined;
}

/** What is kept of one thing, and where to look for the rest of it. */
interface Kept {
  readonly operation: string;
  readonly job: Named;
  readonly status: string;
  readonly parent?: string | undefined;
  readonly parts: () => RecordParts;
}

interface RecordParts {
  readonly request: unknown;
  readonly transitions: readonly { readonly status: string; readonly at: number; readonly message?: string }[];
  readonly remarks?: readonly ExecutionRemark[];
}

/** One for each kind of what the stub keeps. */
const KINDS: readonly ((state: AccountState) => readonly Kept[])[] = [
  ({ trainingJobs }) =>
    trainingJobs.all().map((job) => ({
      operation: 'CreateTrainingJob',
      job,
      status: job.history.current.status,
      parent: job.child?.tuning.arn ?? job.launchedBy?.arn,
      parts: () => ({
        request: job.request,
        transitions: job.transitions.map(({ status, startedAt, message }) => ({ status, at: startedAt, message })),
      }),
    })),
  ({ tuningJobs }) => tuningJobs.all().map((job) => changing('CreateHyperParameterTuningJob', job, () => job.request)),
  ({ processingJobs }) =>
    processingJobs
      .all()
      .map((job) => ({ ...changing('CreateProcessingJob', job, () => job.request), parent: job.start.parent?.arn })),
  ({ autoMLJobs }) => autoMLJobs.all().map((job) => changing(job.settings.operation, job, () => job.request.input)),
  ({ monitoring }) =>
    MONITORING_TYPES.flatMap((kind) =>
      monitoring
        .definitionsOf(kind)
        .all()
        .map((job) => ({
          operation: `Create${kind}JobDefinition`,
          job,
          status: 'Defined',
          parts: () => ({ request: job.request, transitions: [] }),
        })),
    ),
  ({ pipelineExecutions }) => pipelineExecutions.all().map(executionParts),
  ({ stateMachines }) => stateMachines.executions.all().map(executionParts),
  ({ monitoring }) =>
    monitoring.schedules
      .all()
      .map((job) => changing('CreateMonitoringSchedule', job, () => job.history.current.config)),
];

const MONITORING_TYPES = Object.values(MonitoringType);

/**
 * The jobs of an account in a region, and the requests for jobs that were refused, in the order of the
 * requests. Of one instant, those that another job launched come last. Others come to their turn in between.
 */
export async function jobEntries(state: AccountState, judgements: readonly Judgement[]): Promise<readonly JobEntry[]> {
  const breather = new Breather();
  const places = new Map<string, number>();
  const entries: JobEntry[] = [];
  const seen = (at: number) => new Date(state.clock.toReal(at)).toISOString();
  // What is asked for while this goes on is not among them.
  const kept = KINDS.flatMap((keptOf) => keptOf(state));
  const all = judgements.length;
  for (let place = 0; place < all; place += 1) {
    const judgement = judgements[place] as Judgement;
    const refused = judgement.verdicts.some(({ refusals }) => refusals.length > 0);
    if (refused) entries.push(refusedEntry(state.caller, judgement, place, seen));
    else places.set(keyOf(judgement), place);
    if (breather.due) await breather.breathe();
  }
  for (const one of kept) {
    const place = one.parent === undefined ? places.get(`${one.operation} ${one.job.name}`) : undefined;
    const judgement = place === undefined ? undefined : judgements[place];
    entries.push(entryOf(state.caller, one, judgement, place ?? all, seen));
    if (breather.due) await breather.breathe();
  }
  return entries.sort((a, b) => a.at - b.at || a.place - b.place);
}

/** The records of entries. Others come to their turn in between. */
export async function recordsOf(entries: Iterable<JobEntry>): Promise<readonly JobRecord[]> {
  const breather = new Breather();
  const records: JobRecord[] = [];
  for (const entry of entries) {
    records.push(entry.record());
    if (breather.due) await breather.breathe();
  }
  return records;
}

function entryOf(
  { account, region }: Caller,
  { operation, job, status, parent, parts }: Kept,
  judgement: Judgement | undefined,
  place: number,
  seen: (at: number) => string,
): JobEntry {
  const { name, arn, createdAt: at } = job;
  return {
    account,
    region,
    operation,
    name,
    status,
    at,
    place,
    get createdAt() {
      return seen(at);
    },
    record: () => {
      const { request, transitions, remarks } = parts();
      return {
        account,
        region,
        operation,
        name,
        arn,
        status,
        request,
        verdicts: (judgement?.verdicts ?? []).map(verdictRecord),
        transitions: transitions.map(({ at, ...transition }) => ({ ...transition, at: seen(at) })),
        createdAt: seen(at),
        ...(job.endedAt !== undefined && { endedAt: seen(job.endedAt) }),
        ...(job.failureReason !== undefined && { failureReason: job.failureReason }),
        ...(parent !== undefined && { parent }),
        ...(remarks && { remarks: [...remarks] }),
      };
    },
  };
}

function refusedEntry(
  { account, region }: Caller,
  { at, verdicts }: Judgement,
  place: number,
  seen: (at: number) => string,
): JobEntry {
  const { operation = '', name = '' } = verdicts[0]?.job ?? {};
  const told = { account, region, operation, name, status: 'Refused' };
  return {
    ...told,
    at,
    place,
    get createdAt() {
      return seen(at);
    },
    record: () => ({ ...told, verdicts: verdicts.map(verdictRecord), transitions: [], createdAt: seen(at) }),
  };
}

function keyOf({ verdicts }: Judgement): string {
  const { operation = '', name = '' } = verdicts[0]?.job ?? {};
  return `${operation} ${name}`;
}

/** A resource whose status changes. Other changes are left out. */
function changing(
  operation: string,
  job: Named & Listed<{ readonly status: string; readonly modifiedAt: number }>,
  requestOf: () => unknown,
): Kept {
  const { all, current } = job.history;
  const parts = () => ({
    request: requestOf(),
    transitions: all
      .filter(({ status }, index) => status !== all[index - 1]?.status)
      .map(({ status, modifiedAt }) => ({ status, at: modifiedAt })),
  });
  return { operation, job, status: current.status, parts };
}

function executionParts(execution: Execution): Kept {
  const kept = changing(execution.operation, execution, () => execution.request);
  const { remarks } = execution;
  return remarks.length === 0 ? kept : { ...kept, parts: () => ({ ...kept.parts(), remarks }) };
}

function verdictRecord({ refusals: _, network: __, ...verdict }: Verdict): VerdictRecord {
  return verdict;
}
