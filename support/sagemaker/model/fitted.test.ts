import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { fitted } from './fitted.ts';
import { trainingTime } from './time.ts';
import { workloadOf } from './workload-of.ts';

const IMAGE = { image: undefined, algorithm: undefined, environment: undefined };

test('an ordinary job ends within its limit, encrypted or not, and encryption still takes longer', () => {
  const limits = fc.integer({ min: 60, max: 7200 });
  const types = fc.constantFrom('ml.m5.xlarge', 'ml.p4d.24xlarge', 'ml.c5.18xlarge');
  fc.assert(
    fc.property(limits, fc.integer({ min: 1, max: 64 }), types, (limit, instances, type) => {
      const workload = workloadOf({ ...IMAGE, instanceTypes: [type], instances, limit });
      const [plain, encrypted] = [false, true].map((flag) => trainingTime(workload, instances, flag));
      assert.ok((encrypted ?? 0) <= limit - 40, `${encrypted} s of ${limit} s`);
      assert.ok((plain ?? 0) <= (encrypted ?? 0));
      if (instances > 1 && limit >= 600) assert.ok((plain ?? 0) < (encrypted ?? 0));
    }),
  );
});

test('what the environment states is not changed', () => {
  const environment = { TRAIN_ENCRYPT_STEPS: '5000' };
  const { steps } = workloadOf({ ...IMAGE, environment, instanceTypes: [], instances: 2, limit: 600 });
  assert.equal(steps, 5000);
});

test('a job with time enough has the whole workload', () => {
  const whole = workloadOf({ ...IMAGE, instanceTypes: [], instances: 2 });
  assert.deepEqual(fitted(whole, 2, 86_400), whole);
  assert.equal(fitted(whole, 2, undefined), whole);
});
