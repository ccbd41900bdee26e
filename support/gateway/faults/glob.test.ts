import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { covers } from './glob.ts';

test('stars stand for any characters, and everything else for itself', () => {
  for (const [pattern, text, covered] of [
    ['CreateTrainingJob', 'CreateTrainingJob', true],
    ['CreateTrainingJob', 'createtrainingjob', false],
    ['CreateTrainingJob', 'CreateTrainingJobs', false],
    ['Create*', 'CreateTags', true],
    ['Create*', 'Create', true],
    ['*Job', 'StopTrainingJob', true],
    ['*Job', 'ListTrainingJobs', false],
    ['*Training*Job*', 'ListTrainingJobsForHyperParameterTuningJob', true],
    ['a*a', 'a', false],
    ['*', '', true],
    ['', 'a', false],
    ['a.c', 'abc', false],
  ] as const) {
    assert.equal(covers(pattern, text), covered, `${pattern} and ${text}`);
  }
});

test('agrees with a regular expression', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
  fc.assert(
    fc.property(letters, text, (pattern, name) => {
      assert.equal(covers(pattern, name), new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name));
    }),
    { numRuns: 2_000 },
  );
});

test('a pattern of nothing but stars takes no time', () => {
  const started = performance.now();
  assert.equal(covers(`${'*a'.repeat(100)}b`, 'a'.repeat(10_000)), false);
  assert.ok(performance.now() - started < 200);
});
