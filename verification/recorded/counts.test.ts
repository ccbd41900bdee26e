import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MARKS, withCounts } from './counts.ts';

test('the table stands between its marks, and nothing else changes', () => {
  const [open, close] = MARKS;
  const once = withCounts(`before\n${open}\nold\n${close}\nafter`, '| table |');
  assert.equal(once, `before\n${open}\n\n| table |\n\n${close}\nafter`);
  assert.equal(withCounts(once, '| table |'), once);
  assert.equal(withCounts('no marks', '| table |'), 'no marks');
});
