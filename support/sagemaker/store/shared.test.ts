import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SharedMembers } from './shared.ts';

test('equal members of two requests become one, and each request stays what it was', () => {
  const shared = new SharedMembers();
  const request = (name: string, count: number) => ({ Name: name, Resources: { Count: count }, Tags: [{ Key: 'a' }] });
  const one = shared.share(request('one', 1));
  const two = shared.share(request('two', 2));
  assert.deepEqual([one, two], [request('one', 1), request('two', 2)]);
  assert.equal(one.Tags, two.Tags);
  assert.notEqual(one.Resources, two.Resources);
});

test('members of another name, and numbers that JSON has no word for, are not taken for one another', () => {
  const shared = new SharedMembers();
  const { a, b } = shared.share({ a: { x: 1 }, b: { x: 1 } });
  assert.notEqual(a, b);
  assert.deepEqual(shared.share({ a: { x: Number.NaN } }), { a: { x: Number.NaN } });
  assert.deepEqual(shared.share({ a: { x: Number.POSITIVE_INFINITY } }), { a: { x: Number.POSITIVE_INFINITY } });
});

test('what it keeps is bounded', () => {
  const shared = new SharedMembers();
  const first = shared.share({ a: { x: 0 } });
  for (let x = 1; x <= 2_000; x += 1) shared.share({ a: { x } });
  assert.notEqual(shared.share({ a: { x: 0 } }).a, first.a);
});

test('texts are shared, but for names; a text that looks like an object is none', () => {
  const shared = new SharedMembers();
  const [one, two] = [shared.share({ a: { x: 1 } }), shared.share({ a: '{"x":1}' })];
  assert.deepEqual([one, two], [{ a: { x: 1 } }, { a: '{"x":1}' }]);
  for (let n = 0; n < 2_000; n += 1) shared.share({ JobName: `job-${n}` });
  assert.equal(shared.share({ a: { x: 1 } }).a, one.a);
});
