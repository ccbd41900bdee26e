import type { Evidence, EvidenceCall } from '../site/types.ts';

/** What is given up first of evidence that is too large, until the rest fits. Each says what it left out. */
const SAVINGS: readonly ((evidence: Evidence, mostBytes: number) => Evidence)[] = [
  (evidence) =>
    without(evidence, 'answers of calls that only read', {
      calls: evidence.calls.map((call) => (reads(call) ? withoutOutput(call) : call)),
    }),
  (evidence) =>
    without(evidence, `${evidence.calls.filter(reads).length} calls that only read`, {
      calls: evidence.calls.filter((call) => !reads(call)),
    }),
  (evidence) =>
    without(evidence, 'answers of calls', {
      calls: evidence.calls.map((call) => (call.error ? call : withoutOutput(call))),
    }),
  (evidence, mostBytes) => {
    const kept = firsts(evidence.timelines, mostBytes / 8);
    return without(evidence, `${evidence.timelines.length - kept.length} jobs' lives`, { timelines: kept });
  },
  (evidence, mostBytes) => {
    const kept = firsts(evidence.calls, mostBytes / 4);
    return without(evidence, `${evidence.calls.length - kept.length} calls`, { calls: kept });
  },
  (evidence, mostBytes) => {
    const kept = firsts(evidence.verdicts, mostBytes / 2);
    return without(evidence, `${evidence.verdicts.length - kept.length} verdicts`, { verdicts: kept });
  },
  (evidence) =>
    without(evidence, 'calls, verdicts and lives of jobs', { calls: [], verdicts: [], timelines: [], timings: [] }),
];

/** Evidence in at most so many bytes of JSON, with a word on what had to be left out. */
export function fit(evidence: Evidence, mostBytes: number): Evidence {
  let fitting = evidence;
  for (const save of SAVINGS) {
    if (bytesOf(fitting) <= mostBytes) return fitting;
    fitting = save(fitting, mostBytes);
  }
  return fitting;
}

/** The first ones, as many as fit. */
function firsts<T>(values: readonly T[], mostBytes: number): readonly T[] {
  let bytes = 0;
  const end = values.findIndex((value) => {
    bytes += bytesOf(value);
    return bytes > mostBytes;
  });
  return end < 0 ? values : values.slice(0, end);
}

function without(evidence: Evidence, what: string, changes: Partial<Evidence>): Evidence {
  const same = /^0 /.test(what) || bytesOf({ ...evidence, ...changes }) === bytesOf(evidence);
  return same ? evidence : { ...evidence, ...changes, leftOut: [...(evidence.leftOut ?? []), what] };
}

const reads = ({ operation, error }: EvidenceCall) =>
  error === undefined && /^(?:Describe|List|Search)/.test(operation);

const withoutOutput = ({ output: _, ...call }: EvidenceCall): EvidenceCall => call;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
