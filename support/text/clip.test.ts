import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clip, clipCounted } from './clip.ts';

test('a text that fits stays whole; of a longer one the rest is a dot', () => {
  assert.equal(clip('abcd', 4), 'abcd');
  assert.equal(clip('abcde', 4), 'abc…');
});

test('the rest can be counted', () => {
  assert.equal(clipCounted('abcd', 4), 'abcd');
  assert.equal(clipCounted('abcdef', 4), 'abcd… (2 more characters)');
});

test('no character is cut in two', () => {
  assert.equal(clip('a😀bc', 3), 'a…');
  assert.equal(clipCounted('a😀b', 2), 'a… (3 more characters)');
});
