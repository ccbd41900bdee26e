import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AuditResult, exitOf, Totals } from './result.ts';
import type { TallyRow } from './sql/tally.ts';
import { tally } from './testing/made-up.ts';

const ABOUT = { subject: 'logs', engine: 'duckdb', network: undefined, requireShown: false } as const;

function resultOf(rows: readonly TallyRow[], about: Partial<AuditResult> = {}): AuditResult {
  const totals = new Totals();
  for (const row of rows) totals.add(row);
  return totals.result({ ...ABOUT, ...about });
}

const CLI = 'aws-cli/2.17.56 md/command#sagemaker.create-training-job';

test('groups are worst first: unencrypted and blocked, then not shown, then the larger', () => {
  const { by } = resultOf([
    tally({ agent: 'good/1', answer: 'single instance', why: 'one', jobs: 50 }),
    tally({ agent: 'unknown/1', answer: 'not shown', why: 'rules', jobs: 9 }),
    tally({ agent: 'few/1', jobs: 1 }),
    tally({ agent: 'few/1', answer: 'blocked', why: 'no vpc', jobs: 2 }),
    tally({ agent: 'many/1', jobs: 4 }),
  ]);
  assert.deepEqual(
    by.sender.map(({ name }) => name),
    ['many 1', 'few 1', 'unknown 1', 'good 1'],
  );
  assert.deepEqual(by.sender[1]?.answers, { unencrypted: 1, blocked: 2 });
});

test('the order of tallies changes nothing', () => {
  const rows = [
    tally({ id: 'b', time: '2025-03-02T00:00:00Z' }),
    tally({ id: 'a', time: '2025-03-01T00:00:00Z', month: '2025-03' }),
    tally({ id: 'c', answer: 'not shown', why: 'rules', account: '2' }),
    tally({ id: 'd', answer: 'refused', why: 'AccessDenied', agent: CLI }),
  ];
  assert.deepEqual(resultOf(rows), resultOf(rows.toReversed()));
  assert.equal(resultOf(rows).by.sender[0]?.example.eventId, 'a');
});

test('the example is a job with the worst answer, its request in the names of the API, and nothing else of it', () => {
  const { by } = resultOf([tally({ answer: 'single instance', why: 'one', id: 'early' }), tally({ id: 'late' })]);
  const { example } = by.account[0] ?? assert.fail();
  assert.deepEqual(
    [example.answer, example.because, example.eventId, example.job],
    ['unencrypted', 'the flag was not sent', 'late', 'job-late'],
  );
  assert.deepEqual(example.request, { ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge' } });
});

test('failed calls are counted by their code', () => {
  const { errors, answers } = resultOf([
    tally({ answer: 'refused', why: 'ThrottlingException', calls: 1 }),
    tally({ answer: 'refused', why: 'AccessDenied', calls: 5, jobs: 6 }),
    tally(),
  ]);
  assert.deepEqual(Object.entries(errors), [
    ['AccessDenied', 5],
    ['ThrottlingException', 1],
  ]);
  assert.deepEqual(answers, { unencrypted: 1, refused: 7 });
});

test('the exit code is that of the answers: nothing and refusals are 0, what is damaged counts as not shown', () => {
  const read = (kind: 'damaged' | 'foreign') => ({
    read: { files: 1, records: 0, duplicates: 0, skipped: [{ file: 'x', kind, why: 'is odd' }] },
  });
  assert.equal(exitOf(resultOf([])), 0);
  assert.equal(exitOf(resultOf([tally({ answer: 'refused', why: 'AccessDenied' })], { requireShown: true })), 0);
  assert.equal(exitOf(resultOf([tally({ answer: 'not shown', why: 'rules' })])), 0);
  assert.equal(exitOf(resultOf([tally({ answer: 'not shown', why: 'rules' })], { requireShown: true })), 1);
  assert.equal(exitOf(resultOf([tally({ answer: 'blocked', why: 'no vpc' })])), 1);
  assert.equal(exitOf(resultOf([], { requireShown: true, ...read('damaged') })), 1);
  assert.equal(exitOf(resultOf([], { requireShown: true, ...read('foreign') })), 0);
});
