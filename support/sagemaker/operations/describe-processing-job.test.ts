import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateProcessingJobCommand, DescribeProcessingJobCommand } from '@aws-sdk/client-sagemaker';
import { EPOCH, processing, refused, testStub, VPC } from '../testing/stub.ts';

test('a description has all that was asked for, but for the tags', async () => {
  await using stub = testStub();
  const request = processing('Clean', {
    NetworkConfig: { EnableInterContainerTrafficEncryption: true, EnableNetworkIsolation: true, VpcConfig: VPC },
    Environment: { mode: 'fast' },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
    ProcessingInputs: [
      {
        InputName: 'raw',
        S3Input: { S3Uri: 's3://bucket/raw', LocalPath: '/opt/ml/processing/raw', S3DataType: 'S3Prefix' },
      },
    ],
    ExperimentConfig: { ExperimentName: 'fraud' },
  });
  await stub.client.send(new CreateProcessingJobCommand({ ...request, Tags: [{ Key: 'team', Value: 'fraud' }] }));
  const { $metadata, ...described } = await stub.client.send(
    new DescribeProcessingJobCommand({ ProcessingJobName: 'Clean' }),
  );
  assert.equal($metadata.httpStatusCode, 200);
  assert.deepEqual(described, {
    ...request,
    ProcessingJobArn: 'arn:aws:sagemaker:eu-central-1:123456789012:processing-job/clean',
    ProcessingJobStatus: 'InProgress',
    CreationTime: new Date(EPOCH),
    LastModifiedTime: new Date(EPOCH),
  });
});

test('what the request leaves out is left out, but for the time limit', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateProcessingJobCommand(processing('clean')));
  const job = await stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName: 'clean' }));
  assert.equal(job.NetworkConfig, undefined);
  assert.deepEqual(job.StoppingCondition, { MaxRuntimeInSeconds: 86_400 });
});

test('a job that does not exist, or is called otherwise', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateProcessingJobCommand(processing('Clean')));
  for (const ProcessingJobName of ['other', 'clean']) {
    await refused(
      stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName })),
      'ValidationException',
      `Could not find requested job with name: ${ProcessingJobName}`,
    );
  }
});
