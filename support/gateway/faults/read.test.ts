import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FaultError, readFault, readFaults } from './read.ts';

const throttle = { operation: 'CreateTrainingJob', fault: 'throttle' };

test('reads texts, objects, lists of them, and lists with a name', () => {
  assert.deepEqual(readFaults('CreateTrainingJob:throttle'), [throttle]);
  assert.deepEqual(readFaults(throttle), [throttle]);
  assert.deepEqual(readFaults([throttle, 'ListTags:500']), [throttle, { operation: 'ListTags', fault: '500' }]);
  assert.deepEqual(readFaults({ faults: ['CreateTrainingJob:throttle'] }), [throttle]);
  assert.deepEqual(readFaults([]), []);
});

test('reads a number where YAML makes one of a name', () => {
  assert.deepEqual(readFault({ operation: 'ListTags', fault: 503 }), { operation: 'ListTags', fault: '503' });
});

for (const [what, input, text] of [
  ['no fault', 'CreateTrainingJob:dance', /there is no such fault; available: throttle, 500, 503, slow/],
  ['no form', 'CreateTrainingJob', /"CreateTrainingJob": a fault is written operation:fault/],
  ['a text without end', `ListTags:500:${'x'.repeat(10_000)}`, /a fault is written/],
  ['no operation', { fault: '500' }, /operation: /],
  ['an unknown operation', 'CreateTraningJob:500', /neither sagemaker nor ec2 has an operation CreateTraningJob/],
  ['an operation with a line break', 'Create\n*:500', /operation: an operation is written in plain characters/],
  ['times of nought', 'ListTags:500:times=0', /times: .*>=1/],
  ['half a time', 'ListTags:500:times=1.5', /times: /],
  ['a chance above 1', 'ListTags:500:chance=101%', /chance: .*<=1/],
  ['a chance of nought', 'ListTags:500:chance=0', /chance: .*>0/],
  ['a seed without chance', 'ListTags:500:seed=1', /seed: give it with chance/],
  ['chance and every', 'ListTags:500:every=2,chance=0.5', /every: give it, or chance, not both/],
  ['no account', 'ListTags:500:account=me', /account: an account has 12 digits/],
  ['slow, but how much', 'ListTags:slow', /ms: /],
  ['slow without end', 'ListTags:slow:ms=120001', /ms: .*<=120000/],
  ['a setting of another fault', 'ListTags:throttle:ms=5', /Unrecognized key: "ms"/],
  ['a reset at no time', 'ListTags:reset:when=never', /when: /],
  ['a failure past the end', 'CreateTrainingJob:fail:at=1', /at: .*<1/],
  ['a failure without a job', 'ListTags:fail', /operation: this starts no jobs that could fail/],
  ['a reason of no length', 'CreateTrainingJob:fail:reason=', /reason: /],
  ['nothing', null, /./],
  ['a number', 7, /./],
  ['an item that is none', [throttle, 7], /./],
] as const) {
  test(`cannot be read, and says why: ${what}`, () => {
    assert.throws(
      () => readFaults(input),
      (error) => error instanceof FaultError && text.test(error.message),
    );
  });
}

test('says which of several is wrong', () => {
  assert.throws(
    () => readFaults([throttle, 'ListTags:x']),
    /^FaultError: fault 2: "ListTags:x": fault: there is no such/,
  );
});
