import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  UpdateTrainingJobCommand,
  type UpdateTrainingJobRequest,
} from '@aws-sdk/client-sagemaker';
import { EPOCH, refused, type TestStub, testStub, training, VPC } from '../testing/stub.ts';

const NAMED = { TrainingJobName: 'job' };
const RULE = { RuleConfigurationName: 'report', RuleEvaluatorImage: 'registry.invalid/rules:1' };
const ENCRYPTED = { EnableInterContainerTrafficEncryption: true, VpcConfig: VPC };

async function running(changes: Parameters<typeof training>[1] = {}): Promise<TestStub> {
  const stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('job', changes)));
  await stub.clock.advance(100);
  return stub;
}

const update = (stub: TestStub, changes: Partial<UpdateTrainingJobRequest>) =>
  stub.client.send(new UpdateTrainingJobCommand({ ...NAMED, ...changes }));

const describe = (stub: TestStub) => stub.client.send(new DescribeTrainingJobCommand(NAMED));

test('changes how a job in progress is profiled, and leaves the rest', async () => {
  await using stub = await running({
    ...ENCRYPTED,
    ProfilerConfig: { S3OutputPath: 's3://bucket/profile', ProfilingIntervalInMilliseconds: 500 },
  });
  const { TrainingJobArn } = await update(stub, {
    ProfilerConfig: { ProfilingIntervalInMilliseconds: 100 },
    RemoteDebugConfig: { EnableRemoteDebug: true },
  });
  assert.equal(TrainingJobArn, 'arn:aws:sagemaker:eu-central-1:123456789012:training-job/job');
  const job = await describe(stub);
  assert.deepEqual(job.ProfilerConfig, { S3OutputPath: 's3://bucket/profile', ProfilingIntervalInMilliseconds: 100 });
  assert.deepEqual(job.RemoteDebugConfig, { EnableRemoteDebug: true });
  assert.equal(job.EnableInterContainerTrafficEncryption, true);
  assert.equal(job.LastModifiedTime?.getTime(), EPOCH + 100_000);
});

test('a further rule runs from then on, with the flag and network of the job', async () => {
  await using stub = await running(ENCRYPTED);
  await update(stub, { ProfilerRuleConfigurations: [RULE] });
  const { ProfilerRuleEvaluationStatuses: [rule] = [] } = await describe(stub);
  assert.deepEqual([rule?.RuleConfigurationName, rule?.RuleEvaluationStatus], ['report', 'InProgress']);
  const ProcessingJobName = rule?.RuleEvaluationJobArn?.split('/')[1];
  const job = await stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName }));
  assert.deepEqual(job.NetworkConfig, ENCRYPTED);
  assert.equal(job.CreationTime?.getTime(), EPOCH + 100_000);
  await stub.clock.advance(86_400);
  assert.equal((await describe(stub)).ProfilerRuleEvaluationStatuses?.[0]?.RuleEvaluationStatus, 'NoIssuesFound');
});

test('a rule of a name that is there is refused, and nothing changes', async () => {
  await using stub = await running({ ProfilerRuleConfigurations: [RULE] });
  const changes = { ProfilerConfig: { DisableProfiler: true }, ProfilerRuleConfigurations: [RULE] };
  await refused(
    update(stub, changes),
    'ValidationException',
    'train-encrypt: ProfilerRuleConfigurations has two rules of the name report; give each a name of its own.',
  );
  assert.equal((await describe(stub)).ProfilerConfig?.DisableProfiler, undefined);
});

test('a job that has ended is profiled no more', async () => {
  await using stub = await running();
  await stub.clock.advance(86_400);
  await refused(
    update(stub, { ProfilerConfig: { DisableProfiler: true } }),
    'ValidationException',
    'train-encrypt: training job job is in status Completed; its profiling can be changed while it is in progress.',
  );
});

test('remote debugging is changed on the instances only', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('job')));
  await refused(
    update(stub, { RemoteDebugConfig: { EnableRemoteDebug: true } }),
    'ValidationException',
    'train-encrypt: training job job is in secondary status Starting; its remote debugging can be changed while that is ' +
      'Downloading or Training.',
  );
});

test('how long a warm pool is kept', async () => {
  const { ResourceConfig } = training('job');
  await using stub = await running({
    ResourceConfig: { ...ResourceConfig, VolumeSizeInGB: 30, KeepAlivePeriodInSeconds: 600 },
  });
  const changes = { ResourceConfig: { KeepAlivePeriodInSeconds: 3600 } };
  await refused(
    update(stub, changes),
    'ValidationException',
    /^train-encrypt: the keep-alive period of training job job/,
  );
  for (let waited = 0; (await describe(stub)).TrainingJobStatus === 'InProgress'; waited += 60) {
    assert.ok(waited < 86_400);
    await stub.clock.advance(60);
  }
  await update(stub, changes);
  await stub.clock.advance(1200);
  const { WarmPoolStatus, ResourceConfig: kept } = await describe(stub);
  assert.deepEqual([WarmPoolStatus?.Status, kept?.KeepAlivePeriodInSeconds], ['Available', 3600]);
});

test('a job that does not exist', async () => {
  await using stub = testStub();
  await refused(update(stub, {}), 'ValidationException', 'Requested resource not found.');
});
