import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../verification/fast-check.ts';
import { covers } from './wildcard.ts';

test('a star is any characters, a question mark is one', () => {
  assert.ok(covers('sagemaker:Create*Job', 'sagemaker:CreateTrainingJob'));
  assert.ok(covers('*', ''));
  assert.ok(covers('ml.m?.large', 'ml.m5.large'));
  assert.ok(!covers('ml.m?.large', 'ml.m5d.large'));
  assert.ok(!covers('sagemaker:Create', 'sagemaker:CreateTrainingJob'));
});

test('everything else stands for itself', () => {
  assert.ok(!covers('ml.m5.large', 'ml-m5-large'));
  assert.ok(covers('a(b)[c]{d}^$+|\\/-', 'a(b)[c]{d}^$+|\\/-'));
});

test('patterns for names of operations', () => {
  for (const [pattern, text, covered] of [
    ['CreateTrainingJob', 'CreateTrainingJob', true],
    ['CreateTrainingJob', 'createtrainingjob', false],
    ['CreateTrainingJob', 'CreateTrainingJobs', false],
    ['Create*', 'Create', true],
    ['*Job', 'StopTrainingJob', true],
    ['*Job', 'ListTrainingJobs', false],
    ['*Training*Job*', 'ListTrainingJobsForHyperParameterTuningJob', true],
    ['a*a', 'a', false],
    ['', 'a', false],
  ] as const) {
    assert.equal(covers(pattern, text), covered, `${pattern} and ${text}`);
  }
});

test('case counts by default', () => {
  assert.ok(!covers('SAGEMAKER:*', 'sagemaker:CreateTrainingJob'));
  assert.ok(covers('SAGEMAKER:*', 'sagemaker:CreateTrainingJob', { ignoreCase: true }));
});

test('agrees with a regular expression', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 7 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (given, value) => {
      const expected = new RegExp(`^${given.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(value);
      assert.equal(covers(given, value), expected);
    }),
    { numRuns: 2_000 },
  );
});

test('a pattern of nothing but stars ends, where a regular expression would not', () => {
  assert.equal(covers(`${'*a'.repeat(100)}b`, 'a'.repeat(10_000)), false);
});
