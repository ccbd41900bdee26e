import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  ListProcessingJobsCommand,
  StopProcessingJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { ROLE, refused, type TestStub, testStub, training, VPC } from '../testing/stub.ts';

/** 100 seconds of training: 205 from creation to the end. */
const SHORT = {
  Environment: {
    TRAIN_ENCRYPT_STEPS: '10',
    TRAIN_ENCRYPT_COMPUTE_SECONDS: '10',
    TRAIN_ENCRYPT_MODEL_MEGABYTES: '0',
  },
};

const rule = (RuleConfigurationName: string) => ({
  RuleConfigurationName,
  RuleEvaluatorImage: 'registry.invalid/rule:1',
});

const PROFILED = {
  ProfilerConfig: { S3OutputPath: 's3://bucket/profile' },
  ProfilerRuleConfigurations: [{ ...rule('ProfilerReport'), RuleParameters: { rule_to_invoke: 'ProfilerReport' } }],
};

const create = (stub: TestStub, changes: Partial<CreateTrainingJobRequest> = {}, name = 'job') =>
  stub.client.send(new CreateTrainingJobCommand(training(name, { ...SHORT, ...changes })));

const describe = (stub: TestStub, name = 'job') =>
  stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));

async function processingJobs(stub: TestStub) {
  const { ProcessingJobSummaries = [] } = await stub.client.send(
    new ListProcessingJobsCommand({ SortOrder: 'Ascending' }),
  );
  return Promise.all(
    ProcessingJobSummaries.map(({ ProcessingJobName }) =>
      stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName })),
    ),
  );
}

test('a rule runs as its training job does: with its encryption, in its network and role', async () => {
  await using stub = testStub();
  await create(stub, {
    ...PROFILED,
    VpcConfig: VPC,
    EnableInterContainerTrafficEncryption: true,
    EnableNetworkIsolation: true,
    OutputDataConfig: { S3OutputPath: 's3://bucket/models', KmsKeyId: 'alias/output' },
    ResourceConfig: {
      InstanceType: 'ml.m5.xlarge',
      InstanceCount: 2,
      VolumeSizeInGB: 30,
      VolumeKmsKeyId: 'alias/volume',
    },
  });
  const [job, ...others] = await processingJobs(stub);
  assert.deepEqual(others, []);
  assert.deepEqual(job?.NetworkConfig, {
    EnableInterContainerTrafficEncryption: true,
    EnableNetworkIsolation: true,
    VpcConfig: VPC,
  });
  assert.equal(job?.RoleArn, ROLE);
  assert.equal(job?.TrainingJobArn, 'arn:aws:sagemaker:eu-central-1:123456789012:training-job/job');
  assert.equal(job?.AppSpecification?.ImageUri, 'registry.invalid/rule:1');
  assert.deepEqual(job?.Environment, { rule_to_invoke: 'ProfilerReport' });
  assert.equal(job?.ProcessingResources?.ClusterConfig?.InstanceCount, 1);
  assert.equal(job?.ProcessingResources?.ClusterConfig?.VolumeKmsKeyId, 'alias/volume');
  assert.equal(job?.ProcessingOutputConfig?.KmsKeyId, 'alias/output');
  assert.match(job?.ProcessingJobName ?? '', /^job-ProfilerReport-[0-9a-f]{8}$/);
  await stub.clock.advance(45);
  const held = [...stub.ec2.interfaces.values()].map(({ Description }) =>
    Description?.replace(/job-Profiler\S*,/, 'rule,'),
  );
  assert.deepEqual(held.sort(), [
    'train-encrypt: processing job rule, instance 1 of 1',
    'train-encrypt: training job job, instance 1 of 2',
    'train-encrypt: training job job, instance 2 of 2',
  ]);
});

test('without a flag, a rule has none; nor without a network', async () => {
  await using stub = testStub();
  await create(stub, PROFILED);
  const [job] = await processingJobs(stub);
  assert.equal(job?.NetworkConfig?.EnableInterContainerTrafficEncryption, undefined);
  assert.equal(job?.NetworkConfig?.VpcConfig, undefined);
});

