import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReached, machineText, median, type Row, table } from './rows.ts';

const row = (parts: Partial<Row>): Row => ({
  what: 'create',
  ours: 500,
  unit: '/s',
  beside: { echo: 1_000 },
  ...parts,
});

test('a goal is reached or missed by the ratio of one run, and open without what it is compared with', () => {
  assert.equal(isReached(row({ goal: { kind: 'at-least', factor: 0.5, of: 'echo' } })), true);
  assert.equal(isReached(row({ goal: { kind: 'at-least', factor: 0.6, of: 'echo' } })), false);
  assert.equal(isReached(row({ goal: { kind: 'at-most', factor: 0.4, of: 'echo', plus: 100 } })), true);
  assert.equal(isReached(row({ goal: { kind: 'at-most', factor: 0.4, of: 'echo', plus: 99 } })), false);
  assert.equal(isReached(row({ goal: { kind: 'at-most', factor: 499 } })), false);
  assert.equal(isReached(row({ goal: { kind: 'at-least', factor: 10, of: 'moto' } })), undefined);
  assert.equal(isReached(row({})), undefined);
});

test('the table shows each measure beside its ratio, its goal and whether that is reached', () => {
  assert.equal(
    table([row({ goal: { kind: 'at-least', factor: 0.6, of: 'echo' } }), row({ what: 'x', ours: 1.234, beside: {} })]),
    [
      '| measure | ours    | beside    | ratio | goal         |        |',
      '|---------|---------|-----------|-------|--------------|--------|',
      '| create  | 500 /s  | echo 1000 | 0.50  | ≥ 0.6 × echo | missed |',
      '| x       | 1.23 /s |           |       |              |        |',
    ].join('\n'),
  );
});

test('a busy machine is named as one', () => {
  const machine = { date: '2026-11-28T10:00:00Z', cpu: 'X', processors: 2, node: 'v24.0.0' };
  assert.doesNotMatch(machineText({ ...machine, load: [0.5, 2] }), /busy/);
  assert.match(machineText({ ...machine, load: [0.5, 2.1] }), /busy/);
});

test('the median of an even count lies between the two in the middle', () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3]), median([])], [2, 2.5, 0]);
});
