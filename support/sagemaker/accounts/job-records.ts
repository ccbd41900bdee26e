import { MonitoringType } from '@aws-sdk/client-sagemaker';
import type { Caller } from '../../protocol/service.ts';
import type { Verdict } from '../../rules/types.ts';
import type { Execution } from '../executions/execution.ts';
import type { ExecutionRemark } from '../executions/remark.ts';
import type { Listed } from '../store/job-listing.ts';
import type { JobRecord, VerdictRecord } from './job-record.ts';
import type { Judgement } from './judging.ts';
import type { AccountState } from './state.ts';

/** What all of them have. */
interface Named {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly endedAt?: number;
  readonly failureReason?: string;
}

interface RecordParts {
  readonly operation: string;
  readonly job: Named;
  readonly request: unknown;
  readonly status: string;
  readonly transitions: readonly { readonly status: string; readonly at: number; readonly message?: string }[];
  readonly parent?: string | undefined;
  readonly remarks?: readonly ExecutionRemark[];
}

/** One for each kind of what the stub keeps. */
const KINDS: readonly ((state: AccountState) => readonly RecordParts[])[] = [
  ({ trainingJobs }) =>
    trainingJobs.all().map((job) => ({
      ...changing('CreateTrainingJob', job, job.request),
      parent: job.child?.tuning.arn ?? job.launchedBy?.arn,
      transitions: job.transitions.map(({ status, startedAt, message }) => ({ status, at: startedAt, message })),
    })),
  ({ tuningJobs }) => tuningJobs.all().map((job) => changing('CreateHyperParameterTuningJob', job, job.request)),
  ({ processingJobs }) =>
    processingJobs
      .all()
      .map((job) => ({ ...changing('CreateProcessingJob', job, job.request), parent: job.start.parent?.arn })),
  ({ autoMLJobs }) => autoMLJobs.all().map((job) => changing(job.settings.operation, job, job.request.input)),
  ({ monitoring }) =>
    MONITORING_TYPES.flatMap((kind) =>
      monitoring
        .definitionsOf(kind)
        .all()
        .map((job) => ({
          operation: `Create${kind}JobDefinition`,
          job,
          request: job.request,
          status: 'Defined',
          transitions: [],
        })),
    ),
  ({ pipelineExecutions }) => pipelineExecutions.all().map(executionParts),
  ({ stateMachines }) => stateMachines.executions.all().map(executionParts),
  ({ monitoring }) =>
    monitoring.schedules.all().map((job) => changing('CreateMonitoringSchedule', job, job.history.current.config)),
];

const MONITORING_TYPES = Object.values(MonitoringType);

/**
 * The jobs of an account in a region, and the requests for jobs that were refused, in the order of the
 * requests. Of one instant, those that another job launched come last.
 */
export function jobRecords(state: AccountState, judgements: readonly Judgement[]): readonly JobRecord[] {
  const places = new Map<string, number>();
  const records: { readonly job: JobRecord; readonly at: number; readonly place: number }[] = [];
  const seen = (at: number) => new Date(state.clock.toReal(at)).toISOString();
  for (const [place, judgement] of judgements.entries()) {
    const refused = judgement.verdicts.some(({ refusals }) => refusals.length > 0);
    if (refused) records.push({ job: refusedRecord(state.caller, judgement, seen), at: judgement.at, place });
    else places.set(keyOf(judgement), place);
  }
  for (const one of KINDS.flatMap((partsOf) => partsOf(state))) {
    const place = one.parent === undefined ? places.get(`${one.operation} ${one.job.name}`) : undefined;
    const judgement = place === undefined ? undefined : judgements[place];
    records.push({
      job: recordOf(state.caller, one, judgement, seen),
      at: one.job.createdAt,
      place: place ?? judgements.length,
    });
  }
  records.sort((a, b) => a.at - b.at || a.place - b.place);
  return records.map(({ job }) => job);
}

function recordOf(
  { account, region }: Caller,
  { operation, job, request, status, transitions, parent, remarks }: RecordParts,
  judgement: Judgement | undefined,
  seen: (at: number) => string,
): JobRecord {
  return {
    account,
    region,
    operation,
    name: job.name,
    arn: job.arn,
    status,
    request,
    verdicts: (judgement?.verdicts ?? []).map(verdictRecord),
    transitions: transitions.map(({ at, ...transition }) => ({ ...transition, at: seen(at) })),
    createdAt: seen(job.createdAt),
    ...(job.endedAt !== undefined && { endedAt: seen(job.endedAt) }),
    ...(job.failureReason !== undefined && { failureReason: job.failureReason }),
    ...(parent !== undefined && { parent }),
    ...(remarks && { remarks: [...remarks] }),
  };
}

function refusedRecord(
  { account, region }: Caller,
  { at, verdicts }: Judgement,
  seen: (at: number) => string,
): JobRecord {
  const { operation = '', name = '' } = verdicts[0]?.job ?? {};
  const verdict = { verdicts: verdicts.map(verdictRecord), transitions: [], createdAt: seen(at) };
  return { account, region, operation, name, status: 'Refused', ...verdict };
}

function keyOf({ verdicts }: Judgement): string {
  const { operation = '', name = '' } = verdicts[0]?.job ?? {};
  return `${operation} ${name}`;
}

/** A resource whose status changes. Other changes are left out. */
function changing(
  operation: string,
  job: Named & Listed<{ readonly status: string; readonly modifiedAt: number }>,
  request: unknown,
): RecordParts {
  const { all, current } = job.history;
  const transitions = all
    .filter(({ status }, index) => status !== all[index - 1]?.status)
    .map(({ status, modifiedAt }) => ({ status, at: modifiedAt }));
  return { operation, job, request, status: current.status, transitions };
}

const executionParts = (execution: Execution): RecordParts => ({
  ...changing(execution.operation, execution, execution.request),
  ...(execution.remarks.length > 0 && { remarks: execution.remarks }),
});

function verdictRecord({ refusals: _, network: __, ...verdict }: Verdict): VerdictRecord {
  return verdict;
}
