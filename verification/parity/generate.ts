/**
 * Writes `differences.jsonl`, and `PARITY.md` again. Without arguments it runs every emulator;
 * with `review` it keeps the differences that the table has, and only assigns the reasons again. Exit code 1 when a
 * difference has no reason yet.
 */
import { writeFileSync } from 'node:fs';
import { SEQUENCES } from './calls/index.ts';
import { EMULATOR_NAMES, EMULATORS, type Emulator, emulator } from './emulators.ts';
import type { Outcomes } from './outcome.ts';
import { page } from './page.ts';
import { reasonOf } from './reason.ts';
import { REASONS } from './reasons/index.ts';
import { run } from './run.ts';
import { type Row, readTable, rowsOf, rowText, tableText } from './table.ts';
import { embeddedTarget } from './targets.ts';

async function found(): Promise<readonly Row[]> {
  await using embedded = await embeddedTarget();
  const ours = await run(SEQUENCES, embedded);
  const theirs: Partial<Record<Emulator, Outcomes>> = {};
  for (const kind of EMULATOR_NAMES) {
    process.stderr.write(`${EMULATORS[kind].name} …\n`);
    await using other = await emulator(kind);
    theirs[kind] = await run(SEQUENCES, other);
  }
  return rowsOf(SEQUENCES, ours, theirs);
}

const rows = (process.argv[2] === 'review' ? readTable() : await found()).map(({ reason: _, ...row }): Row => {
  const reason = reasonOf(row, REASONS);
  return reason === undefined ? row : { ...row, reason: reason.id };
});
writeFileSync(new URL('differences.jsonl', import.meta.url), tableText(rows));
writeFileSync(new URL('PARITY.md', import.meta.url), page(SEQUENCES, rows, REASONS));
const unreviewed = rows.filter(({ reason }) => reason === undefined);
for (const row of unreviewed) process.stderr.write(`${row.engines.join(', ')}: ${rowText(row)}\n`);
process.stderr.write(`${rows.length} differences, ${unreviewed.length} of them without a reason\n`);
process.exitCode = unreviewed.length === 0 ? 0 : 1;
