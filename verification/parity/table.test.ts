import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { workarounds } from '../../support/engines/workarounds/index.ts';
import { comparedCalls } from './call.ts';
import { SEQUENCES } from './calls/index.ts';
import { call, sequence } from './calls/making.ts';
import type { Outcome } from './outcome.ts';
import { page } from './page.ts';
import { reasonOf } from './reason.ts';
import { REASONS } from './reasons/index.ts';
import { changes, type Row, readTable, rowsOf, rowText, tableText } from './table.ts';

describe('the reviewed table', () => {
  const rows = readTable();

  test('gives every difference the reason that covers it', () => {
    const reviewed = rows.map(({ reason: _, ...row }) => ({ ...row, reason: reasonOf(row, REASONS)?.id }));
    assert.deepEqual(rows, reviewed, 'write it anew: tsx verification/parity/generate.ts review');
    assert.deepEqual(rows.filter(({ reason }) => reason === undefined).map(rowText), []);
  });

  test('is about calls that are made, each difference once', () => {
    const calls = new Set(comparedCalls(SEQUENCES).map(({ name }) => name));
    assert.deepEqual(
      [...new Set(rows.map((row) => row.call))].filter((name) => !calls.has(name)),
      [],
    );
    assert.equal(new Set(rows.map(rowText)).size, rows.length);
  });

  test('is written as the page shows it', () => {
    const written = readFileSync(new URL('PARITY.md', import.meta.url), 'utf8');
    assert.equal(written, page(SEQUENCES, rows, REASONS), 'write it anew: tsx verification/parity/generate.ts review');
    assert.equal(readFileSync(new URL('differences.jsonl', import.meta.url), 'utf8'), tableText(rows));
  });

  for (const { id, verdict, why, workaround } of REASONS) {
    test(`needs the reason ${id}`, () => {
      const covered = rows.filter(({ reason }) => reason === id);
      assert.ok(covered.length > 0, 'it covers nothing any more: take it away');
      assert.ok(['theirs', 'unspecified'].includes(verdict));
      assert.match(why, /\.$/);
      if (workaround === undefined) return;
      const upstreams = workarounds().find((one) => one.id === workaround)?.upstreams ?? [];
      assert.ok(
        covered.some(({ engines }) => engines.some((engine) => upstreams.includes(engine))),
        `the workaround ${workaround} is for none of these emulators`,
      );
    });
  }

  test('gives no reason twice', () => {
    assert.equal(new Set(REASONS.map(({ id }) => id)).size, REASONS.length);
  });
});

const SOME = [sequence('Topic', call('one', 'DescribeVpcs'), call('two', 'DescribeVpcs'))];
const done = (State: string): Outcome => ({ kind: 'ok', output: { State } });
const outcomes = (one: string, two: string) =>
  new Map([
    ['Topic: one', done(one)],
    ['Topic: two', done(two)],
  ]);

test('the same difference in several emulators is one row, in the order of the calls', () => {
  const theirs = { moto: outcomes('b', 'a'), ministack: outcomes('b', 'c') };
  assert.deepEqual(rowsOf(SOME, outcomes('a', 'a'), theirs), [
    { call: 'Topic: one', field: 'State', ours: 'a', theirs: 'b', engines: ['moto', 'ministack'] },
    { call: 'Topic: two', field: 'State', ours: 'a', theirs: 'c', engines: ['ministack'] },
  ]);
});

test('a long value is cut, and says how long it was', () => {
  const [row] = rowsOf(SOME, outcomes('a', 'a'), { moto: outcomes('b'.repeat(1000), 'a') });
  assert.match(row?.theirs ?? '', /^b{240}… \(1000 characters in all\)$/);
});

test('a call of which nothing came is an error', () => {
  assert.throws(() => rowsOf(SOME, new Map(), { moto: outcomes('a', 'a') }), /nothing came of the call "Topic: one"/);
});

test('changes are what is new and what is gone, for one emulator', () => {
  const row = (field: string, ...engines: Row['engines']): Row => ({
    call: 'c',
    field,
    ours: 'a',
    theirs: 'b',
    engines,
  });
  const reviewed = [row('kept', 'moto'), row('gone', 'moto'), row('other', 'ministack')];
  const { unexpected, gone } = changes(reviewed, [row('kept', 'moto'), row('new', 'moto')], 'moto');
  assert.deepEqual(
    unexpected.map(({ field }) => field),
    ['new'],
  );
  assert.deepEqual(
    gone.map(({ field }) => field),
    ['gone'],
  );
});

test('another value of a field that differs is a change too', () => {
  const row = (theirs: string): Row => ({ call: 'c', field: 'f', ours: 'a', theirs, engines: ['moto'] });
  const { unexpected, gone } = changes([row('b')], [row('c')], 'moto');
  assert.deepEqual([unexpected.length, gone.length], [1, 1]);
});
