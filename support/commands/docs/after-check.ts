import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { recordHistory } from '../../documentation/site/history.ts';
import { readSite } from '../../documentation/site/read.ts';
import type { WriteOptions } from '../../documentation/site/write.ts';
import { Failure } from '../../failure.ts';
import { version } from '../../package.ts';
import { type CheckResult, standingOf } from '../../wrappers/report/result.ts';
import { DEFAULT_JSON } from '../check/options.ts';
import { foundIn, pagesAfterRun } from './pages.ts';

/** Where `check` left what it learnt. */
export interface Left {
  /** The JSON; absent, or `-`, when none was written to a file. */
  readonly json?: string | undefined;
  /** The folder of the baselines; absent when there are none. */
  readonly baselines?: string | undefined;
}

/**
 * What remains to be done once `check` has written its reports: adds to the history of verdicts where baselines are kept, and
 * writes the pages where the report of a whole configuration goes. What goes wrong is told on standard error and changes
 * nothing else. Resolves to the start page, if one was written.
 */
export async function afterCheck(
  result: CheckResult,
  { json, baselines }: Left,
  writing: WriteOptions = {},
): Promise<string | undefined> {
  // Before anything was approved there is no folder to keep a history in.
  if (baselines !== undefined && existsSync(baselines)) record(result, baselines);
  // Anywhere else the pages would be strewn among files of other people.
  if (json === undefined || resolve(json) !== resolve(DEFAULT_JSON)) return undefined;
  const reports = dirname(json);
  const messages = await readable(foundIn(reports).messages);
  const { page } = await pagesAfterRun(reports, {
    ...writing,
    messages,
    check: json,
    ...(baselines !== undefined && { baselines }),
  });
  return page;
}

function record(result: CheckResult, folder: string): void {
  const tried = result.attempts.flatMap((checked) => {
    const outcome = standingOf(checked);
    const { wrapper, situation } = checked.verdict;
    return outcome === 'interrupted' || outcome === 'not started' ? [] : [{ wrapper, situation, outcome }];
  });
  try {
    recordHistory(folder, { startedAt: result.startedAt, engine: result.engine.name, rules: result.rules, tried });
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
