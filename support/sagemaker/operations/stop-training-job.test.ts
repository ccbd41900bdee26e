import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { refused, testStub, training } from '../testing/stub.ts';

const job = { TrainingJobName: 'job' };

test('a running job is stopping at once, stopped after its grace period', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('job')));
  await stub.client.send(new StopTrainingJobCommand(job));
  assert.equal((await stub.client.send(new DescribeTrainingJobCommand(job))).TrainingJobStatus, 'Stopping');
  await stub.clock.advance(120);
  assert.equal((await stub.client.send(new DescribeTrainingJobCommand(job))).TrainingJobStatus, 'Stopped');
});

test('a job that has ended cannot be stopped', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('job')));
  await stub.client.send(new StopTrainingJobCommand(job));
  await stub.clock.advance(120);
  await refused(
    stub.client.send(new StopTrainingJobCommand(job)),
    'ValidationException',
    'The request was rejected because the training job is in status Stopped.',
  );
  await stub.client.send(new CreateTrainingJobCommand(training('other')));
  await stub.clock.advance(86_400);
  await refused(
    stub.client.send(new StopTrainingJobCommand({ TrainingJobName: 'other' })),
    'ValidationException',
    'The request was rejected because the training job is in status Completed.',
  );
});

test('a job that does not exist cannot be stopped', async () => {
  await using stub = testStub();
  await refused(
    stub.client.send(new StopTrainingJobCommand(job)),
    'ValidationException',
    'Requested resource not found.',
  );
});
