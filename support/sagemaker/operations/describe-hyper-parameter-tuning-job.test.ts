import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateHyperParameterTuningJobCommand,
  DescribeHyperParameterTuningJobCommand,
} from '@aws-sdk/client-sagemaker';
import { EPOCH, refused, testStub, tuning } from '../testing/stub.ts';

const describe = (HyperParameterTuningJobName: string) =>
  new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName });

test('echoes the request, and reports where the tuning job stands', async () => {
  await using stub = testStub();
  const request = tuning('Tune', {
    Autotune: { Mode: 'Enabled' },
  });
  const { HyperParameterTuningJobArn } = await stub.client.send(
    new CreateHyperParameterTuningJobCommand({ ...request, Tags: [{ Key: 'team', Value: 'fraud' }] }),
  );
  const { $metadata, ...tuned } = await stub.client.send(describe('Tune'));
  assert.equal($metadata.httpStatusCode, 200);
  assert.deepEqual(tuned, {
    ...request,
    HyperParameterTuningJobArn,
    HyperParameterTuningJobStatus: 'InProgress',
    CreationTime: new Date(EPOCH),
    LastModifiedTime: new Date(EPOCH),
    TrainingJobStatusCounters: { Completed: 0, InProgress: 2, RetryableError: 0, NonRetryableError: 0, Stopped: 0 },
    ObjectiveStatusCounters: { Succeeded: 0, Pending: 2, Failed: 0 },
    TuningJobCompletionDetails: { NumberOfTrainingJobsObjectiveNotImproving: 0 },
    ConsumedResources: { RuntimeInSeconds: 0 },
  });
});

test('what does not exist is not found', async () => {
  await using stub = testStub();
  await refused(
    stub.client.send(describe('none')),
    'ResourceNotFound',
    "Amazon SageMaker can't find a tuning job called none. Type another name.",
  );
});
