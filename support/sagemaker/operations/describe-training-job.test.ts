import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DescribeTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { EPOCH, refused, testStub, training, VPC } from '../testing/stub.ts';

const describe = (TrainingJobName: string) => new DescribeTrainingJobCommand({ TrainingJobName });

test('echoes the request, and reports where the job stands', async () => {
  await using stub = testStub();
  const request = training('Job', {
    VpcConfig: VPC,
    EnableInterContainerTrafficEncryption: true,
    EnableNetworkIsolation: true,
    HyperParameters: { epochs: '3' },
    Environment: { LOG: 'debug' },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    InputDataConfig: [
      {
        ChannelName: 'train',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/data' } },
      },
    ],
    CheckpointConfig: { S3Uri: 's3://bucket/checkpoints' },
  });
  const { TrainingJobArn } = await stub.client.send(
    new CreateTrainingJobCommand({ ...request, Tags: [{ Key: 'team', Value: 'fraud' }] }),
  );
  const { $metadata, ...job } = await stub.client.send(describe('Job'));
  assert.equal($metadata.httpStatusCode, 200);
  assert.deepEqual(job, {
    ...request,
    EnableManagedSpotTraining: false,
    TrainingJobArn,
    TrainingJobStatus: 'InProgress',
    SecondaryStatus: 'Starting',
    CreationTime: new Date(EPOCH),
    LastModifiedTime: new Date(EPOCH),
    SecondaryStatusTransitions: [
      {
        Status: 'Starting',
        StartTime: new Date(EPOCH),
        StatusMessage: 'Simulated by train-encrypt: the instances are being launched.',
      },
    ],
  });
});

test('echoes whatever else a request may say', async () => {
  await using stub = testStub();
  const said = {
    OutputDataConfig: { S3OutputPath: 's3://bucket/models', KmsKeyId: 'alias/output', CompressionType: 'NONE' },
    ResourceConfig: {
      InstanceType: 'ml.m5.xlarge',
      InstanceCount: 2,
      VolumeSizeInGB: 30,
      VolumeKmsKeyId: 'alias/volume',
    },
    EnableManagedSpotTraining: true,
    StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200, MaxPendingTimeInSeconds: 7200 },
    CheckpointConfig: { S3Uri: 's3://bucket/checkpoints', LocalPath: '/opt/ml/checkpoints' },
    RetryStrategy: { MaximumRetryAttempts: 3 },
    DebugHookConfig: { S3OutputPath: 's3://bucket/debug', HookParameters: { save_interval: '100' } },
    DebugRuleConfigurations: [{ RuleConfigurationName: 'Overfit', RuleEvaluatorImage: 'registry.invalid/rule:1' }],
    TensorBoardOutputConfig: { S3OutputPath: 's3://bucket/board' },
    ExperimentConfig: { ExperimentName: 'fraud', TrialName: 'seventh' },
    ProfilerConfig: { S3OutputPath: 's3://bucket/profile', ProfilingIntervalInMilliseconds: 500 },
    ProfilerRuleConfigurations: [{ RuleConfigurationName: 'Report', RuleEvaluatorImage: 'registry.invalid/rule:1' }],
    RemoteDebugConfig: { EnableRemoteDebug: true },
    InfraCheckConfig: { EnableInfraCheck: true },
  } satisfies Partial<CreateTrainingJobRequest>;
  await stub.client.send(new CreateTrainingJobCommand(training('job', said)));
  const job: Record<string, unknown> = { ...(await stub.client.send(describe('job'))) };
  for (const [member, value] of Object.entries(said)) assert.deepEqual(job[member], value, member);
});

test('flags that the request left out read false', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('job')));
  const job = await stub.client.send(describe('job'));
  assert.equal(job.EnableInterContainerTrafficEncryption, false);
  assert.equal(job.EnableNetworkIsolation, false);
  assert.equal(job.EnableManagedSpotTraining, false);
  assert.deepEqual(job.StoppingCondition, { MaxRuntimeInSeconds: 86_400 });
});

test('a flag sent as false reads false', async () => {
  await using stub = testStub();
  const request = training('job', { EnableInterContainerTrafficEncryption: false });
  await stub.client.send(new CreateTrainingJobCommand(request));
  assert.equal((await stub.client.send(describe('job'))).EnableInterContainerTrafficEncryption, false);
});

test('a completed job has a value for each metric it defines, the same every time', async () => {
  const metrics = async () => {
    await using stub = testStub();
    const AlgorithmSpecification = {
      TrainingImage: 'registry.invalid/train:1',
      TrainingInputMode: 'File' as const,
      MetricDefinitions: [
        { Name: 'loss', Regex: 'loss=(.*)' },
        { Name: 'accuracy', Regex: 'accuracy=(.*)' },
      ],
    };
    await stub.client.send(new CreateTrainingJobCommand(training('job', { AlgorithmSpecification })));
    assert.equal((await stub.client.send(describe('job'))).FinalMetricDataList, undefined);
    await stub.clock.advance(3600);
    const job = await stub.client.send(describe('job'));
    assert.ok(
      job.FinalMetricDataList?.every(({ Timestamp }) => Timestamp?.getTime() === job.TrainingEndTime?.getTime()),
    );
    return job.FinalMetricDataList;
  };
  const [loss, accuracy] = (await metrics()) ?? [];
  assert.deepEqual([loss?.MetricName, accuracy?.MetricName], ['loss', 'accuracy']);
  assert.notEqual(loss?.Value, accuracy?.Value);
  assert.deepEqual(await metrics(), [loss, accuracy]);
});

test('a job without metrics has none', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('job')));
  await stub.clock.advance(3600);
  assert.equal((await stub.client.send(describe('job'))).FinalMetricDataList, undefined);
});

test('what does not exist, by this name, in this account and region, is not found', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('job')));
  const elsewhere = stub.clientOf({ account: '123456789012', region: 'eu-west-1' });
  for (const answer of [
    stub.client.send(describe('other')),
    stub.client.send(describe('JOB')),
    elsewhere.send(describe('job')),
  ]) {
    await refused(answer, 'ValidationException', 'Requested resource not found.');
  }
});
