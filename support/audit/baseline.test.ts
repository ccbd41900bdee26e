import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { baselineOf, newLines, readBaseline } from './baseline.ts';
import { Totals } from './result.ts';
import type { TallyRow } from './sql/tally.ts';
import { tally, temporaryFolder, writeFiles } from './testing/made-up.ts';

function linesOf(rows: readonly TallyRow[]) {
  const totals = new Totals();
  for (const row of rows) totals.add(row);
  return totals.result({ subject: 'logs', engine: 'duckdb', network: undefined, requireShown: false });
}

const KNOWN = [tally({ jobs: 3 }), tally({ answer: 'single instance', why: 'one' })];

test('other numbers, months, regions and versions of a known sender are not new', () => {
  const baseline = baselineOf(linesOf(KNOWN));
  const later = tally({ jobs: 90, month: '2025-09', region: 'us-east-1', agent: 'Boto3/1.44.0' });
  assert.deepEqual(newLines(linesOf([later]), baseline), []);
});

test('another sender, account, role, operation or answer is new; a tick never is', () => {
  const baseline = baselineOf(linesOf(KNOWN));
  const changed = [
    tally({ agent: 'aws-cli/2.17.56' }),
    tally({ account: '2' }),
    tally({ role: 'arn:aws:iam::2:role/Other' }),
    tally({ operation: 'CreateProcessingJob' }),
    tally({ answer: 'blocked', why: 'no vpc' }),
    tally({ answer: 'not shown', why: 'rules' }),
  ];
  for (const row of changed) assert.equal(newLines(linesOf([row]), baseline).length, 1, JSON.stringify(row));
  const tick = tally({ account: '3', answer: 'single instance', why: 'one' });
  assert.deepEqual(newLines(linesOf([tick]), baseline), []);
});

test('a file that is none is refused, and says what writes one', async () => {
  using folder = temporaryFolder();
  writeFiles(folder.path, { 'other.json': '{"schema":"train-encrypt/audit"}', 'broken.json': '{' });
  for (const name of ['other.json', 'broken.json', 'missing.json']) {
    await assert.rejects(readBaseline(join(folder.path, name)), /Write one with --update/);
  }
  writeFiles(folder.path, { 'known.json': JSON.stringify(baselineOf(linesOf(KNOWN))) });
  assert.equal((await readBaseline(join(folder.path, 'known.json'))).known.length, 1);
});
