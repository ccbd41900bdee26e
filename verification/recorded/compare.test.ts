import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences } from './compare.ts';
import { ABSENT, anyOrder, type Expected, json, length, none, PAST, pattern, some } from './fact.ts';

const GIVEN = new Map([['vpc', 'vpc-1']]);
const holds = (expected: Expected, actual: unknown) => differences(expected, actual, GIVEN).length === 0;

test('members that a recording does not show may be anything', () => {
  assert.ok(holds({ Vpc: { VpcId: '<vpc>' } }, { Vpc: { VpcId: 'vpc-1', State: 'pending' }, more: 1 }));
  assert.deepEqual(differences({ Vpc: { State: 'available' } }, { Vpc: { State: 'pending' } }, GIVEN), [
    'answer.Vpc.State is "pending", not "available"',
  ]);
  assert.deepEqual(differences({ Vpc: { State: 'available' } }, {}, GIVEN), ['answer.Vpc is absent']);
});

for (const [what, expected, right, wrong] of [
  ['a list', ['a', 'b'], ['a', 'b'], ['b', 'a']],
  ['a shorter list', ['a'], ['a'], ['a', 'b']],
  ['any order', anyOrder('a', 'b'), ['b', 'a'], ['a', 'a']],
  ['any order of so many', anyOrder('a'), ['a'], ['a', 'b']],
  ['some', some({ id: '<vpc>' }), [{ id: 'vpc-2' }, { id: 'vpc-1' }], [{ id: 'vpc-2' }]],
  ['none', none({ id: 1 }), [{ id: 2 }], [{ id: 1 }]],
  ['a length', length(2), [1, 2], [1]],
  ['no list', length(0), undefined, [1]],
  ['nothing', ABSENT, undefined, []],
  ['a pattern', pattern('^<vpc>-x$'), 'vpc-1-x', 'vpc-2-x'],
  ['a pattern of nothing', pattern('.'), 'a', undefined],
  ['a document', json({ a: [1] }), '{ "a": [1] }', '{"a":[2]}'],
  ['an encoded document', json({ a: 1 }), '%7B%22a%22%3A1%7D', 'a'],
  ['a past time', PAST, new Date(Date.now() - 1000), new Date(Date.now() + 60_000)],
  ['a number', 1, 1, '1'],
] as const) {
  test(`${what} is told from what it is not`, () => {
    assert.ok(holds(expected, right), 'right');
    assert.ok(!holds(expected, wrong), 'wrong');
  });
}
