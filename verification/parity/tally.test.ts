import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, made, sequence } from './calls/making.ts';
import { page, summary } from './page.ts';
import type { Reason } from './reason.ts';
import type { Row } from './table.ts';
import { count, tally } from './tally.ts';

const SEQUENCES = [
  sequence('First', made.vpc(), call('one', 'DescribeVpcs'), call('two', 'DescribeVpcs')),
  sequence('Second', call('three', 'DescribeSubnets')),
];
const reason = (id: string, verdict: Reason['verdict']): Reason => ({
  id,
  verdict,
  what: 'w',
  why: 'W.',
  covers: [{}],
});
const REASONS = [reason('wrong', 'theirs'), reason('open', 'unspecified')];
const row = (call: string, reason: string | undefined, ...engines: Row['engines']): Row => ({
  call,
  field: 'State',
  ours: 'a',
  theirs: 'b',
  engines,
  ...(reason === undefined ? {} : { reason }),
});
const ROWS = [
  row('First: one', 'open', 'moto', 'ministack'),
  row('First: one', 'wrong', 'ministack'),
  row('Second: three', undefined, 'moto'),
];

test('a call is the same, differs, or is not specified; one difference that is theirs decides', () => {
  const [one, two, three] = tally(SEQUENCES, ROWS, REASONS);
  assert.deepEqual(one?.standings, {
    localstack: { kind: 'same', reasons: [] },
    moto: { kind: 'unspecified', reasons: ['open'] },
    ministack: { kind: 'theirs', reasons: ['open', 'wrong'] },
  });
  assert.equal(two?.standings.ministack.kind, 'same');
  assert.equal(three?.standings.moto.kind, 'theirs', 'what nobody has reviewed does not count as harmless');
});

test('counts add up to the calls that are compared', () => {
  const calls = tally(SEQUENCES, ROWS, REASONS);
  assert.deepEqual(count(calls, 'ministack'), { same: 2, theirs: 1, unspecified: 0 });
  assert.deepEqual(count(calls, 'moto'), { same: 1, theirs: 1, unspecified: 1 });
});

test('the page has the counts, the reasons and every call', () => {
  const calls = tally(SEQUENCES, ROWS, REASONS);
  assert.match(summary(calls), /\| First \| 2 \| 2 · 0 · 0 \| 1 · 0 · 1 \| 1 · 1 · 0 \|/);
  assert.match(summary(calls), /\| \*\*All\*\* \| \*\*3\*\* \|/);
  const text = page(SEQUENCES, ROWS, REASONS);
  assert.match(text, /^3 calls of 2 EC2 operations/m);
  assert.match(text, /\| `open` \| not specified \| W\. \| W\. \| {2}\| 1 \| 1 \|/);
  assert.match(text, /\| one \| DescribeVpcs \| = \| \*open\* \| \*open\*, wrong \|/);
});
