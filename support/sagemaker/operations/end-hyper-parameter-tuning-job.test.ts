import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateHyperParameterTuningJobCommand,
  DeleteHyperParameterTuningJobCommand,
  DescribeHyperParameterTuningJobCommand,
  ListTrainingJobsCommand,
  StopHyperParameterTuningJobCommand,
} from '@aws-sdk/client-sagemaker';
import { refused, testStub, tuning } from '../testing/stub.ts';

const JOB = { HyperParameterTuningJobName: 'tune' };
const NOT_FOUND = "Amazon SageMaker can't find a tuning job called tune. Type another name.";
const stop = () => new StopHyperParameterTuningJobCommand(JOB);
const remove = () => new DeleteHyperParameterTuningJobCommand(JOB);

test('stopped, it is stopping at once', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  await stub.client.send(stop());
  const { HyperParameterTuningJobStatus } = await stub.client.send(new DescribeHyperParameterTuningJobCommand(JOB));
  assert.equal(HyperParameterTuningJobStatus, 'Stopping');
});

test('one that has ended cannot be stopped', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  await stub.clock.advance(86_400);
  await refused(
    stub.client.send(stop()),
    'ValidationException',
    'train-encrypt: hyperparameter tuning job tune is in status Completed; there is nothing to stop.',
  );
});

test('one that does not exist can be neither stopped nor deleted', async () => {
  await using stub = testStub();
  await refused(stub.client.send(stop()), 'ResourceNotFound', NOT_FOUND);
  await refused(stub.client.send(remove()), 'ResourceNotFound', NOT_FOUND);
});

test('deleted, it is gone, its training jobs are not, and its name is free', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  await stub.clock.advance(86_400);
  await stub.client.send(remove());
  await refused(stub.client.send(new DescribeHyperParameterTuningJobCommand(JOB)), 'ResourceNotFound', NOT_FOUND);
  assert.equal((await stub.client.send(new ListTrainingJobsCommand())).TrainingJobSummaries?.length, 4);
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  assert.equal((await stub.client.send(new ListTrainingJobsCommand())).TrainingJobSummaries?.length, 6);
});

test('one that runs cannot be deleted', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  await refused(
    stub.client.send(remove()),
    'ResourceInUse',
    'train-encrypt: hyperparameter tuning job tune is in status InProgress; it can be deleted once it has ended.',
  );
});
