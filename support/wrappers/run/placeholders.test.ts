import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Given } from '../types.ts';
import { fillPlaceholders, PLACEHOLDERS, placeholderValues } from './placeholders.ts';

const ACCOUNT = { environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4577' }, region: 'eu-central-1' };
const GIVEN: Given = {
  subnets: ['subnet-1', 'subnet-2'],
  securityGroups: ['sg-1'],
  roleArn: 'arn:aws:iam::111122223333:role/training',
  shape: { instances: 2 },
  bucket: 'train-encrypt-1',
};

const fill = (text: string, given = GIVEN) => fillPlaceholders(['program', text], placeholderValues(given, ACCOUNT))[1];

test('every placeholder has its value', () => {
  assert.equal(fill('--subnets={subnets} {security_groups}'), '--subnets=subnet-1,subnet-2 sg-1');
  assert.equal(fill('{role_arn}'), GIVEN.roleArn);
  assert.equal(fill('s3://{bucket}/input'), 's3://train-encrypt-1/input');
  assert.equal(fill('{instances}{instances}'), '22');
  assert.equal(fill('{endpoint} {region}'), 'http://127.0.0.1:4577 eu-central-1');
  assert.equal(fill('{instance_groups}'), '');
  const groups = [{ InstanceGroupName: 'a', InstanceType: 'ml.m5.large', InstanceCount: 3 }];
  assert.equal(fill('{instance_groups}', { ...GIVEN, shape: { instances: 3, groups } }), JSON.stringify(groups));
  assert.deepEqual(Object.keys(placeholderValues(GIVEN, ACCOUNT)), Object.keys(PLACEHOLDERS));
});

test('what is not given is nothing', () => {
  assert.equal(fill('--subnets={subnets}', { ...GIVEN, subnets: [] }), '--subnets=');
});

test('others stay as they are, and values are not read again', () => {
  for (const text of [
    '{unknown}',
    '{}',
    '{ subnets }',
    '{Subnets}',
    '{constructor}',
    '{"a":{"b":1}}',
    '$&',
    '{toString}',
  ]) {
    assert.equal(fill(text), text);
  }
  assert.equal(fill('{role_arn}', { ...GIVEN, roleArn: '{region}$&' }), '{region}$&');
});

test('the program too', () => {
  assert.deepEqual(fillPlaceholders(['./{region}.sh'], placeholderValues(GIVEN, ACCOUNT)), ['./eu-central-1.sh']);
});
