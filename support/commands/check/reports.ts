import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../failure.ts';
import { jsonText } from '../../text/shown.ts';
import { documentOf } from '../../wrappers/report/document.ts';
import { locationOf } from '../../wrappers/report/location.ts';
import type { CheckedAttempt, CheckResult } from '../../wrappers/report/result.ts';
import { writeWhole } from '../../write-whole.ts';
import { type CheckOptions, DEFAULT_JSON } from './options.ts';

/** Files to be written at the end; `-` is standard output. */
export interface Reports {
  readonly json?: string;
  readonly junit?: string;
  readonly sarif?: string;
}

/**
 * Makes the folders of the reports. Fails at once when one cannot be written, not after everything ran.
 * Throws a `Failure`: exit code 2 when two reports are meant for the same place, 3 when one cannot be written.
 */
export function prepareReports(options: Pick<CheckOptions, 'json' | 'junit' | 'sarif'>, wholeConfig: boolean): Reports {
  const json = options.json ?? (wholeConfig ? DEFAULT_JSON : undefined);
  const { junit, sarif } = options;
  const files = [json, junit, sarif].filter((file) => file !== undefined);
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) {
    const place = twice === '-' ? 'standard output' : twice;
    throw new Failure(`two reports are to go to ${place}. Give each a file of its own.`, { exitCode: 2 });
  }
  for (const file of files) if (file !== '-') assertWritable(file);
  return { ...(json && { json }), ...(junit && { junit }), ...(sarif && { sarif }) };
}

function assertWritable(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch (error) {
    throw notWritten(file, error);
  }
}

/** Whether standard output is for a report alone. */
export const takesStdout = ({ json, junit, sarif }: Reports): boolean => [json, junit, sarif].includes('-');

/** Rejects with a `Failure` (exit code 3) when a file cannot be written after all. */
export async function writeReports(result: CheckResult, reports: Reports): Promise<void> {
  const { json, junit, sarif } = reports;
  const folder = process.cwd();
  const location = ({ planned }: CheckedAttempt) => locationOf(planned, result.configFile, folder);
  if (json !== undefined) await write(json, `${jsonText(documentOf(result, folder))}\n`);
  if (junit !== undefined) {
    const { junitOf } = await import('../../wrappers/report/junit.ts');
    await write(
      junit,
      junitOf(result, (checked) => location(checked)?.file),
    );
  }
  if (sarif !== undefined) {
    const { sarifOf } = await import('../../wrappers/report/sarif.ts');
    await write(sarif, sarifOf(result, location));
  }
  if (process.env.GITHUB_ACTIONS) {
    const { tellGitHub } = await import('../../wrappers/report/github.ts');
    await tellGitHub(result, location, !takesStdout(reports));
  }
}

async function write(file: string, text: string): Promise<void> {
  if (file === '-') {
    await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
    return;
  }
  await writeWhole(file, text).catch((error: unknown) => {
    throw notWritten(file, error);
  });
}

function notWritten(file: string, error: unknown): Failure {
  const why = (error as NodeJS.ErrnoException).code ?? String(error);
  return new Failure(`the report ${file} cannot be written (${why}). Choose another file.`, {
    exitCode: 3,
    cause: error,
  });
}
