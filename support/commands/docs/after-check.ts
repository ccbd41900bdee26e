import { dirname, join, resolve } from 'node:path';
import { HISTORY_FILE, recordHistory } from '../../documentation/site/history.ts';
import { readSite } from '../../documentation/site/read.ts';
import type { WriteOptions } from '../../documentation/site/write.ts';
import { Failure } from '../../failure.ts';
import { version } from '../../package.ts';
import { signOf } from '../../wrappers/mark.ts';
import { type CheckResult, standingOf } from '../../wrappers/report/result.ts';
import { DEFAULT_JSON } from '../check/options.ts';
import { foundIn, pagesAfterRun } from './pages.ts';

/** Where `check` left what it learnt. */
export interface Left {
  /** The JSON; absent, or `-`, when none was written to a file. */
  readonly json?: string | undefined;
  /** The file of the history, where one is named. Default: beside the report of a whole configuration. */
  readonly history?: string | undefined;
}

/**
 * What remains to be done once `check` has written its reports: adds to the history of verdicts, and writes the pages where
 * the report of a whole configuration goes. What goes wrong is reported on standard error and changes
 * nothing else. Resolves to the start page, if one was written.
 */
export async function afterCheck(
  result: CheckResult,
  { json, history }: Left,
  writing: WriteOptions = {},
): Promise<string | undefined> {
  // Anywhere else history and pages would be strewn among files of other people.
  const usual = json !== undefined && resolve(json) === resolve(DEFAULT_JSON);
  const file = history ?? (usual ? join(dirname(json), HISTORY_FILE) : undefined);
  if (file !== undefined) record(result, file);
  if (!usual) return undefined;
  const reports = dirname(json);
  const messages = await readable(foundIn(reports).messages);
  const { page } = await pagesAfterRun(reports, {
    ...writing,
    messages,
    check: json,
    ...(file !== undefined && { history: file }),
  });
  return page;
}

function record(result: CheckResult, file: string): void {
  const tried = result.attempts.flatMap((checked) => {
    const { wrapper, situation } = checked.verdict;
    const unrun = ['interrupted', 'not started'].includes(standingOf(checked));
    return unrun ? [] : [{ wrapper, situation, outcome: signOf(checked.verdict) }];
  });
  try {
    recordHistory(file, { startedAt: result.startedAt, engine: result.engine.name, rules: result.rules, tried });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`train-encrypt: ${error.message}\n`);
  }
}

/** Messages that an earlier run of features left, as far as they can stand beside what was just learnt. */
async function readable(files: readonly string[]): Promise<readonly string[]> {
  try {
    const { runs } = files.length === 0 ? { runs: [] } : await readSite(files);
    return runs.every(({ conditions }) => conditions.version === version) ? files : [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`train-encrypt: the pages show wrappers only: ${error.message}\n`);
    return [];
  }
}
