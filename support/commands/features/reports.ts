import { accessSync, appendFileSync, constants, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { noteLine, type RunNote } from '../../documentation/evidence/run-note.ts';
import { Failure } from '../../failure.ts';
import { removeUnfinished, unfinished } from '../../write-whole.ts';

export interface Reports {
  /** Cucumber's messages, a line each. There once the run is noted. */
  readonly messages: string;
  /** As cucumber's `format` option wants it: beside their places while it writes. */
  readonly formats: [name: string, target: string][];
  /** In their places once the run is noted. */
  readonly files: readonly string[];
}

/**
 * Makes the folder of reports, and removes what a run that died left in it. Fails at once when it cannot be written, not
 * after all scenarios ran. What is not noted by the end of this process is removed.
 */
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
  const junit = join(folder, 'junit.xml');
  const files = [messages, junit];
  for (const file of files) removeUnfinished(file);
  process.on('exit', () => {
    for (const file of files) rmSync(unfinished(file), { force: true });
  });
  return {
    messages,
    formats: [
      ['message', unfinished(messages)],
      ['junit', unfinished(junit)],
    ],
    files,
  };
}

/**
 * Lets a run say of itself, at the end of its messages, what they do not, and moves its reports to their places.
 * @throws Failure (exit code 3) when they cannot be written
 */
export function noteRun({ messages, files }: Reports, note: RunNote): void {
  try {
    appendFileSync(unfinished(messages), noteLine(note));
    for (const file of files) renameSync(unfinished(file), file);
  } catch (error) {
    throw notWritten(messages, error);
  }
}

/** @param file the one in which it would end up */
export function notWritten(file: string, error: unknown): Failure {
  const why = (error as NodeJS.ErrnoException).code ?? String(error);
  return new Failure(`the run did not end well: ${file} cannot be written (${why}).`, { exitCode: 3, cause: error });
}
