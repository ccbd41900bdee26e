import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../../../verification/fast-check.ts';
import { MOST_DRAWN, placement } from './placement.ts';

test('instances are spread over subnets in turn', () => {
  assert.deepEqual(placement(3, 2), [
    { drawn: [1, 3], more: 0 },
    { drawn: [2], more: 0 },
  ]);
});

test('the first eight are drawn, of the others there is a number', () => {
  assert.deepEqual(placement(20, 2), [
    { drawn: [1, 3, 5, 7], more: 6 },
    { drawn: [2, 4, 6, 8], more: 6 },
  ]);
});

test('every instance is placed once, as evenly as can be', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 16 }), (instances, subnets) => {
      const placed = placement(instances, subnets);
      const counts = placed.map(({ drawn, more }) => drawn.length + more);
      assert.equal(placed.length, subnets);
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        instances,
      );
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1);
      const drawn = placed.flatMap((one) => one.drawn).sort((a, b) => a - b);
      assert.deepEqual(
        drawn,
        Array.from({ length: Math.min(instances, MOST_DRAWN) }, (_, n) => n + 1),
      );
    }),
  );
});
