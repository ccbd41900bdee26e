import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFor, mistakeIn, parsePattern, startsJobs } from './pattern.ts';

test('a pattern without a service is for all, and one with stars for what they cover', () => {
  for (const [text, service, operation, meant] of [
    ['CreateTrainingJob', 'sagemaker', 'CreateTrainingJob', true],
    ['CreateTrainingJob', 'sagemaker', 'CreateProcessingJob', false],
    ['sagemaker.*', 'sagemaker', 'ListTags', true],
    ['sagemaker.*', 'ec2', 'DescribeVpcs', false],
    ['*', 'iam', 'GetRole', true],
    ['ec2.Describe*', 'ec2', 'DescribeVpcs', true],
    ['*2.Describe*', 'ec2', 'DescribeVpcs', true],
    ['s3.PUT /models/*', 's3', 'PUT /models/a.b/c', true],
    ['PUT /a.b', 's3', 'PUT /a.b', true],
  ] as const) {
    assert.equal(isFor(parsePattern(text), service, operation), meant, `${text} and ${service} ${operation}`);
  }
});

test('an unknown operation is a mistake', () => {
  for (const text of [
    'CreateTrainingJob',
    'Create*',
    '*',
    'ec2.*Vpc*',
    'iam.GetRole',
    'constructor.X',
    'PUT /bucket',
  ]) {
    assert.equal(mistakeIn(text), undefined, text);
  }
  assert.equal(mistakeIn('sagemaker.CreateTraningJob'), 'sagemaker has no operation CreateTraningJob');
  assert.equal(mistakeIn('ec2.CreateTrainingJob'), 'ec2 has no operation CreateTrainingJob');
  assert.match(
    mistakeIn('GetRole') ?? '',
    /^neither sagemaker nor ec2 has an operation GetRole; .* as in iam\.GetRole$/,
  );
  assert.match(mistakeIn('Crate*') ?? '', /Crate\*/);
});

test('knows the operations that start jobs', () => {
  for (const text of ['CreateTrainingJob', 'Create*Job', '*', 'sagemaker.*Tuning*']) assert.ok(startsJobs(text), text);
  for (const text of ['ListTags', 'ec2.*', 'CreateTags']) assert.ok(!startsJobs(text), text);
});
