import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthOf } from './memory.ts';

test('growth counts from the second reset on, to the most that was kept after it', () => {
  assert.equal(growthOf([50, 100, 103, 99]), 3);
  assert.equal(growthOf([500, 100, 90, 95]), -5);
  assert.equal(growthOf([50, 100, 200]), 100);
});

test('two resets tell nothing yet', () => {
  assert.equal(growthOf([]), undefined);
  assert.equal(growthOf([50]), undefined);
  assert.equal(growthOf([50, 100]), undefined);
});
