import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lazily } from './lazily.ts';

function counted() {
  const state = { worked: 0 };
  const object: { readonly a: number } = { a: 1 };
  lazily(object, 'b', () => {
    state.worked += 1;
    return { c: state.worked };
  });
  return { state, object };
}

test('nothing is worked out before it is read, and then once', () => {
  const { state, object } = counted();
  assert.equal(state.worked, 0);
  assert.deepEqual(Object.keys(object), ['a', 'b']);
  assert.equal(state.worked, 0);
  assert.deepEqual(
    [{ ...object }, JSON.parse(JSON.stringify(object))],
    [
      { a: 1, b: { c: 1 } },
      { a: 1, b: { c: 1 } },
    ],
  );
  assert.deepEqual(object, { a: 1, b: { c: 1 } });
  assert.equal(state.worked, 1);
});
