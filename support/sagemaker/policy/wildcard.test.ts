import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('case counts unless told otherwise', () => {
  assert.ok(!covers('SAGEMAKER:*', 'sagemaker:CreateTrainingJob'));
  assert.ok(covers('SAGEMAKER:*', 'sagemaker:CreateTrainingJob', { ignoreCase: true }));
});
