import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTagsCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { refused, testStub, training } from '../testing/stub.ts';

const job = { TrainingJobName: 'job' };

test('a job that has ended is gone, and its tags with it', async () => {
  await using stub = testStub();
  const { TrainingJobArn } = await stub.client.send(new CreateTrainingJobCommand(training('job')));
  await stub.clock.advance(86_400);
  await stub.client.send(new DeleteTrainingJobCommand(job));
  await refused(
    stub.client.send(new DescribeTrainingJobCommand(job)),
    'ValidationException',
    'Requested resource not found.',
  );
  await refused(
    stub.client.send(new ListTagsCommand({ ResourceArn: TrainingJobArn })),
    'ValidationException',
    /^train-encrypt: there is no resource/,
  );
});

test('a job that runs, or is being stopped, stays', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('job')));
  await refused(
    stub.client.send(new DeleteTrainingJobCommand(job)),
    'ResourceInUse',
    'train-encrypt: training job job is in status InProgress; it can be deleted once it has ended.',
  );
  await stub.client.send(new StopTrainingJobCommand(job));
  await refused(stub.client.send(new DeleteTrainingJobCommand(job)), 'ResourceInUse', /in status Stopping/);
  await stub.client.send(new DescribeTrainingJobCommand(job));
});

test('a job that does not exist cannot be deleted', async () => {
  await using stub = testStub();
  await refused(
    stub.client.send(new DeleteTrainingJobCommand(job)),
    'ValidationException',
    'Requested resource not found.',
  );
});
