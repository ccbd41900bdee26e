import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc, { seedOf } from './fast-check.ts';

test('every property begins with the same seed, unless another is given', () => {
  assert.equal(fc.readConfigureGlobal().seed, seedOf(process.env.TRAIN_ENCRYPT_TEST_SEED));
  assert.equal(seedOf(undefined), seedOf(''));
  assert.equal(seedOf('7'), 7);
  assert.equal(seedOf('-7'), -7);
  assert.equal(seedOf('random'), undefined);
});

test('the same seed gives the same cases', () => {
  const seen = (): readonly number[] => {
    const values: number[] = [];
    fc.assert(
      fc.property(fc.integer(), (value) => void values.push(value)),
      { seed: 7 },
    );
    return values;
  };
  assert.ok(new Set(seen()).size > 1);
  assert.deepEqual(seen(), seen());
});

test('a seed that is no number is refused', () => {
  assert.throws(() => seedOf('soon'), /TRAIN_ENCRYPT_TEST_SEED is "soon": give a whole number, or "random"\./);
});
