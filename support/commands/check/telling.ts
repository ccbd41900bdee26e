import pc from 'picocolors';
import { displayed, shown } from '../../text/shown.ts';
import type { PlannedAttempt } from '../../wrappers/config/plan.ts';
import { type Cause, causesOf } from '../../wrappers/report/causes.ts';
import {
  describeAttempt,
  describeLeftOut,
  describeUnmatched,
  shownDiff,
  summaryOf,
} from '../../wrappers/report/describe.ts';
import { describeMatrix, type Matrix, matrixOf } from '../../wrappers/report/matrix.ts';
import {
  answerOfAttempt,
  type CheckedAttempt,
  type CheckResult,
  isolationLines,
  markOfAttempt,
  type Standing,
  standingOf,
  worstFirst,
} from '../../wrappers/report/result.ts';
import { prefixed, raw, type Streaming } from './streaming.ts';
import type { Stream } from './try.ts';

const PAINT = { bad: pc.red, good: pc.green, dim: pc.dim };

/** How the output of commands is shown: as it comes, by the line with a name before it, or only where something failed. */
export type Showing = 'raw' | 'prefixed' | 'kept';

/** Where text goes: reports and what commands print to theirs. */
export interface Outlets {
  readonly out: NodeJS.WritableStream & { readonly columns?: number; readonly isTTY?: boolean };
  readonly err: NodeJS.WritableStream;
}

/** Characters where the width of a terminal is not known. */
const WIDTH = 120;
/** Lines of a failed command's output that are repeated. */
const LAST_LINES = 20;

/** Of these nobody needs to see what they printed. */
export const GOOD: readonly Standing[] = ['passed', 'excepted'];

/** A stream for what an attempt prints while it runs; `undefined` where it is kept. */
export function streamingOf(planned: PlannedAttempt, showing: Showing, { out, err }: Outlets): Streaming | undefined {
  const write = (stream: Stream, data: Uint8Array | string) => {
    (stream === 'stdout' ? out : err).write(data);
  };
  if (showing === 'kept') return undefined;
  return showing === 'raw' ? raw(write) : prefixed(pc.dim(`${titleOf(planned)} │ `), write);
}

export const titleOf = ({ wrapper, situation }: PlannedAttempt): string => shown(`${wrapper}  ${situation.id}`);

/** `✓ encrypted  launch.py  documented  launched 1 job, encrypted  1.3 s` */
export function lineOf(checked: CheckedAttempt): string {
  const mark = markOfAttempt(checked);
  const colour = mark === '✓' ? PAINT.good : mark === '✗' ? PAINT.bad : pc.yellow;
  return `${colour(`${mark} ${answerOfAttempt(checked)}`)}  ${endedOf(checked)}`;
}

/** The same without a mark. */
export function endedOf({ attempt, verdict }: CheckedAttempt): string {
  const seconds = pc.dim(`${(attempt.command.durationMs / 1000).toFixed(1)} s`);
  return `${shown(`${verdict.wrapper}  ${verdict.situation}  ${verdict.did}`)}  ${seconds}`;
}

/** How much is shown at the end: everything, what is no tick, or a line for each cause. */
export type Detail = 'verbose' | 'usual' | 'compact';

/** All that is reported at the end. */
export function reportOf(seen: CheckResult, showing: Showing, detail: Detail, width = WIDTH): string {
  const result = displayed(seen);
  const [first] = result.attempts;
  const parts =
    showing === 'raw' && first !== undefined
      ? [describeAttempt(first, PAINT, result.startedAt)]
      : [...(detail === 'compact' ? [] : matrixText(matrixOf(result), width)), ...detailsOf(result, showing, detail)];
  const unmatched = [...describeLeftOut(result), ...describeUnmatched(result)];
  return `${[...parts, ...(unmatched.length > 0 ? [unmatched.join('\n')] : []), [summaryOf(result), ...isolationLines(result)].join('\n')].join('\n\n')}\n`;
}

