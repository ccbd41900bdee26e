import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import pc from 'picocolors';
import { baselineOf, newLines, readBaseline } from '../../audit/baseline.ts';
import { networkAnswers } from '../../audit/network.ts';
import type { NewSince } from '../../audit/new-since.ts';
import { textOf } from '../../audit/report/text.ts';
import { type AuditResult, answersIn, exitOf, Totals } from '../../audit/result.ts';
import type { TallyRow } from '../../audit/sql/tally.ts';
import type { ReadHistory } from '../../audit/types.ts';
import { Failure } from '../../failure.ts';
import { exitCodeOf } from '../../findings/answer.ts';
import { networkFiles } from '../../lint/network/files.ts';
import { jsonText } from '../../text/shown.ts';
import { listed } from '../../text/words.ts';
import { writeWhole } from '../../write-whole.ts';
import { misused } from './misused.ts';
import type { AuditOptions } from './options.ts';
import { withProgress } from './progress.ts';

const PAINT = { bad: pc.red, good: pc.green, dim: pc.dim };

/** Judges a history. Returns the exit code; rejects with a `Failure` for what cannot be read, asked or written. */
export async function audit(places: readonly string[], options: AuditOptions): Promise<number> {
  const wrong = misused(places, options);
  if (wrong !== undefined) throw new Failure(wrong, { exitCode: 2 });
  const { engine, run, baseline, update, requireShown = false } = options;
  if (engine !== 'duckdb' && !run) return print(options);
  // What cannot be read is known before hours of work.
  const source = options.network && (await networkFiles(options.network));
  const known = baseline !== undefined && !update ? await readBaseline(baseline) : undefined;
  const totals = new Totals();
  const answer = source && networkAnswers(source);
  const onTally = async (row: TallyRow) =>
    totals.add(row, answer && row.network !== null ? await answer(row.network) : undefined);
  const read = engine === 'duckdb' ? await readFiles(places, options, onTally) : await ask(options, onTally);
  const result = totals.result({
    subject: engine === 'duckdb' ? listed(places, 4) : `${options.table}`,
    engine: engine === 'duckdb' ? 'duckdb' : 'athena',
    network: source?.title,
    requireShown,
    ...(read && { read }),
  });
  const since = known && baseline !== undefined ? { baseline, lines: newLines(result, known) } : undefined;
  const exitCode = update ? 0 : since ? exitSince(result, since) : exitOf(result);
  await report(result, exitCode, since, options);
  if (update && baseline !== undefined) await write(baseline, `${jsonText(baselineOf(result))}\n`);
  return exitCode;
}

async function print({ engine, table = '', where, network }: AuditOptions): Promise<number> {
  const [{ auditSql }, { athena, lake }] = await Promise.all([
    import('../../audit/sql/index.ts'),
    import('../../audit/sql/trino.ts'),
  ]);
  const sql = auditSql(engine === 'lake' ? lake : athena, { from: table, networks: network !== undefined, where });
  await out(`${sql}\n`);
  return 0;
}

async function readFiles(
  places: readonly string[],
  options: AuditOptions,
  onTally: (row: TallyRow) => Promise<void>,
): Promise<ReadHistory> {
  const [{ historyOf }, { readWithDuckDb }] = await Promise.all([
    import('../../audit/places.ts'),
    import('../../audit/duckdb/history.ts'),
  ]);
  const { memory, temporary, profile, region, network } = options;
  const isTerminal = process.stdout.isTTY === true && ![options.json, options.csv, options.sarif].includes('-');
  await using history = await historyOf(places, { profile, region, temporary });
  const read = await withProgress(isTerminal, (onProgress) =>
    readWithDuckDb(history, { memory, temporary, networks: network !== undefined, onProgress }, onTally),
  );
  const whole = read.files - read.skipped.length;
  if (whole > 0) return read;
  const why = read.skipped.slice(0, 10).map(({ file, why: text }) => `${file} ${text}.`);
  throw new Failure([`there is no CloudTrail log in ${listed(places, 4)}. Nothing was judged.`, ...why].join('\n'), {
    exitCode: 2,
  });
}

async function ask(options: AuditOptions, onTally: (row: TallyRow) => Promise<void>): Promise<undefined> {
  const [{ auditSql }, { athena }, { runInAthena }] = await Promise.all([
    import('../../audit/sql/index.ts'),
    import('../../audit/sql/trino.ts'),
    import('../../audit/athena/run.ts'),
  ]);
  const { table = '', where, network } = options;
  const sql = auditSql(athena, { from: table, networks: network !== undefined, where });
  await runInAthena(sql, options, onTally);
}

/** What the baseline knows fails no more. */
function exitSince({ requireShown, read }: AuditResult, { lines }: NewSince): 0 | 1 {
  const found = lines.map(({ answer }) => ({ answer, because: [] }));
  const damaged = answersIn({ answers: {}, ...(read && { read }) });
  const all = [...found, ...damaged];
  return all.length === 0 ? 0 : exitCodeOf(all, { requireShown });
}

async function report(
  result: AuditResult,
  exitCode: number,
  since: NewSince | undefined,
  { html, json, csv, sarif }: AuditOptions,
): Promise<void> {
  if (![html, json, csv, sarif].includes('-')) process.stdout.write(textOf(result, PAINT, since));
  if (html !== undefined) {
    const { htmlOf } = await import('../../audit/report/html.ts');
    await write(html, await htmlOf(result, since));
  }
  if (json !== undefined) {
    const { documentOf } = await import('../../audit/report/json.ts');
    await write(json, `${jsonText(documentOf(result, exitCode, since))}\n`);
  }
  if (csv !== undefined) {
    const { csvOf } = await import('../../audit/report/csv.ts');
    await write(csv, csvOf(result));
  }
  if (sarif !== undefined) {
    const { sarifOf } = await import('../../audit/report/sarif.ts');
    await write(sarif, sarifOf(result));
  }
}

const out = (content: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(content, () => resolve()));

async function write(file: string, content: string): Promise<void> {
  if (file === '-') return out(content);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, content);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Failure(`the report ${file} cannot be written (${why}). Choose another file.`, {
      exitCode: 3,
      cause: error,
    });
  }
}
