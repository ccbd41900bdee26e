import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { candidate, combinations } from './candidate.ts';

const scalings = fc.constantFrom('Auto', 'Linear', 'Logarithmic', 'ReverseLogarithmic', undefined);

test('a whole number lies in its range, ends included', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1000, max: 1000 }),
      fc.nat(1000),
      scalings,
      fc.nat(1000),
      (from, width, ScalingType, index) => {
        const range = { Name: 'n', MinValue: String(from), MaxValue: String(from + width), ScalingType };
        const value = candidate({ IntegerParameterRanges: [range] }, 'Random', 1, index).n ?? '';
        assert.match(value, /^-?\d+$/);
        assert.ok(Number(value) >= from && Number(value) <= from + width);
      },
    ),
  );
});

test('a continuous number lies in its range', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
      fc.double({ min: 0.5, max: 0.999, noNaN: true }),
      scalings,
      fc.nat(1000),
      (from, to, ScalingType, index) => {
        const range = { Name: 'x', MinValue: String(from), MaxValue: String(to), ScalingType };
        const value = Number(candidate({ ContinuousParameterRanges: [range] }, 'Bayesian', 'seed', index).x);
        assert.ok(value >= from && value <= to, `${value} in ${from}…${to}`);
      },
    ),
  );
});

test('on a logarithmic scale half of the values lie below the geometric mean', () => {
  const range = { Name: 'x', MinValue: '0.0001', MaxValue: '1', ScalingType: 'Logarithmic' as const };
  const values = Array.from({ length: 500 }, (_, index) =>
    Number(candidate({ ContinuousParameterRanges: [range] }, 'Random', 1, index).x),
  );
  const below = values.filter((value) => value < 0.01).length;
  assert.ok(below > 200 && below < 300, `${below} of 500`);
});

test('a category is one of its values, and in time each of them', () => {
  const Values = ['a', 'b', 'c'];
  const seen = new Set(
    Array.from({ length: 100 }, (_, index) => {
      return candidate({ CategoricalParameterRanges: [{ Name: 'c', Values }] }, 'Random', 1, index).c;
    }),
  );
  assert.deepEqual([...seen].sort(), Values);
});

test('an automatic parameter has the value of its hint', () => {
  assert.deepEqual(candidate({ AutoParameters: [{ Name: 'rate', ValueHint: '0.1' }] }, 'Random', 1, 0), {
    rate: '0.1',
  });
});

test('a grid goes through all combinations, each once', () => {
  const ranges = {
    CategoricalParameterRanges: [
      { Name: 'a', Values: ['1', '2'] },
      { Name: 'b', Values: ['x', 'y', 'z'] },
    ],
  };
  assert.equal(combinations(ranges), 6);
  const all = Array.from({ length: 6 }, (_, index) => Object.values(candidate(ranges, 'Grid', 1, index)).join(''));
  assert.deepEqual(all, ['1x', '1y', '1z', '2x', '2y', '2z']);
});

test('no ranges, no values', () => {
  assert.deepEqual(candidate({}, 'Random', 1, 0), {});
  assert.equal(combinations({}), 1);
});
