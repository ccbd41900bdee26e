import { accessSync, appendFileSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { noteLine, type RunNote } from '../../documentation/evidence/run-note.ts';
import { Failure } from '../../failure.ts';

export interface Reports {
  /** Cucumber's messages, a line each. */
  readonly messages: string;
  /** As cucumber's `format` option wants it. */
  readonly formats: [name: string, target: string][];
}

/** Makes the folder of reports. Fails at once when it cannot be written, not after all scenarios ran. */
export function prepareReports(folder: string): Reports {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    const message = `the folder for reports, ${folder}, cannot be written (${why}). Choose another with --reports <folder>.`;
    throw new Failure(message, { exitCode: 3, cause: error });
  }
  const messages = join(folder, 'messages.ndjson');
  return {
    messages,
    formats: [
      ['message', messages],
      ['junit', join(folder, 'junit.xml')],
    ],
  };
}

/**
 * Lets a run say of itself, at the end of its messages, what they do not.
 * @throws Failure (exit code 3) when they cannot be written
 */
export function noteRun({ messages }: Reports, note: RunNote): void {
  try {
    appendFileSync(messages, noteLine(note));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Failure(`the run did not end well: ${messages} cannot be written (${why}).`, {
      exitCode: 3,
      cause: error,
    });
  }
}
