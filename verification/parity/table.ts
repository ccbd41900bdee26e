import { readFileSync } from 'node:fs';
import { comparedCalls, type Sequence } from './call.ts';
import { compare, type Difference } from './compare.ts';
import type { Emulator } from './emulators.ts';
import type { Outcomes } from './outcome.ts';

/** A difference between the embedded EC2 and one or more emulators, as `differences.jsonl` has it. */
export interface Row extends Difference {
  readonly call: string;
  readonly engines: readonly Emulator[];
  /** Id of the reason that it was reviewed under; absent until then. */
  readonly reason?: string;
}

const FILE = new URL('differences.jsonl', import.meta.url);

/** The reviewed table. */
export const readTable = (): readonly Row[] =>
  readFileSync(FILE, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : (JSON.parse(line) as Row)));

/** Longer values are cut: what follows would only repeat the pattern. */
const LONGEST = 240;

/** The differences that were found, in the order of the calls; the same one in several emulators is one row. */
export function rowsOf(
  sequences: readonly Sequence[],
  ours: Outcomes,
  theirs: Readonly<Partial<Record<Emulator, Outcomes>>>,
): Row[] {
  const rows = new Map<string, Row>();
  for (const { name: call } of comparedCalls(sequences)) {
    for (const [engine, outcomes] of Object.entries(theirs) as [Emulator, Outcomes][]) {
      const [our, their] = [ours.get(call), outcomes.get(call)];
      if (our === undefined || their === undefined) throw new Error(`nothing came of the call "${call}"`);
      for (const { field, ...values } of compare(our, their)) {
        const difference = { call, field, ours: cut(values.ours), theirs: cut(values.theirs) };
        const key = keyOf(difference);
        rows.set(key, { ...difference, engines: [...(rows.get(key)?.engines ?? []), engine] });
      }
    }
  }
  return [...rows.values()];
}

const cut = (text: string) =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters in all)`;

const keyOf = ({ call, field, ours, theirs }: Omit<Row, 'engines'>) => JSON.stringify([call, field, ours, theirs]);

/** What two tables say differently about one emulator. */
export function changes(reviewed: readonly Row[], found: readonly Row[], engine: Emulator) {
  const of = (rows: readonly Row[]) =>
    new Map(rows.filter(({ engines }) => engines.includes(engine)).map((row) => [keyOf(row), row]));
  const [before, now] = [of(reviewed), of(found)];
  return {
    /** Found, but not in the table. */
    unexpected: [...now].flatMap(([key, row]) => (before.has(key) ? [] : row)),
    /** In the table, but not found any more. */
    gone: [...before].flatMap(([key, row]) => (now.has(key) ? [] : row)),
  };
}

/** A row for people. */
export const rowText = ({ call, field, ours, theirs }: Row) =>
  `${call}\n  ${field}\n    ours    ${ours}\n    theirs  ${theirs}`;

/** The table as its file has it: a row to a line. */
export const tableText = (rows: readonly Row[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
