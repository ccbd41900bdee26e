import { type Answered, answerOf, markOf } from '../../../findings/answer.ts';
import { describedParts } from '../../../findings/describe.ts';
import { factsOf } from '../../../findings/facts.ts';
import type { JournalEntry } from '../../../gateway/index.ts';
import { instancesOf } from '../../../rules/describe.ts';
import type { Verdict } from '../../../rules/types.ts';
import { clip } from '../../../text/clip.ts';
import { displayed } from '../../../text/shown.ts';

/** A job as the page shows it. Every text is plain text. */
export interface JobItem {
  readonly id: number;
  /** When it was judged, ISO 8601, by the machine's clock. */
  readonly time: string;
  readonly account: string;
  readonly operation: string;
  readonly name: string;
  readonly answer: Answered['answer'];
  readonly mark: string;
  /** `2 × ml.m5.xlarge, private VPC`; empty where the request was refused before anybody looked. */
  readonly shape: string;
  readonly sentences: readonly string[];
  readonly table: readonly string[];
  readonly closest: readonly string[];
  readonly fixes: readonly string[];
  readonly sources: readonly string[];
  /** Whether its network can be drawn. */
  readonly network: boolean;
  /** The number of the call that asked for it, once that was answered. */
  readonly call?: number;
}

/** A call as the page shows it; what was sent and answered is at `/_train-encrypt/calls`. */
export interface CallItem {
  readonly sequence: number;
  readonly time: string;
  readonly durationMs: number;
  readonly account: string;
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly error?: { readonly code: string; readonly message: string };
  readonly faults?: readonly string[];
  readonly replayOf?: number;
  readonly replayable: boolean;
}

export function jobItem(id: number, time: string, account: string, verdict: Verdict): JobItem {
  const shownVerdict = displayed({ ...verdict, network: undefined } as unknown as Verdict);
  const answered = answerOf(displayed(factsOf(verdict)));
  const { job } = shownVerdict;
  const { sentences, table, closest, fixes, sources } = describedParts(shownVerdict, answered);
  return {
    id,
    time,
    account,
    operation: job.operation,
    name: job.path ? `${job.name} ${job.path}` : job.name,
    answer: answered.answer,
    mark: markOf(answered),
    shape: `${instancesOf(job)}, ${job.vpc ? 'private VPC' : 'no private VPC'}`,
    sentences,
    table,
    closest,
    fixes,
    sources,
    network: verdict.network !== undefined,
  };
}

/** A job that was refused before, or in spite of, what the rules say of it. */
export function refusedItem(
  entry: JournalEntry,
  answered: Answered,
  of: Pick<JobItem, 'id' | 'name' | 'shape' | 'network'>,
): JobItem {
  const { time, caller, operation = '', error, sequence } = entry;
  return {
    ...of,
    time,
    account: caller.account,
    operation,
    answer: answered.answer,
    mark: markOf(answered),
    sentences: displayed([...answered.because, clip(error?.message ?? '', LONGEST)]),
    table: [],
    closest: [],
    fixes: [],
    sources: [],
    call: sequence,
  };
}

export function callItem(entry: JournalEntry): CallItem {
  const { sequence, time, durationMs, caller, service, operation = '', status, error, faults, replayOf } = entry;
  return displayed({
    sequence,
    time,
    durationMs,
    account: caller.account,
    service,
    operation,
    status,
    ...(error && { error: { code: error.code, message: clip(error.message, LONGEST) } }),
    ...(faults && { faults: faults.map(({ text }) => text) }),
    ...(replayOf !== undefined && { replayOf }),
    replayable: isReplayable(entry),
  });
}

/** Of other services too little is kept, and of requests that nobody could read. What was sent is not read for this. */
const isReplayable = (entry: JournalEntry): boolean =>
  ['sagemaker', 'ec2'].includes(entry.service) && entry.caller.account !== '' && 'input' in entry;

/** Characters. */
const LONGEST = 1_200;
