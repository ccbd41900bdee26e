import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { ANSWERS } from '../../findings/answer.ts';
import { version } from '../../package.ts';
import { issueLines } from '../../text/zod-issues.ts';
import type { SiteWrapperCell } from './types.ts';

/** Beside the report of `check`, unless another file is named. */
export const HISTORY_FILE = 'history.json';

/** Runs that are kept: the newest. */
const MOST_RUNS = 50;

const ANSWER = Object.keys(ANSWERS).join('|');
/** `✗ unencrypted`; a word of an older version. */
const outcome = z.string().regex(new RegExp(`^([✓✗?~] (${ANSWER})|passed|failed|excepted)$`, 'u'));

/** One run of `check`, as far as it told anything new: cells that came out as they did before are not told again. */
const runSchema = z.object({
  /** ISO 8601. */
  at: z.iso.datetime(),
  /** Of train-encrypt. */
  version: z.string(),
  engine: z.string(),
  rules: z.string(),
  /** Wrapper → situation → outcome. */
  cells: z.record(z.string(), z.record(z.string(), outcome)),
});

const historySchema = z.object({ schema: z.literal(1), runs: z.array(runSchema) });

type HistoryRun = z.infer<typeof runSchema>;

/** How one wrapper did in one situation. */
export interface Tried {
  readonly wrapper: string;
  readonly situation: string;
  /** Its mark and answer: `✗ unencrypted`. */
  readonly outcome: string;
}

export interface Recorded {
  readonly startedAt: Date;
  readonly engine: string;
  readonly rules: string;
  /** Without those that were interrupted or could not be started: they tell nothing of the wrapper. */
  readonly tried: readonly Tried[];
}

/**
 * Adds a run to the history of wrappers' verdicts. What came out as the last time, under the same version, engine and
 * rules, is not written again: the file changes only when there is something to tell.
 * @param file that is kept under version control, or stays with the reports
 * @throws Failure when the history cannot be read (exit code 2) or written (3)
 */
export function recordHistory(file: string, { startedAt, engine, rules, tried }: Recorded): void {
  const runs = readHistory(file);
  const cells = new Map<string, Map<string, Tried['outcome']>>();
  for (const { wrapper, situation, outcome } of tried) {
    const last = runs.findLast((run) => run.engine === engine && run.rules === rules && has(run, wrapper, situation));
    if (last?.version === version && last.cells[wrapper]?.[situation] === outcome) continue;
    cells.set(wrapper, (cells.get(wrapper) ?? new Map()).set(situation, outcome));
  }
  if (cells.size === 0) return;
  const told = Object.fromEntries([...cells].map(([wrapper, outcomes]) => [wrapper, Object.fromEntries(outcomes)]));
  const run: HistoryRun = { at: startedAt.toISOString(), version, engine, rules, cells: told };
  write(file, [...runs, run].slice(-MOST_RUNS));
}

/** The verdicts of one wrapper in one situation, oldest first. */
export function historyOf(
  runs: readonly HistoryRun[],
  { wrapper, situation, engine, rules }: Omit<Tried, 'outcome'> & { readonly engine: string; readonly rules: string },
): SiteWrapperCell['history'] {
  return runs.flatMap((run) => {
    const told = run.engine === engine && run.rules === rules && has(run, wrapper, situation);
    const outcome = told ? run.cells[wrapper]?.[situation] : undefined;
    return outcome === undefined ? [] : [{ at: run.at, outcome, version: run.version }];
  });
}

/** Oldest first; none where there is no history yet. Throws a `Failure` (exit code 2) when the file is damaged. */
export function readHistory(file: string): readonly HistoryRun[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw unreadable(file, (error as NodeJS.ErrnoException).code ?? String(error), error);
  }
  try {
    return historySchema.parse(JSON.parse(text)).runs;
  } catch (error) {
    const why = error instanceof z.ZodError ? (issueLines(error)[0] ?? 'other members') : 'no JSON';
    throw unreadable(file, why, error);
  }
}

function unreadable(file: string, why: string, cause: unknown): Failure {
  const text = `the history of wrappers' verdicts, ${file}, cannot be read (${why}). Fix it, or delete it to begin again.`;
  return new Failure(text, { exitCode: 2, cause });
}

const has = ({ cells }: HistoryRun, wrapper: string, situation: string): boolean =>
  Object.hasOwn(cells, wrapper) && Object.hasOwn(cells[wrapper] ?? {}, situation);

/** A line for each run, so that two branches' additions merge. */
function write(file: string, runs: readonly HistoryRun[]): void {
  const lines = runs.map((run) => `    ${JSON.stringify(run)}`).join(',\n');
  const beside = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, `{\n  "schema": 1,\n  "runs": [\n${lines}\n  ]\n}\n`);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    const text = `the history of wrappers' verdicts, ${file}, cannot be written (${code ?? error}).`;
    throw new Failure(text, { exitCode: 3, cause: error });
  }
}
