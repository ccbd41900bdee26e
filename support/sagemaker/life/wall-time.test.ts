import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { WallTime } from './wall-time.ts';

test('goes with real time, and spreads what it jumps over since the last time that a client saw', () => {
  const time = new WallTime({ at: 1000, real: 1000 });
  assert.equal(time.now(2000), 2000);
  time.jump(10_000, 2000, 4000);
  assert.deepEqual(
    [1000, 2000, 6000, 10_000].map((at) => time.toReal(at)),
    [1000, 2000, 3000, 4000],
  );
  assert.equal(time.now(5000), 11_000);
  assert.equal(time.toReal(11_000), 5000);
});

test('what clients see never lies in their future and never runs backwards, and comes back as the same time', () => {
  const steps = fc.array(fc.record({ wait: fc.nat(5000), jump: fc.nat(10_000_000) }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(steps, (all) => {
      let real = 1_000_000;
      const time = new WallTime({ at: real, real });
      const seen: number[] = [];
      let last = real;
      for (const { wait, jump } of all) {
        real += wait;
        last = Math.max(last, time.now(real));
        seen.push(last);
        // A client looks later than it creates.
        real += wait;
        time.jump(time.now(real) + jump, last, real);
        last = time.now(real);
        seen.push(last);
        for (const at of seen) assert.ok(time.toReal(at) <= real, `${time.toReal(at)} lies after ${real}`);
      }
      const reals = seen.map((at) => time.toReal(at));
      assert.deepEqual(
        reals,
        reals.toSorted((a, b) => a - b),
      );
      for (const at of seen) {
        assert.ok(time.fromReal(time.toReal(at)) >= at, 'created before now is found');
        assert.ok(time.fromReal(time.toReal(at) - 1) < at, 'and not found before it was created');
      }
    }),
  );
});
