import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { billableTime } from './billing.ts';
import { chance, shortHash } from './chance.ts';
import { modelledMetric } from './metrics.ts';

test('a metric depends on its name and the hyperparameters, not on their order, and on nothing else', () => {
  const value = modelledMetric('loss', { a: '1', b: '2' });
  assert.equal(modelledMetric('loss', { b: '2', a: '1' }), value);
  assert.notEqual(modelledMetric('accuracy', { a: '1', b: '2' }), value);
  assert.notEqual(modelledMetric('loss', { a: '1', b: '3' }), value);
  assert.equal(modelledMetric('loss'), modelledMetric('loss', {}));
});

test('lies between 0 and 1', () => {
  fc.assert(
    fc.property(fc.string(), fc.dictionary(fc.string(), fc.string()), (name, parameters) => {
      const value = modelledMetric(name, parameters);
      assert.ok(value >= 0 && value <= 1);
    }),
  );
});

test('chance is even enough, and parts are not run together', () => {
  const mean = Array.from({ length: 2000 }, (_, index) => chance('seed', index)).reduce((a, b) => a + b) / 2000;
  assert.ok(Math.abs(mean - 0.5) < 0.05, `mean ${mean}`);
  assert.notEqual(chance('a', 'bc'), chance('ab', 'c'));
  assert.match(shortHash('x'), /^[0-9a-f]{8}$/);
});

test('spot is billed for a part of the time, everything else for all of it', () => {
  assert.equal(billableTime(1000, false), 1000);
  assert.equal(billableTime(1000, true), 300);
  assert.equal(billableTime(1, true), 1);
});
