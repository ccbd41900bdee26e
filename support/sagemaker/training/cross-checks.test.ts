import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateHyperParameterTuningJobCommand,
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DescribeTrainingJobCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
} from '@aws-sdk/client-sagemaker';
import { definition, refused, type TestStub, testStub, training, tuning } from '../testing/stub.ts';

const create = (stub: TestStub, changes: Partial<CreateTrainingJobRequest>, name = 'job') =>
  stub.client.send(new CreateTrainingJobCommand(training(name, changes)));

test('managed spot training needs a time to wait', async () => {
  await using stub = testStub();
  await refused(
    create(stub, { EnableManagedSpotTraining: true }),
    'ValidationException',
    'train-encrypt: StoppingCondition gives no MaxWaitTimeInSeconds; managed spot training needs it.',
  );
  await refused(
    stub.client.send(
      new CreateHyperParameterTuningJobCommand(
        tuning('tune', { TrainingJobDefinition: definition({ EnableManagedSpotTraining: true }) }),
      ),
    ),
    'ValidationException',
    /^train-encrypt: TrainingJobDefinition\.StoppingCondition gives no MaxWaitTimeInSeconds/,
  );
  await create(stub, { EnableManagedSpotTraining: true, StoppingCondition: { MaxWaitTimeInSeconds: 86_400 } });
});

test('instances with storage of their own take no key for their volume', async () => {
  await using stub = testStub();
  const on = (InstanceType: 'ml.p4d.24xlarge' | 'ml.m5.xlarge', VolumeKmsKeyId?: string) => ({
    ResourceConfig: { InstanceType, InstanceCount: 2, VolumeSizeInGB: 30, VolumeKmsKeyId },
  });
  await refused(
    create(stub, on('ml.p4d.24xlarge', 'alias/volume')),
    'ValidationException',
    'train-encrypt: ResourceConfig.VolumeKmsKeyId gives a key, but ml.p4d.24xlarge instances encrypt their own local storage; leave the key out.',
  );
  await create(stub, on('ml.p4d.24xlarge'), 'without');
  await create(stub, on('ml.m5.xlarge', 'alias/volume'), 'volume');
});

const group = (InstanceGroupName: string) => ({
  InstanceGroupName,
  InstanceType: 'ml.m5.xlarge' as const,
  InstanceCount: 1,
});

const channelFor = (...InstanceGroupNames: string[]) => ({
  ChannelName: 'train',
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: 's3://bucket/data', InstanceGroupNames } },
});

test('instance groups have names of their own, and channels name groups that there are', async () => {
  await using stub = testStub();
  const clustered = (...names: string[]) => ({
    ResourceConfig: { InstanceGroups: names.map(group), VolumeSizeInGB: 30 },
  });
  await refused(
    create(stub, clustered('a', 'a')),
    'ValidationException',
    /InstanceGroups has two groups of the name a\.$/,
  );
  await refused(
    create(stub, { ...clustered('a', 'b'), InputDataConfig: [channelFor('a', 'c')] }),
    'ValidationException',
    'train-encrypt: channel train of InputDataConfig is for an instance group c, which there is not.',
  );
  await refused(create(stub, { InputDataConfig: [channelFor('a')] }), 'ValidationException', /instance group a, which/);
  await create(stub, { ...clustered('a', 'b'), InputDataConfig: [channelFor('b')] });
});

test('the training jobs of a tuning job have no warm pool, whatever its definition says', async () => {
  await using stub = testStub();
  const ResourceConfig = {
    InstanceType: 'ml.m5.xlarge' as const,
    InstanceCount: 2,
    VolumeSizeInGB: 30,
    KeepAlivePeriodInSeconds: 600,
  };
  await stub.client.send(
    new CreateHyperParameterTuningJobCommand(tuning('tune', { TrainingJobDefinition: definition({ ResourceConfig }) })),
  );
  const { TrainingJobSummaries = [] } = await stub.client.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName: 'tune' }),
  );
  assert.equal(TrainingJobSummaries.length, 2);
  for (const { TrainingJobName } of TrainingJobSummaries) {
    const job = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName }));
    assert.equal(job.WarmPoolStatus, undefined);
    assert.equal(job.ResourceConfig?.KeepAlivePeriodInSeconds, undefined);
    assert.equal(job.ResourceConfig?.InstanceCount, 2);
  }
});
