import { clip } from '../../text/clip.ts';
import type { CommandRun } from '../types.ts';

type Printed = Pick<CommandRun, 'output'>;

/** The last line that a command printed, cut to what a sentence takes. Empty when it printed nothing. */
export const lastLine = (command: Printed): string => linesOf(command).at(-1) ?? '';

/** `module.SomeError: why`, as most languages print what ended a program, not an indented frame or note below it. */
const NAMED =
  /^(?:Exception in thread "[^"]*" |Caused by: |Uncaught |Unhandled exception[.:]? )?(?:[A-Za-z_][\w$-]*(?:\.|::))*\w*(?:Error|Exception|Failure|Fault)(?: \[\w+\])?(?::|$)/;

/** As shells, compilers and programs without exceptions say it. */
const SAID = /^(?:[\w./-]+: )*(?:error|fatal|panic)\b|: (?:not found|no such file or directory|permission denied)/i;

/** The last line that names an exception or an error; the last line at all where none does. Empty: nothing was printed. */
export function errorLine(command: Printed): string {
  const lines = linesOf(command);
  return lines.findLast((line) => NAMED.test(line)) ?? lines.findLast((line) => SAID.test(line)) ?? lines.at(-1) ?? '';
}

const LONGEST = 300;

const linesOf = ({ output }: Printed): readonly string[] =>
  output
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => clip(line, LONGEST));

/** `It reported: …` where a line names an error, else `It printed last: …`, or that it printed nothing. */
export function saidLast(command: Printed): string {
  const line = errorLine(command);
  if (line === '') return 'It printed nothing.';
  return NAMED.test(line) || SAID.test(line) ? `It reported: ${line}` : `It printed last: ${line}`;
}

/** How a command ended: `exit code 1`, `SIGKILL`, `timed out`. */
export function endingOf({ ending, exitCode, signal }: CommandRun): string {
  if (ending === 'exited') return `exit code ${exitCode ?? 0}`;
  return ending === 'signalled' ? `ended by ${signal ?? 'a signal'}` : ending;
}
