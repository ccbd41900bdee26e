import { clip } from '../../text/clip.ts';
import type { CommandRun } from '../types.ts';

/** The last line that a command printed, cut to what a sentence takes. Empty when it printed nothing. */
export function lastLine({ output }: Pick<CommandRun, 'output'>): string {
  const lines = output.split(/\r?\n|\r/).map((line) => line.trim());
  return clip(lines.findLast((line) => line !== '') ?? '', 300);
}

/** `It printed last: …`, or that it printed nothing. */
export function saidLast(command: Pick<CommandRun, 'output'>): string {
  const line = lastLine(command);
  return line ? `It printed last: ${line}` : 'It printed nothing.';
}

/** How a command ended: `exit code 1`, `SIGKILL`, `timed out`. */
export function endingOf({ ending, exitCode, signal }: CommandRun): string {
  if (ending === 'exited') return `exit code ${exitCode ?? 0}`;
  return ending === 'signalled' ? `ended by ${signal ?? 'a signal'}` : ending;
}