test('rules end soon after the training job, and the description reports how they stand', async () => {
  await using stub = testStub();
  await create(stub, { ...PROFILED, DebugRuleConfigurations: [rule('LossNotDecreasing'), rule('Overfit')] });
  await stub.clock.advance(200);
  const before = await describe(stub);
  assert.deepEqual(
    before.DebugRuleEvaluationStatuses?.map((one) => [one.RuleConfigurationName, one.RuleEvaluationStatus]),
    [
      ['LossNotDecreasing', 'InProgress'],
      ['Overfit', 'InProgress'],
    ],
  );
  await stub.clock.advance(5);
  assert.equal((await describe(stub)).TrainingJobStatus, 'Completed');
  await stub.clock.advance(15);
  const after = await describe(stub);
  const all = [...(after.DebugRuleEvaluationStatuses ?? []), ...(after.ProfilerRuleEvaluationStatuses ?? [])];
  assert.deepEqual(
    all.map((one) => one.RuleEvaluationStatus),
    ['NoIssuesFound', 'NoIssuesFound', 'NoIssuesFound'],
  );
  const arns = (await processingJobs(stub)).map(({ ProcessingJobArn }) => ProcessingJobArn);
  assert.deepEqual(
    all.map((one) => one.RuleEvaluationJobArn),
    arns,
  );
  assert.equal(after.ProfilingStatus, 'Enabled');
});

test('a job without rules reports nothing of them', async () => {
  await using stub = testStub();
  await create(stub);
  const job = await describe(stub);
  assert.equal(job.DebugRuleEvaluationStatuses, undefined);
  assert.equal(job.ProfilerRuleEvaluationStatuses, undefined);
  assert.equal(job.ProfilingStatus, undefined);
  await create(stub, { ProfilerConfig: { DisableProfiler: true } }, 'disabled');
  assert.equal((await describe(stub, 'disabled')).ProfilingStatus, 'Disabled');
});

test('a rule that is stopped, while its training job goes on', async () => {
  await using stub = testStub();
  await create(stub, PROFILED);
  const [job] = await processingJobs(stub);
  await stub.client.send(new StopProcessingJobCommand({ ProcessingJobName: job?.ProcessingJobName }));
  const status = async () => (await describe(stub)).ProfilerRuleEvaluationStatuses?.[0]?.RuleEvaluationStatus;
  assert.equal(await status(), 'Stopping');
  await stub.clock.advance(205);
  assert.equal(await status(), 'Stopped');
  assert.equal((await describe(stub)).TrainingJobStatus, 'Completed');
});

test('a training job that ends before its rules are there leaves none behind', async () => {
  await using stub = testStub();
  const ResourceConfig = {
    InstanceType: 'ml.m5.xlarge' as const,
    InstanceCount: 2,
    VolumeSizeInGB: 30,
    KeepAlivePeriodInSeconds: 600,
  };
  const Environment = { ...SHORT.Environment, TRAIN_ENCRYPT_STEPS: '1', TRAIN_ENCRYPT_COMPUTE_SECONDS: '0' };
  await create(stub, { ResourceConfig, Environment }, 'first');
  await stub.clock.advance(3600 / 20);
  // Warm, it has ended after 51 seconds; the rule's own instance is there after 60.
  await create(stub, { ...PROFILED, ResourceConfig, Environment }, 'second');
  await stub.clock.advance(51);
  assert.equal((await describe(stub, 'second')).TrainingJobStatus, 'Completed');
  await stub.clock.advance(24);
  const [status] = (await describe(stub, 'second')).ProfilerRuleEvaluationStatuses ?? [];
  assert.equal(status?.RuleEvaluationStatus, 'NoIssuesFound');
});

test('a stopped training job ends its rules too', async () => {
  await using stub = testStub();
  await create(stub, PROFILED);
  await stub.clock.advance(100);
  await stub.client.send(new StopTrainingJobCommand({ TrainingJobName: 'job' }));
  await stub.clock.advance(120 + 15);
  const [status] = (await describe(stub)).ProfilerRuleEvaluationStatuses ?? [];
  assert.equal(status?.RuleEvaluationStatus, 'NoIssuesFound');
});

test('rules of one name, and bad variables of a rule, are refused before anything is made', async () => {
  await using stub = testStub();
  await refused(
    create(stub, { DebugRuleConfigurations: [rule('Overfit'), rule('Overfit')] }),
    'ValidationException',
    /^train-encrypt: DebugRuleConfigurations has two rules of the name Overfit/,
  );
  const RuleParameters = { TRAIN_ENCRYPT_STEPS: 'many' };
  await refused(
    create(stub, { ProfilerRuleConfigurations: [{ ...rule('Overfit'), RuleParameters }] }),
    'ValidationException',
    /TRAIN_ENCRYPT_STEPS/,
  );
  assert.deepEqual(await processingJobs(stub), []);
  await create(stub, { DebugRuleConfigurations: [rule('Overfit')], ProfilerRuleConfigurations: [rule('Overfit')] });
  assert.equal((await processingJobs(stub)).length, 2);
});
