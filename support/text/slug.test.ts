import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slug } from './slug.ts';

test('a slug is of letters, digits and single dashes', () => {
  assert.equal(slug(' Fraud v7 (eu) '), 'fraud-v7-eu');
  assert.equal(slug('Überwachung'), 'u-berwachung');
  assert.equal(slug('!?'), '');
});

test('a slug of limited length ends in no dash', () => {
  assert.equal(slug('one two', 4), 'one');
});
