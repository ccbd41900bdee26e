import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import type { Fault } from './fault.ts';
import { parseFault, writeFault } from './grammar.ts';
import { readFault } from './read.ts';

test('reads an operation, a fault and its settings', () => {
  for (const [text, read] of [
    ['CreateTrainingJob:throttle', { operation: 'CreateTrainingJob', fault: 'throttle' }],
    ['CreateTrainingJob:throttle:times=2', { operation: 'CreateTrainingJob', fault: 'throttle', times: 2 }],
    ['ec2.*:slow:ms=800,chance=20%', { operation: 'ec2.*', fault: 'slow', ms: 800, chance: 0.2 }],
    ['*:503: every = 3 , account = 123456789012', { operation: '*', fault: '503', every: 3, account: '123456789012' }],
    [
      'Create*Job:fail:at=0.25,reason=one, two: at=three',
      { operation: 'Create*Job', fault: 'fail', at: 0.25, reason: 'one, two: at=three' },
    ],
    ['Create*Job:fail:reason=a', { operation: 'Create*Job', fault: 'fail', reason: 'a' }],
    ['ListTags:500:times=two', { operation: 'ListTags', fault: '500', times: 'two' }],
  ] as const) {
    assert.deepEqual(parseFault(text), read, text);
  }
});

for (const text of [
  '',
  'CreateTrainingJob',
  ':throttle',
  'CreateTrainingJob:',
  'CreateTrainingJob:throttle:times',
  'CreateTrainingJob:throttle:times=2,',
  'CreateTrainingJob:throttle:times=2,times=3',
  'CreateTrainingJob:throttle:fault=500',
]) {
  test(`is not of the form: ${JSON.stringify(text)}`, () => assert.equal(parseFault(text), undefined));
}

test('what is written is read as it was', () => {
  const choice = fc.record(
    {
      operation: fc.constantFrom('CreateTrainingJob', 'Create*', 'sagemaker.Create*Job', '*'),
      account: fc.constant('123456789012'),
      times: fc.integer({ min: 1, max: 1_000_000 }),
      chance: fc.double({ min: 0.001, max: 1, noNaN: true }),
      seed: fc.integer({ min: 0, max: 4_294_967_295 }),
    },
    { requiredKeys: ['operation', 'chance'] },
  );
  const kind = fc.oneof(
    fc.record({ fault: fc.constantFrom('throttle', '500', '503') }),
    fc.record({ fault: fc.constant('slow'), ms: fc.integer({ min: 1, max: 120_000 }) }),
    fc.record({ fault: fc.constant('reset'), when: fc.constantFrom('before', 'after', 'middle') }),
    fc.record({
      fault: fc.constant('fail'),
      reason: fc.string({ minLength: 1, unit: 'grapheme' }).map((s) => s.trim()),
    }),
  );
  fc.assert(
    fc.property(choice, kind, (chosen, what) => {
      fc.pre(!('reason' in what) || what.reason !== '');
      const fault = { ...chosen, ...what } as Fault;
      assert.deepEqual(readFault(writeFault(fault)), fault);
    }),
  );
});
