import { createReadStream } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Envelope } from '@cucumber/messages';
import { RunMessages } from '../support/documentation/summary.ts';

/**
 * Adds up what really ran, from the reports that the runs left under `reports/`, and prints it as one line. CI ends
 * with it. Exit code 1 when anything failed or nothing ran.
 */

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const add = (a: Totals, b: Totals): Totals => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** The counts at the end of a TAP report of Node's test runner. */
export function unitTotals(tap: string): Totals {
  const count = (name: string): number => {
    const found = new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1];
    if (found === undefined)
      throw new Error(`train-encrypt: the TAP report has no "# ${name}" line; was it cut short?`);
    return Number(found);
  };
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
  };
}

/** The scenarios of one run, from its message file. */
export async function featureTotals(lines: AsyncIterable<string>): Promise<Totals> {
  const messages = new RunMessages();
  for await (const line of lines) if (line.trim()) messages.add(JSON.parse(line) as Envelope);
  const { scenarios } = messages.summary({ claims: [], allFeaturesRead: false, dryRun: false, skipsFail: false });
  const count = (status: string) => scenarios.filter((scenario) => scenario.status === status).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

if (import.meta.main) {
  let totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  const count = (file: string, found: Totals) => {
    console.log(`${file}: ${found.passed} passed, ${found.failed} failed, ${found.skipped} skipped`);
    totals = add(totals, found);
  };
  for await (const file of glob('reports/**/*.tap')) count(file, unitTotals(await readFile(file, 'utf8')));
  for await (const file of glob('reports/**/messages.ndjson')) {
    count(file, await featureTotals(createInterface({ input: createReadStream(file) })));
  }
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
}
