import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from './policy.ts';
import { readPolicy } from './read.ts';

const JOB = 'arn:aws:sagemaker:eu-central-1:111122223333:training-job/fraud-7';

type Statements = Parameters<typeof readPolicy>[0] extends infer T ? Exclude<T, string> : never;

function decideAll(statements: Statements['Statement'], action = 'sagemaker:CreateTrainingJob', resource = JOB) {
  return decide(readPolicy({ Version: '2012-10-17', Statement: statements }), { action, resource, context: new Map() });
}

const allow = { Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' } as const;
const deny = { Effect: 'Deny', Action: 'sagemaker:CreateTrainingJob', Resource: '*' } as const;

test('a denial wins over what is allowed, in either order', () => {
  assert.equal(decideAll([allow, deny]), 'explicitly-denied');
  assert.equal(decideAll([deny, allow]), 'explicitly-denied');
  assert.equal(decideAll([deny, allow], 'sagemaker:DescribeTrainingJob'), 'allowed');
});

test('with a statement that allows, nothing else is allowed', () => {
  const one = { ...allow, Action: 'sagemaker:Describe*' };
  assert.equal(decideAll([one]), 'not-allowed');
  assert.equal(decideAll([one], 'sagemaker:DescribeTrainingJob'), 'allowed');
});

test('a policy that only denies leaves everything else as it was', () => {
  assert.equal(decideAll([deny], 'sagemaker:CreateProcessingJob'), 'allowed');
  assert.equal(decideAll([deny]), 'explicitly-denied');
});

test('actions by wildcard, without case, and all but some', () => {
  for (const Action of ['sagemaker:create*job', 'SAGEMAKER:*', '*', ['s3:*', 'sagemaker:Create?rainingJob']]) {
    assert.equal(decideAll({ ...deny, Action }), 'explicitly-denied', String(Action));
  }
  for (const Action of ['sagemaker:Create', 's3:*', ['sagemaker:Stop*', 'sagemaker:Delete*']]) {
    assert.equal(decideAll({ ...deny, Action }), 'allowed', String(Action));
  }
  const allBut = { Effect: 'Deny', NotAction: 'sagemaker:CreateTrainingJob', Resource: '*' } as const;
  assert.equal(decideAll(allBut), 'allowed');
  assert.equal(decideAll(allBut, 'sagemaker:StopTrainingJob'), 'explicitly-denied');
});

test('resources by wildcard, by the beginning of an ARN, and all but some', () => {
  for (const Resource of [JOB, 'arn:*:sagemaker:*:*:*', 'arn:aws:sagemaker', '*', ['arn:aws:s3:::b', JOB]]) {
    assert.equal(decideAll({ ...deny, Resource }), 'explicitly-denied', String(Resource));
  }
  for (const Resource of [`${JOB}8`, 'arn:aws:sagemaker:us-east-1', 'arn:*:sagemaker:*:*:processing-job/*']) {
    assert.equal(decideAll({ ...deny, Resource }), 'allowed', String(Resource));
  }
  const allBut = { Effect: 'Deny', Action: '*', NotResource: 'arn:*:sagemaker:*:*:training-job/fraud-*' } as const;
  assert.equal(decideAll(allBut), 'allowed');
  assert.equal(decideAll(allBut, 'sagemaker:ListTrainingJobs', '*'), 'explicitly-denied');
});
