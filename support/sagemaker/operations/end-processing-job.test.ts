import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateProcessingJobCommand,
  DeleteProcessingJobCommand,
  DescribeProcessingJobCommand,
  ListTagsCommand,
  StopProcessingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { processing, refused, testStub } from '../testing/stub.ts';

const job = { ProcessingJobName: 'clean' };

test('a job that has ended cannot be stopped', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateProcessingJobCommand(processing('clean')));
  await stub.clock.advance(3600);
  await refused(
    stub.client.send(new StopProcessingJobCommand(job)),
    'ValidationException',
    'train-encrypt: processing job clean is in status Completed; there is nothing to stop.',
  );
});

test('a job is deleted once it has ended, with its tags, and its name is free', async () => {
  await using stub = testStub();
  const Tags = [{ Key: 'team', Value: 'fraud' }];
  const { ProcessingJobArn: ResourceArn } = await stub.client.send(
    new CreateProcessingJobCommand(processing('clean', { Tags })),
  );
  assert.deepEqual((await stub.client.send(new ListTagsCommand({ ResourceArn }))).Tags, Tags);
  await refused(
    stub.client.send(new DeleteProcessingJobCommand(job)),
    'ResourceInUse',
    'train-encrypt: processing job clean is in status InProgress; it can be deleted once it has ended.',
  );
  await stub.clock.advance(3600);
  await stub.client.send(new DeleteProcessingJobCommand(job));
  await refused(
    stub.client.send(new DescribeProcessingJobCommand(job)),
    'ValidationException',
    'Could not find requested job with name: clean',
  );
  await stub.client.send(new CreateProcessingJobCommand(processing('clean')));
  assert.deepEqual((await stub.client.send(new ListTagsCommand({ ResourceArn }))).Tags, []);
});

test('a job that does not exist can be neither stopped nor deleted', async () => {
  await using stub = testStub();
  const text = 'Could not find requested job with name: clean';
  await refused(stub.client.send(new StopProcessingJobCommand(job)), 'ValidationException', text);
  await refused(stub.client.send(new DeleteProcessingJobCommand(job)), 'ValidationException', text);
});
