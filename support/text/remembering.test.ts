import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembering } from './remembering.ts';

function counting() {
  const worked: string[] = [];
  const upper = remembering((text) => {
    worked.push(text);
    return text.toUpperCase();
  });
  return { worked, upper };
}

test('works once for a text that comes again', () => {
  const { worked, upper } = counting();
  assert.deepEqual([upper('a'), upper('b'), upper('a')], ['A', 'B', 'A']);
  assert.deepEqual(worked, ['a', 'b']);
});

test('keeps what comes again, and forgets what does not', () => {
  const { worked, upper } = counting();
  for (let n = 0; n < 10_000; n += 1) {
    assert.equal(upper(`t${n}`), `T${n}`);
    assert.equal(upper('kept'), 'KEPT');
  }
  assert.equal(worked.filter((text) => text === 'kept').length, 1);
  upper('t0');
  assert.equal(worked.filter((text) => text === 't0').length, 2);
});

test('does not keep long texts', () => {
  const { worked, upper } = counting();
  const long = 'x'.repeat(257);
  upper(long);
  assert.equal(upper(long), long.toUpperCase());
  assert.equal(worked.length, 2);
});
