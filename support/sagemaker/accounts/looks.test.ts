import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Looks } from './looks.ts';

describe('who looks at a new job', () => {
  let real = 0;
  let looks: Looks;
  const look = (operation: string, input: object = {}, userAgent = 'Boto3/1.40') =>
    looks.settles({ operation, input, userAgent });

  beforeEach(() => {
    real = 1_000_000;
    looks = new Looks(() => real);
    look('CreateTrainingJob', { TrainingJobName: 'a' });
  });

  const a = { TrainingJobName: 'a' };

  test('finds it at work, can list and stop it, and then finds it stopped', () => {
    assert.deepEqual([look('DescribeTrainingJob', a), look('ListTrainingJobs')], [false, false]);
    look('StopTrainingJob', a);
    assert.equal(look('DescribeTrainingJob', a), true);
  });

  test('finds it ended at the second Describe', () => {
    assert.deepEqual([look('DescribeTrainingJob', a), look('DescribeTrainingJob', a)], [false, true]);
  });

  test('finds it ended at the third List', () => {
    assert.deepEqual(
      ['1', '2', '3'].map((NextToken) => look('ListTrainingJobs', { NextToken })),
      [false, false, true],
    );
  });

  test('finds it at work where another job was described before', () => {
    look('DescribeTrainingJob', a);
    look('CreateTrainingJob', { TrainingJobName: 'b' });
    assert.equal(look('DescribeTrainingJob', { TrainingJobName: 'b' }), false);
  });

  test('finds it ended a minute later', () => {
    real += 60_001;
    assert.equal(look('ListTrainingJobs'), true);
  });

  for (const userAgent of [
    'Boto3/1.40.1 md/Botocore#1.40.1 m/Z,b,B cfg/retry-mode#legacy',
    'aws-sdk-go-v2/1.36 os/linux m/B,E',
    'aws-sdk-java/2.30 md/io#sync hll/waiter',
  ]) {
    test(`finds it ended when it waits: ${userAgent}`, () => {
      assert.equal(look('DescribeTrainingJob', a, userAgent), true);
    });
  }

  test('does not wait for a feature whose name only contains that letter', () => {
    assert.equal(look('DescribeTrainingJob', a, 'aws-sdk-js/3.900 m/AB,Bc lang/js'), false);
  });
});
