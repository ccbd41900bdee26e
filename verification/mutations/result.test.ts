import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { exitCodeOf, type Result, reportOf, rowOf, summaryOf } from './result.ts';
import type { Outcome } from './run-features.ts';

const result = (name: string, outcome: Outcome): Result => ({
  mutation: { name, means: `${name} is off`, file: 'a.ts', edits: [] },
  outcome,
  seconds: 3.21,
});
const broken = result('one', {
  kind: 'broken',
  scenarios: [
    { name: 'first', location: 'f:1' },
    { name: 'second', location: 'f:2' },
  ],
});
const held = result('two', { kind: 'held' });
const hung = result('three', { kind: 'hung' });
const error = result('four', { kind: 'error', text: 'it ended with 3' });

test('the exit code reports the worst', () => {
  assert.equal(exitCodeOf([broken, hung]), 0);
  assert.equal(exitCodeOf([broken, held]), 1);
  assert.equal(exitCodeOf([held, error]), 3);
});

test('a row reports what noticed, or that nothing did', () => {
  const rows = [broken, held, hung, error].map((each) => stripVTControlCharacters(rowOf(each, 5)));
  assert.deepEqual(rows, [
    'caught   2  one      3.2 s  one is off  → first',
    'survived    two      3.2 s  two is off',
    'hung        three    3.2 s  three is off',
    'error       four     3.2 s  four is off\n    it ended with 3',
  ]);
});

test('the end names what survived, and counts', () => {
  assert.equal(
    summaryOf([broken, hung], 61.4),
    '2 mutations: 2 caught, 1 of them by the time limit, 0 survived, in 61 s',
  );
  assert.equal(
    summaryOf([broken, held, error], 9),
    'No scenario notices:\n  two: two is off (a.ts)\n\n3 mutations: 1 caught, 1 survived, 1 could not be tried, in 9 s',
  );
});

test('the report keeps every scenario', () => {
  assert.deepEqual(JSON.parse(reportOf([broken, held])), [
    { name: 'one', means: 'one is off', file: 'a.ts', ...broken.outcome, seconds: 3.2 },
    { name: 'two', means: 'two is off', file: 'a.ts', kind: 'held', seconds: 3.2 },
  ]);
});
