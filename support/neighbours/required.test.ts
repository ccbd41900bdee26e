import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DescribeImages$, DescribeRepositories$, PutImage$ } from '@aws-sdk/client-ecr';
import { CreateTrainingJob$ } from '@aws-sdk/client-sagemaker';
import { missingMember } from './required.ts';

test('a required member that is left out, or null', () => {
  assert.equal(missingMember(PutImage$[4], { imageManifest: '{}' }), 'repositoryName');
  assert.equal(missingMember(PutImage$[4], { repositoryName: null, imageManifest: '{}' }), 'repositoryName');
  assert.equal(missingMember(PutImage$[4], { repositoryName: 'a', imageManifest: '{}' }), undefined);
});

test('an element of a list or a map that is null', () => {
  assert.equal(missingMember(DescribeRepositories$[4], { repositoryNames: ['a', null] }), 'repositoryNames.2');
  assert.equal(missingMember(DescribeImages$[4], { repositoryName: 'a', imageIds: [null] }), 'imageIds.1');
  const Environment = { a: '1', b: null };
  const job = { TrainingJobName: 'a', RoleArn: 'a', OutputDataConfig: { S3OutputPath: 'a' }, Environment };
  assert.equal(missingMember(CreateTrainingJob$[4], job), 'Environment.b');
  assert.equal(missingMember(CreateTrainingJob$[4], { ...job, Environment: { a: '1' } }), undefined);
});
