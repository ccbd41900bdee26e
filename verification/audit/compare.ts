import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readWithDuckDb } from '../../support/audit/duckdb/history.ts';
import { ofThisMachine } from '../../support/audit/find-files.ts';
import { auditSql } from '../../support/audit/sql/index.ts';
import { PART } from '../../support/audit/sql/judge.ts';
import { type TallyRow, tallyRow } from '../../support/audit/sql/tally.ts';
import { athena, lake } from '../../support/audit/sql/trino.ts';
import { events } from '../../support/audit/testing/random-events.ts';
import fc from '../fast-check.ts';
import { Draw } from './made-up/draw.ts';
import { madeUpEvent } from './made-up/event.ts';
import { askTrino, TABLES } from './trino.ts';

/** Records of a made-up history and random ones, some of them twice, with what each engine makes of them. */
export interface Compared {
  readonly records: number;
  readonly jobs: number;
  readonly rows: number;
  readonly answers: readonly string[];
  /** One sentence for each difference. */
  readonly differences: readonly string[];
  /** The same for SQL in which a fault was planted: none would mean that nothing is compared. */
  readonly planted: readonly string[];
}

/** Asks DuckDB, and Trino over the tables of Athena and of CloudTrail Lake, the same question about the same records. */
export async function compareEngines(
  jars: string,
  { records: count, seed }: { readonly records: number; readonly seed: number },
): Promise<Compared> {
  const records = recordsOf(count, seed);
  const expected = await inDuckDb(records);
  const ofAthena = auditSql(athena, { from: TABLES.athena, networks: true });
  const ofLake = auditSql(lake, { from: TABLES.lake, networks: true });
  const planted = ofAthena.replace('most >= 2', 'most >= 3');
  const answered = (await askTrino(jars, records, [ofAthena, ofLake, planted])).map((rows) => rows.map(tallyOf));
  const [inAthena = [], inLake = [], withFault = []] = answered;
  return {
    records: records.length,
    jobs: expected.reduce((sum, { jobs }) => sum + jobs, 0),
    rows: expected.length,
    answers: [...new Set(expected.map(({ answer }) => answer))],
    differences: [...differencesOf('athena', expected, inAthena), ...differencesOf('lake', expected, inLake)],
    planted: differencesOf('with a fault', expected, withFault),
  };
}

function recordsOf(count: number, seed: number): readonly object[] {
  const draw = new Draw(seed);
  const place = { account: '111122223333', region: 'eu-central-1', time: Date.UTC(2025, 2, 1) };
  const madeUp = Array.from({ length: count }, () => JSON.parse(madeUpEvent(draw, place, 0.8).json) as object);
  const random = fc
    .sample(events, { seed, numRuns: Math.ceil(count / 10) })
    .flatMap((all, sample) => all.map((event) => ({ ...event, eventID: `${event.eventID}-${sample}` })));
  const all = [...madeUp, ...random];
  return [...all, ...all.filter((_, index) => index % 50 === 0)];
}

async function inDuckDb(records: readonly object[]): Promise<readonly TallyRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-compare-'));
  try {
    const file = join(folder, 'events.json.gz');
    writeFileSync(file, gzipSync(JSON.stringify({ Records: records })));
    const rows: TallyRow[] = [];
    async function* files() {
      yield* ofThisMachine([file]);
    }
    const read = await readWithDuckDb(
      { files: files(), count: () => 1 },
      { memory: 1024, networks: true },
      (row) => void rows.push(row),
    );
    if (read.records !== records.length) throw new Error(`DuckDB read ${read.records} of ${records.length} records`);
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In the order in which they are asked for. */
const COLUMNS = Object.keys(tallyRow.shape);

const tallyOf = (row: readonly unknown[]): TallyRow =>
  tallyRow.parse(Object.fromEntries(COLUMNS.map((name, index) => [name, row[index]])));

function differencesOf(name: string, expected: readonly TallyRow[], actual: readonly TallyRow[]): readonly string[] {
  const [left, right] = [byKey(expected), byKey(actual)];
  const missing = [...left].filter(([key, text]) => right.get(key) !== text);
  const more = [...right].filter(([key]) => !left.has(key));
  return [
    ...missing.map(([key, text]) => `${name}: ${key} is ${right.get(key) ?? 'missing'}, DuckDB has ${text}`),
    ...more.map(([key, text]) => `${name}: ${key} is ${text}, DuckDB has none`),
  ];
}

/** What tallies are grouped by → their numbers and the example. */
function byKey(rows: readonly TallyRow[]): ReadonlyMap<string, string> {
  return new Map(
    rows.map(({ jobs, calls, example, network, ...key }) => [
      JSON.stringify([key, network === null ? null : canonical(network)]),
      JSON.stringify({ jobs, calls, example: example.split(PART).map(canonical) }),
    ]),
  );
}

/** Engines write JSON with spaces, numbers and orders of their own. */
function canonical(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}
