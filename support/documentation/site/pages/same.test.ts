import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shapeOf } from './same.ts';

test('ids alone make no difference, which is which does', () => {
  const of = (a: string, b: string) => shapeOf({ group: a, rules: [{ to: a }, { to: b }] });
  assert.equal(of('sg-0123456789abcdef0', 'sg-11111111111111111'), of('sg-aaaaaaaa', 'sg-bbbbbbbb'));
  assert.notEqual(of('sg-aaaaaaaa', 'sg-bbbbbbbb'), of('sg-aaaaaaaa', 'sg-aaaaaaaa'));
  assert.notEqual(shapeOf({ id: 'sg-aaaaaaaa' }), shapeOf({ id: 'vpc-aaaaaaaa' }));
  assert.notEqual(shapeOf({ name: 'one' }), shapeOf({ name: 'two' }));
});
