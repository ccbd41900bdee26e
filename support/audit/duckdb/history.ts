import { symlink } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure } from '../../failure.ts';
import { OPERATIONS } from '../operations.ts';
import { quoted } from '../sql/dialect.ts';
import { duckdb, RECORD } from '../sql/duckdb.ts';
import { JOB_COLUMNS, judgement } from '../sql/judge.ts';
import { type TallyRow, tallies, tallyRow } from '../sql/tally.ts';
import type { HistoryFile, Progress, ReadHistory, SkippedFile } from '../types.ts';
import { ahead, type Batch, batches } from './batches.ts';
import type { WholeFile } from './inspect.ts';
import { loadDuckDb } from './load.ts';
import { workFolder } from './work-folder.ts';

export interface DuckDbOptions {
  /** MiB that DuckDB may use; what does not fit goes to the folder for temporary files. */
  readonly memory: number;
  /** Where temporary files go. Default: the system's folder. */
  readonly temporary?: string | undefined;
  /** Keep the VPC of jobs whose answer only their network decides. */
  readonly networks: boolean;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The files of a history, and how many there are as far as that is known. */
export interface HistoryFiles {
  readonly files: AsyncIterable<HistoryFile>;
  readonly count: () => number;
}

/**
 * Reads log files of CloudTrail with DuckDB, judges every call that can create jobs, and gives each tally to `onTally`.
 * Files that are damaged or none of CloudTrail's are named, and skipped whole.
 * @throws Failure when DuckDB is missing (exit code 2) or cannot go on (3)
 */
export async function readWithDuckDb(
  files: HistoryFiles,
  options: DuckDbOptions,
  onTally: (row: TallyRow) => Promise<void> | void,
): Promise<ReadHistory> {
  const { DuckDBInstance } = await loadDuckDb();
  await using work = await workFolder(options.temporary);
  const instance = await DuckDBInstance.create(join(work.path, 'audit.duckdb'), {
    threads: `${availableParallelism()}`,
    memory_limit: `${options.memory}MiB`,
    temp_directory: join(work.path, 'spilled'),
    preserve_insertion_order: 'false',
    // Nothing is fetched, whatever a file says.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    return await new Reader(connection, work.path, options).read(files, onTally);
  } catch (error) {
    throw error instanceof Failure ? error : stopped(error);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function stopped(error: unknown): Failure {
  const text = String((error as Error).message ?? error).split('\n')[0] ?? '';
  const what = /out of memory/i.test(text) ? ' Give it more with --memory, or space with --temporary.' : '';
  return new Failure(`DuckDB could not go on: ${text}.${what}`, { exitCode: 3, cause: error });
}

const NAMES = OPERATIONS.map(({ operation }) => quoted(operation)).join(', ');
const COLUMNS = JOB_COLUMNS.join(', ');

/** One run over all files. */
class Reader {
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  readonly #options: DuckDbOptions;
  readonly #skipped: SkippedFile[] = [];
  #records = 0;
  #calls = 0;
  #links = 0;

  constructor(connection: DuckDBConnection, folder: string, options: DuckDbOptions) {
    this.#connection = connection;
    this.#folder = folder;
    this.#options = options;
  }

  async read({ files, count }: HistoryFiles, onTally: (row: TallyRow) => Promise<void> | void): Promise<ReadHistory> {
    const { onProgress, signal } = this.#options;
    await this.#connection.run(
      `CREATE TABLE judged AS WITH ${this.#judgement(`(SELECT CAST(NULL AS ${RECORD}) AS r) AS records`)} SELECT ${COLUMNS} FROM judged LIMIT 0`,
    );
    let done = 0;
    for await (const batch of ahead(batches(files))) {
      signal?.throwIfAborted();
      this.#skipped.push(...batch.skipped);
      try {
        await this.#take(batch);
      } finally {
        for (const { file } of batch.files) await file.release?.();
      }
      done += batch.files.length + batch.skipped.length;
      onProgress?.({ files: done, allFiles: count(), records: this.#records });
    }
    await this.#connection.run('DROP TABLE IF EXISTS batch');
    const counted = await this.#tally(onTally);
    return {
      files: done,
      skipped: this.#skipped.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
      records: this.#records,
      duplicates: this.#calls - counted,
    };
  }

  /** Where one file of several is at fault, each is read alone. */
  async #take({ files }: Batch): Promise<void> {
    if (files.length === 0) return;
    try {
      await this.#load(files);
    } catch (error) {
      if (!isAboutContent(error)) throw error;
      const [file] = files;
      if (files.length > 1) for (const one of files) await this.#take({ files: [one], skipped: [] });
      else if (file)
        this.#skipped.push({ file: file.file.name, kind: 'damaged', why: `holds no whole JSON (${reason(error)})` });
      return;
    }
    await this.#connection.run(
      `INSERT INTO judged WITH ${this.#judgement('(SELECT unnest(kept) AS r FROM batch) AS records')} SELECT ${COLUMNS} FROM judged`,
    );
    await this.#count(files);
  }

  async #load(files: readonly WholeFile[]): Promise<void> {
    const names = await Promise.all(files.map(({ path }) => this.#readable(path)));
    const largest = Math.max(16 * 1024 ** 2, ...files.map(({ size }) => size + 1024));
    await this.#connection.run(`CREATE OR REPLACE TEMP TABLE batch AS
      SELECT filename, len(Records) AS records,
        list_filter(Records, lambda r: r.eventSource = 'sagemaker.amazonaws.com' AND r.eventName IN (${NAMES})) AS kept
      FROM read_json([${names.map(quoted).join(', ')}], columns = {Records: '${RECORD}[]'}, format = 'unstructured',
        compression = '${files[0]?.isCompressed ? 'gzip' : 'uncompressed'}', filename = true, maximum_object_size = ${largest})`);
  }

  async #count(files: readonly WholeFile[]): Promise<void> {
    const rows = await this.#connection.runAndReadAll(
      `SELECT filename, CAST(sum(records) AS DOUBLE), CAST(sum(len(kept)) AS DOUBLE) FROM batch GROUP BY filename`,
    );
    const found = new Map(rows.getRowsJS().map(([name, ...counts]) => [name, counts]));
    for (const { file, path } of files) {
      const [records, calls] = found.get(await this.#readable(path)) ?? [];
      if (typeof records === 'number') {
        this.#records += records;
        this.#calls += Number(calls);
      } else
        this.#skipped.push({ file: file.name, kind: 'foreign', why: 'has no Records, so it is no CloudTrail log' });
    }
  }

  readonly #linked = new Map<string, string>();

  /** DuckDB takes names for patterns. */
  async #readable(file: string): Promise<string> {
    const path = resolve(file);
    if (!/[*?[\]\\{}]/.test(path)) return path;
    const known = this.#linked.get(path);
    if (known !== undefined) return known;
    const link = join(this.#folder, `file-${++this.#links}`);
    this.#linked.set(path, link);
    await symlink(path, link);
    return link;
  }

  async #tally(onTally: (row: TallyRow) => Promise<void> | void): Promise<number> {
    let calls = 0;
    const result = await this.#connection.stream(tallies('judged'));
    for await (const rows of result.yieldRowObjectJs()) {
      for (const row of rows) {
        const tally = tallyRow.parse(row);
        calls += tally.calls;
        await onTally(tally);
      }
    }
    return calls;
  }

  #judgement(from: string): string {
    return judgement(duckdb, { from, networks: this.#options.networks });
  }
}

/** What DuckDB says of content; everything else is about itself, or about this program. */
const isAboutContent = (error: unknown): boolean =>
  /^(?:Invalid Input|IO|Conversion) Error/.test(String((error as Error).message));

const reason = (error: unknown): string =>
  (String((error as Error).message ?? error).split('\n')[0] ?? '').replace(/ in file "[^"]*"/, '').slice(0, 200);
