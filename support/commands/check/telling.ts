import pc from 'picocolors';
import { displayed, shown } from '../../text/shown.ts';
import type { PlannedAttempt } from '../../wrappers/config/plan.ts';
import { describeAttempt, describeUnmatched, shownDiff, summaryOf } from '../../wrappers/report/describe.ts';
import { describeMatrix, MARKS, type Matrix, matrixOf } from '../../wrappers/report/matrix.ts';
import {
  type CheckedAttempt,
  type CheckResult,
  isolationLines,
  type Standing,
  standingOf,
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
const LAST_LINES = 40;

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

/** `✓ launch.py  documented  launched 1 job, encrypted  1.3 s` */
export function lineOf(checked: CheckedAttempt): string {
  const standing = standingOf(checked);
  const colour = standing === 'passed' ? PAINT.good : standing === 'failed' ? PAINT.bad : pc.yellow;
  return `${colour(MARKS[standing])} ${endedOf(checked)}`;
}

/** The same without a mark. */
export function endedOf({ attempt, verdict }: CheckedAttempt): string {
  const seconds = pc.dim(`${(attempt.command.durationMs / 1000).toFixed(1)} s`);
  return `${shown(`${verdict.wrapper}  ${verdict.situation}  ${verdict.did}`)}  ${seconds}`;
}

/** All that is told at the end. */
export function reportOf(seen: CheckResult, showing: Showing, verbose: boolean, width = WIDTH): string {
  const result = displayed(seen);
  const [first] = result.attempts;
  const parts =
    showing === 'raw' && first !== undefined
      ? [describeAttempt(first, PAINT, result.startedAt)]
      : [...matrixText(matrixOf(result), width), ...detailsOf(result, showing, verbose)];
  const unmatched = describeUnmatched(result);
  return `${[...parts, ...(unmatched.length > 0 ? [unmatched.join('\n')] : []), [summaryOf(result), ...isolationLines(result)].join('\n')].join('\n\n')}\n`;
}

/** One cell says nothing that its details do not. */
const matrixText = (matrix: Matrix, width: number): readonly string[] =>
  matrix.rows.length > 0 ? [describeMatrix(matrix, PAINT, width)] : [];

function detailsOf(result: CheckResult, showing: Showing, verbose: boolean): readonly string[] {
  return result.attempts
    .filter(
      (checked) =>
        verbose ||
        standingOf(checked) !== 'passed' ||
        shownDiff(checked.baseline) !== '' ||
        checked.baseline?.status === 'approved',
    )
    .map((checked) => {
      const described = describeAttempt(checked, PAINT, result.startedAt);
      const output = showing === 'kept' && !GOOD.includes(standingOf(checked)) ? lastOutput(checked) : [];
      return [described, ...output].join('\n');
    });
}

function lastOutput({ attempt }: CheckedAttempt): readonly string[] {
  const lines = attempt.command.output.trimEnd().split('\n');
  if (lines.join('') === '') return ['', pc.dim('  it printed nothing')];
  const last = lines.slice(-LAST_LINES);
  const what = last.length < lines.length ? `the last ${last.length} lines that it printed` : 'what it printed';
  return ['', pc.dim(`  ${what}`), ...last.map((line) => `${pc.dim('  │ ')}${line}`)];
}
