import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, listed, plural } from './words.ts';

test('lists words, up to a number of them', () => {
  assert.equal(listed([]), '');
  assert.equal(listed(['a']), 'a');
  assert.equal(listed(['a', 'b']), 'a and b');
  assert.equal(listed(['a', 'b', 'c', 'd']), 'a, b, c and d');
  assert.equal(listed(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more');
  assert.equal(listed(['a', 'b', 'c', 'd', 'e'], 16), 'a, b, c, d and e');
});

test('counts: one thing, or several', () => {
  assert.equal(counted(1, 'job'), '1 job');
  assert.equal(counted(0, 'job'), '0 jobs');
  assert.equal(counted(2, 'process', 'processes'), '2 processes');
  assert.equal(plural(1, 'is', 'are'), 'is');
  assert.equal(plural(3, 'is', 'are'), 'are');
});
