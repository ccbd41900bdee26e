import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Pattern, type Reason, reasonOf } from './reason.ts';
import type { Row } from './table.ts';

const ROW: Row = { call: 'VPCs: create', field: 'Vpc.State', ours: 'pending', theirs: 'available', engines: ['moto'] };
const reason = (id: string, ...covers: Pattern[]): Reason => ({ id, verdict: 'theirs', what: 'w', why: 'W.', covers });

test('the first reason that covers a difference is its reason', () => {
  const reasons = [reason('other', { call: /^Subnets/ }), reason('first', {}), reason('second', {})];
  assert.equal(reasonOf(ROW, reasons)?.id, 'first');
  assert.equal(reasonOf(ROW, [reason('none')]), undefined);
});

for (const [what, pattern, covered] of [
  ['everything', { call: /create$/, field: /State/, ours: /^pending$/, theirs: /^available$/, engine: 'moto' }, true],
  ['another call', { call: /delete$/ }, false],
  ['another field', { field: /^State/ }, false],
  ['another value of ours', { ours: /^available$/ }, false],
  ['another value of theirs', { theirs: /^pending$/ }, false],
  ['another emulator', { engine: 'ministack' }, false],
  ['moto and what is built on it', { engine: 'moto and LocalStack' }, true],
] as const) {
  test(`a pattern for ${what} ${covered ? 'covers' : 'does not cover'} it`, () => {
    assert.equal(reasonOf(ROW, [reason('one', pattern)]) !== undefined, covered);
  });
}

test('a reason for one emulator does not cover a difference that others have too', () => {
  const everywhere: Row = { ...ROW, engines: ['localstack', 'moto', 'ministack'] };
  assert.equal(reasonOf(everywhere, [reason('one', { engine: 'ministack' })]), undefined);
  assert.equal(reasonOf(everywhere, [reason('one', { engine: 'moto and LocalStack' })]), undefined);
  assert.equal(reasonOf(everywhere, [reason('one', {})])?.id, 'one');
});
