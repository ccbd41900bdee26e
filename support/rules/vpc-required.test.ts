import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingOf, OBSERVED, standing, verdictOf } from './testing/sample.ts';

const RULE = 'vpc-required';
const without = { vpc: undefined };

test('holds in a private VPC', () => {
  assert.equal(standing(RULE, {}), 'holds');
});

for (const instances of [0, 1, 2, 16]) {
  test(`refuses the flag without a private VPC, ${instances} instances`, () => {
    assert.equal(standing(RULE, { job: { ...without, instances } }), 'broken, refuses');
  });
}

test('is the only rule that refuses for it', () => {
  const { refusals, stalls } = verdictOf({ job: without });
  assert.deepEqual(
    refusals.map(({ rule }) => rule),
    [RULE],
  );
  assert.equal(stalls, false);
});

test('as observed, the job is accepted with advice and does not stall', () => {
  assert.equal(standing(RULE, { job: without, options: OBSERVED }), 'advice');
  const { refusals, stalls } = verdictOf({ job: without, options: OBSERVED });
  assert.deepEqual({ refusals, stalls }, { refusals: [], stalls: false });
});

for (const encrypted of [false, undefined]) {
  test(`says nothing when the flag is ${encrypted}`, () => {
    assert.equal(standing(RULE, { job: { ...without, encrypted } }), 'says nothing');
  });
}

test('says what to do, where the request has it', () => {
  const finding = findingOf(RULE, { job: without });
  assert.equal(finding?.text, 'fraud-7 requests encryption but names no private VPC.');
  assert.deepEqual(finding?.fix, [
    'Name subnets and security groups in VpcConfig, or leave EnableInterContainerTrafficEncryption out.',
  ]);
  const path = 'TrainingJobDefinitions.2';
  const tuning = findingOf(RULE, {
    job: { ...without, path, flagPath: `${path}.EnableInterContainerTrafficEncryption` },
  });
  assert.match(tuning?.text ?? '', /^TrainingJobDefinitions\.2 of fraud-7 /);
  assert.match(tuning?.fix[0] ?? '', / in TrainingJobDefinitions\.2\.VpcConfig, /);
});
