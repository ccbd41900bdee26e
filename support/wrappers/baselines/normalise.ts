import type { JournalEntry } from '../../gateway/journal.ts';
import type { Attempt } from '../types.ts';
import { type RunIds, runIds, withoutIds } from './ids.ts';
import { withoutMachine, withoutRandomParts, withoutTimes, withoutUuids } from './volatile.ts';

/** A request as a baseline has it. */
export interface NormalisedRequest {
  readonly operation: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/**
 * The requests that a wrapper sent to create or change something, the same for every run that asks for the same: names,
 * times and ids of the run are replaced by words in angle brackets, maps, tags and networks are in order, and tries of
 * one request are one. Flag, network, instances, image and hyperparameters are as sent, but for ids, names and times of
 * the run in them. Definitions of pipelines and state machines are reported as what they say, not as text.
 */
export function normaliseCalls(attempt: Pick<Attempt, 'calls' | 'given' | 'account'>): readonly NormalisedRequest[] {
  const calls = attempt.calls.filter(isRequest);
  const names = namesOf(calls);
  const ids = [...runIds(attempt), ...names].sort(([one], [other]) => other.length - one.length);
  const counts = new Map<string, { readonly request: NormalisedRequest; done: number }>();
  for (const call of calls) {
    const request = {
      operation: call.operation ?? '',
      request: normaliseInput(call.input, ids, Date.parse(call.time)),
    };
    const text = JSON.stringify(request);
    const counted = counts.get(text) ?? { request, done: 0 };
    if (call.error === undefined || call.output !== undefined) counted.done += 1;
    counts.set(text, counted);
  }
  return (
    [...counts]
      // A wrapper may send several at once, in any order.
      .sort(([one, { request }], [other, second]) => {
        return compareTexts(request.operation, second.request.operation) || compareTexts(one, other);
      })
      .flatMap(([, { request, done }]) => Array.from({ length: Math.max(1, done) }, () => request))
  );
}

type Request = JournalEntry & { readonly input: Record<string, unknown> };

function isRequest(call: JournalEntry): call is Request {
  const { service, operation = '', input } = call;
  return (
    (service === 'sagemaker' || service === 'states') && /^(Create|Update|Start)/.test(operation) && isObject(input)
  );
}

/** The names that requests give to what they ask for, wherever else they may stand. */
function namesOf(calls: readonly Request[]): RunIds {
  const names = new Map<string, string>();
  for (const { input, time } of calls) {
    for (const [member, name] of Object.entries(input)) {
      if (!/(^n|N)ame$/.test(member) || typeof name !== 'string') continue;
      const stem = withoutRandomParts(withoutTimes(withoutUuids(name), Date.parse(time)));
      if (stem !== name) names.set(name, stem);
    }
  }
  return [...names];
}

/** One request's input, or any part of it. Normalising again changes nothing. @param at Unix milliseconds of the call */
export function normaliseInput(input: unknown, ids: RunIds, at: number): Record<string, unknown> {
  return normalise(input, '', { ids, at, exact: false }) as Record<string, unknown>;
}

interface Run {
  readonly ids: RunIds;
  readonly at: number;
  /** Nothing is taken for random here. */
  readonly exact: boolean;
}

/** Hyperparameters say what is trained; keys of KMS and images are the same from run to run. */
const EXACT = /^(HyperParameters|StaticHyperParameters|TrainingImage|ImageUri|\w*KmsKeyId|VpcConfig)$/;
const TOKENS = /^(ClientRequestToken|ClientToken|IdempotencyToken)$/;
const DEFINITIONS = /^(PipelineDefinition|definition)$/;
const UNORDERED = /^(Subnets|SecurityGroupIds)$/;

function normalise(value: unknown, member: string, run: Run): unknown {
  if (typeof value === 'string')
    return DEFINITIONS.test(member) ? ofDefinition(value, run) : ofText(value, member, run);
  if (value instanceof Date) return withoutTimes(value.toISOString(), run.at);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value))
    return ordered(
      value.map((item) => normalise(item, member, run)),
      member,
    );
  if (!isObject(value)) return value;
  const inner = (key: string): Run => (EXACT.test(key) ? { ...run, exact: true } : run);
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => [withoutIds(key, run.ids), normalise(item, key, inner(key))] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => compareTexts(one, other)));
}

function ofText(text: string, member: string, { ids, at, exact }: Run): string {
  if (TOKENS.test(member)) return '<token>';
  const known = withoutMachine(withoutIds(text, ids));
  // An image's tag may look like a time, and is another image.
  if (exact) return /Image/.test(member) ? known : withoutTimes(known, at);
  const plain = withoutTimes(withoutUuids(known), at);
  return /^s3:\/\//.test(plain) ? `s3://${withoutRandomParts(plain.slice('s3://'.length))}` : plain;
}

function ofDefinition(text: string, run: Run): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isObject(parsed)) return normalise(parsed, '', run);
  } catch {
    // Told as the text that it is.
  }
  return ofText(text, '', run);
}

function ordered(list: readonly unknown[], member: string): readonly unknown[] {
  if (UNORDERED.test(member)) return list.toSorted((one, other) => compareTexts(String(one), String(other)));
  if (member !== 'Tags' || !list.every(isObject)) return list;
  return list.toSorted((one, other) => compareTexts(String(one.Key), String(other.Key)));
}

const collator = new Intl.Collator('en', { numeric: true });

/** `<subnet 2>` before `<subnet 10>`; never equal unless the same. */
export const compareTexts = (one: string, other: string): number =>
  collator.compare(one, other) || (one < other ? -1 : one > other ? 1 : 0);

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
