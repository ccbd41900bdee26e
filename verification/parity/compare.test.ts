import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../fast-check.ts';
import { compare } from './compare.ts';
import type { Outcome, Plain } from './outcome.ts';

const ok = (output: Plain): Outcome => ({ kind: 'ok', output });
const error = (code: string, message = 'text', status = 400): Outcome => ({ kind: 'error', code, status, message });

test('fields are compared one by one, and named by their path', () => {
  const ours = ok({ Vpc: { VpcId: '<vpc>', State: 'pending', Tags: [{ Key: 'a', Value: '1' }] } });
  const theirs = ok({
    Vpc: { VpcId: '<vpc>', State: 'available', Tags: [{ Key: 'a', Value: '2' }], IsDefault: false },
  });
  assert.deepEqual(compare(ours, theirs), [
    { field: 'Vpc.State', ours: 'pending', theirs: 'available' },
    { field: 'Vpc.Tags[].Value', ours: '1', theirs: '2' },
    { field: 'Vpc.IsDefault', ours: 'absent', theirs: 'false' },
  ]);
});

test('what is no text does not equal the text that looks like it', () => {
  assert.equal(compare(ok({ Enabled: true }), ok({ Enabled: 'true' })).length, 1);
  assert.equal(compare(ok({ Port: 22 }), ok({ Port: '22' })).length, 1);
});

test('items of lists are paired by what they have in common', () => {
  const a = { Id: 'a', Port: 1, Range: 'x' };
  const b = { Id: 'b', Port: 2, Range: 'y' };
  assert.deepEqual(compare(ok({ Rules: [a, b] }), ok({ Rules: [{ ...b, Port: 3 }, a] })), [
    { field: 'Rules[].Port', ours: '2', theirs: '3' },
  ]);
});

test('an item without a partner is absent on the other side', () => {
  assert.deepEqual(compare(ok({ Ids: ['a', 'b'] }), ok({ Ids: ['b'] })), [
    { field: 'Ids[]', ours: 'a', theirs: 'absent' },
  ]);
  assert.deepEqual(compare(ok({ Ids: ['b'] }), ok({ Ids: ['b', 'c'] })), [
    { field: 'Ids[]', ours: 'absent', theirs: 'c' },
  ]);
});

test('the same difference in several items is one', () => {
  const ours = ok({
    Subnets: [
      { Id: 'a', Dns: false },
      { Id: 'b', Dns: false },
    ],
  });
  assert.deepEqual(compare(ours, ok({ Subnets: [{ Id: 'a' }, { Id: 'b' }] })), [
    { field: 'Subnets[].Dns', ours: 'false', theirs: 'absent' },
  ]);
});

test('when one answers and the other refuses, that is the difference', () => {
  const [done, refused] = [ok({ State: 'a' }), error('InvalidParameterValue')];
  assert.deepEqual(compare(done, refused), [{ field: 'answer', ours: 'done', theirs: 'InvalidParameterValue' }]);
  assert.deepEqual(compare(refused, done), [{ field: 'answer', ours: 'InvalidParameterValue', theirs: 'done' }]);
  assert.deepEqual(compare(refused, { kind: 'impossible', missing: 'vpc' }), [
    { field: 'answer', ours: 'InvalidParameterValue', theirs: 'impossible without <vpc>' },
  ]);
  assert.deepEqual(compare(done, error('none', '', 500)), [
    { field: 'answer', ours: 'done', theirs: 'status 500, no EC2 error' },
  ]);
});

test('errors of the same code can differ in status and text', () => {
  assert.deepEqual(compare(error('A', 'one', 400), error('A', 'two', 404)), [
    { field: 'status', ours: '400', theirs: '404' },
    { field: 'message', ours: 'one', theirs: 'two' },
  ]);
});

const plain = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Plain>('a', 'b', 1, true),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('A', 'B', 'C'), tie('value')),
  ),
})).value;

test('nothing differs from itself, in whatever order its lists are', () => {
  const reversed = (value: Plain): Plain => {
    if (Array.isArray(value)) return value.map(reversed).reverse();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, item]) => [name, reversed(item)])
        .reverse(),
    );
  };
  fc.assert(fc.property(plain, (value) => assert.deepEqual(compare(ok({ value }), ok({ value })), [])));
  const flat = fc.array(fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.constantFrom<Plain>('a', 'b', 1)));
  fc.assert(fc.property(flat, (items) => assert.deepEqual(compare(ok({ items }), ok({ items: reversed(items) })), [])));
});

test('differences are the same from either side', () => {
  const flat = fc.array(fc.dictionary(fc.constantFrom('A', 'B'), fc.constantFrom<Plain>('a', 'b')), { maxLength: 5 });
  fc.assert(
    fc.property(flat, flat, (one, other) => {
      const there = compare(ok({ items: one }), ok({ items: other }));
      const back = compare(ok({ items: other }), ok({ items: one }));
      assert.equal(there.length === 0, back.length === 0);
    }),
  );
});