/** One cell says nothing that its details do not. */
const matrixText = (matrix: Matrix, width: number): readonly string[] =>
  matrix.rows.length > 0 ? [describeMatrix(matrix, PAINT, width)] : [];

/** Worst first; what has one cause is described once. */
function detailsOf(result: CheckResult, showing: Showing, detail: Detail): readonly string[] {
  const attempts = worstFirst(result.attempts);
  const causes = causesOf(attempts);
  if (detail === 'compact')
    return causes.length > 0 ? [causes.map((cause) => causeLine(cause, result)).join('\n')] : [];
  const described = causes.map((cause) => {
    const [first, ...others] = cause.attempts;
    const output = showing === 'kept' && !GOOD.includes(standingOf(first)) ? lastOutput(first) : [];
    const heading = others.length > 0 ? [`${causeLine(cause, result)}\n`] : [];
    return [...heading, describeAttempt(first, PAINT, result.startedAt), ...output].join('\n');
  });
  const grouped = new Set(causes.flatMap((cause) => cause.attempts));
  const others = attempts.filter(
    (checked) =>
      (detail === 'verbose' && checked !== undefined && !isFirst(checked, causes)) ||
      (!grouped.has(checked) && (shownDiff(checked.baseline) !== '' || checked.baseline?.status === 'approved')),
  );
  return [...described, ...others.map((checked) => describeAttempt(checked, PAINT, result.startedAt))];
}

const isFirst = (checked: CheckedAttempt, causes: readonly Cause[]): boolean =>
  causes.some(({ attempts: [first] }) => first === checked);

/** `? not shown  ranking: the same in 10 of 10 situations: Error: Cannot find module 'x'` */
function causeLine({ attempts, findings, error }: Cause, { attempts: all }: CheckResult): string {
  const [first, ...others] = attempts;
  const { wrapper } = first.verdict;
  const tried = all.filter(({ verdict }) => verdict.wrapper === wrapper).length;
  const where =
    others.length === 0
      ? first.verdict.situation
      : `the same in ${attempts.length} of ${tried} situations${attempts.length === tried ? '' : ` (${attempts.map(({ verdict }) => verdict.situation).join(', ')})`}`;
  const why = error ?? findings[0]?.text ?? first.verdict.did;
  const sign = `${markOfAttempt(first)} ${answerOfAttempt(first)}`;
  return `${markOfAttempt(first) === '✗' ? PAINT.bad(sign) : pc.yellow(sign)}  ${wrapper}: ${where}: ${why}`;
}

function lastOutput({ attempt }: CheckedAttempt): readonly string[] {
  const lines = withoutFrames(attempt.command.output.trimEnd().split('\n'));
  if (lines.join('') === '') return ['', pc.dim('  it printed nothing')];
  const last = lines.slice(-LAST_LINES);
  const what = last.length < lines.length ? `the last ${last.length} lines that it printed` : 'what it printed';
  return ['', pc.dim(`  ${what}`), ...last.map((line) => `${pc.dim('  │ ')}${line}`)];
}

/** A frame of a stack as Node, Java, Python and Ruby print them. */
const FRAME = /^\s+(at\s|File "|from\s\S+:\d+:in\s)/;

/** Of the frames of each stack the first stays, with how many there are more; what Python quotes belongs to its frame. */
export function withoutFrames(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let more = 0;
  let inside = false;
  const flush = () => {
    if (more > 0) kept.push(`    … ${more} more ${more === 1 ? 'frame' : 'frames'}`);
    more = 0;
  };
  for (const line of lines) {
    if (FRAME.test(line)) {
      if (inside) more += 1;
      else kept.push(line);
      inside = true;
    } else if (inside && /^ {4}/.test(line)) {
      if (more === 0) kept.push(line);
    } else {
      flush();
      inside = false;
      kept.push(line);
    }
  }
  flush();
  return kept;
}
