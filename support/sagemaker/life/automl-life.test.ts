import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAutoMLJobCommand,
  CreateAutoMLJobV2Command,
  DescribeAutoMLJobCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  ListCandidatesForAutoMLJobCommand,
  ListProcessingJobsCommand,
  ListTrainingJobsCommand,
  StopAutoMLJobCommand,
  StopProcessingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { ec2Error } from '../testing/fake-ec2.ts';
import { autoML, autoMLV2, EPOCH, type TestStub, testStub, VPC } from '../testing/stub.ts';

const NAMED = { AutoMLJobName: 'auto' };
const SECURITY = { EnableInterContainerTrafficEncryption: true, VpcConfig: VPC, VolumeKmsKeyId: 'key' };
const criteria = { MaxCandidates: 3 };

async function launch(stub: TestStub, config: object = {}, changes: object = {}): Promise<void> {
  const AutoMLJobConfig = { CompletionCriteria: criteria, ...config };
  await stub.client.send(new CreateAutoMLJobCommand(autoML('auto', { AutoMLJobConfig, ...changes })));
}

const describe = (stub: TestStub) => stub.client.send(new DescribeAutoMLJobCommand(NAMED));

const stop = (stub: TestStub) => stub.client.send(new StopAutoMLJobCommand(NAMED));

async function status(stub: TestStub): Promise<string> {
  const { AutoMLJobStatus, AutoMLJobSecondaryStatus } = await describe(stub);
  return `${AutoMLJobStatus} ${AutoMLJobSecondaryStatus}`;
}

async function trainingNames(stub: TestStub): Promise<(string | undefined)[]> {
  const { TrainingJobSummaries = [] } = await stub.client.send(new ListTrainingJobsCommand({ MaxResults: 100 }));
  return TrainingJobSummaries.map(({ TrainingJobName }) => TrainingJobName);
}

async function analysisName(stub: TestStub): Promise<string | undefined> {
  const { ProcessingJobSummaries = [] } = await stub.client.send(new ListProcessingJobsCommand());
  assert.equal(ProcessingJobSummaries.length, 1);
  return ProcessingJobSummaries[0]?.ProcessingJobName;
}

test('it looks at the data, trains its candidates, and completes', async () => {
  await using stub = testStub();
  await launch(stub);
  assert.equal(await status(stub), 'InProgress AnalyzingData');
  assert.deepEqual(await trainingNames(stub), []);
  await stub.clock.advance(405);
  assert.equal(await status(stub), 'InProgress ModelTuning');
  assert.equal((await trainingNames(stub)).length, 3);
  await stub.clock.advance(3600);
  assert.equal(await status(stub), 'Completed Completed');
  const { BestCandidate, EndTime, LastModifiedTime } = await describe(stub);
  assert.equal(BestCandidate?.CandidateStatus, 'Completed');
  assert.ok(EndTime && EndTime.getTime() > EPOCH + 405_000);
  assert.deepEqual(LastModifiedTime, EndTime);
});

for (const version of [1, 2] as const) {
  test(`every job that version ${version} launches inherits flag, network, key and role, and names its AutoML job`, async () => {
    await using stub = testStub();
    if (version === 1) await launch(stub, { SecurityConfig: SECURITY });
    else await stub.client.send(new CreateAutoMLJobV2Command(autoMLV2('auto', { SecurityConfig: SECURITY })));
    await stub.clock.advance(30);
    assert.equal(stub.ec2.interfaces.size, 1);
    const arn = 'arn:aws:sagemaker:eu-central-1:123456789012:automl-job/auto';
    const ProcessingJobName = await analysisName(stub);
    assert.match(ProcessingJobName ?? '', /^auto-db-1-[0-9a-f]{8}$/);
    const analysis = await stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName }));
    const { VolumeKmsKeyId, ...network } = SECURITY;
    assert.deepEqual(analysis.NetworkConfig, network);
    assert.equal(analysis.ProcessingResources?.ClusterConfig?.VolumeKmsKeyId, VolumeKmsKeyId);
    assert.equal(analysis.AutoMLJobArn, arn);
    assert.deepEqual(
      analysis.ProcessingInputs?.map(({ S3Input }) => S3Input?.S3Uri),
      ['s3://bucket/labelled'],
    );
    await stub.clock.advance(420);
    assert.equal(stub.ec2.interfaces.size, 3);
    for (const TrainingJobName of await trainingNames(stub)) {
      assert.match(TrainingJobName ?? '', /^auto-00[123]-[0-9a-f]{8}$/);
      const job = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName }));
      assert.equal(job.EnableInterContainerTrafficEncryption, true);
      assert.deepEqual(job.VpcConfig, VPC);
      assert.equal(job.ResourceConfig?.VolumeKmsKeyId, VolumeKmsKeyId);
      assert.equal(job.AutoMLJobArn, arn);
      assert.equal(job.RoleArn, autoML('auto').RoleArn);
      assert.equal(job.InputDataConfig?.[0]?.DataSource?.S3DataSource?.S3Uri, 's3://bucket/labelled');
    }
    await stub.clock.advance(3600);
    assert.equal(stub.ec2.interfaces.size, 0);
  });
}

test('without a security configuration its jobs have neither network nor encryption', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.clock.advance(450);
  const ProcessingJobName = await analysisName(stub);
  assert.equal(
    (await stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName }))).NetworkConfig,
    undefined,
  );
  const [TrainingJobName] = await trainingNames(stub);
  const job = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName }));
  assert.deepEqual([job.EnableInterContainerTrafficEncryption, job.VpcConfig], [false, undefined]);
});

test('candidates are trained four at once', async () => {
  await using stub = testStub();
  await launch(stub, { CompletionCriteria: { MaxCandidates: 6 } });
  await stub.clock.advance(405);
  assert.equal((await trainingNames(stub)).length, 4);
  await stub.clock.advance(3600);
  assert.equal((await trainingNames(stub)).length, 6);
  assert.equal(await status(stub), 'Completed Completed');
});

test('whose candidates are only to be defined trains none', async () => {
  await using stub = testStub();
  await launch(stub, {}, { GenerateCandidateDefinitionsOnly: true });
  await stub.clock.advance(405);
  assert.equal(await status(stub), 'Completed CandidateDefinitionsGenerated');
  assert.deepEqual(await trainingNames(stub), []);
});

test('a problem that is no table has one candidate', async () => {
  await using stub = testStub();
  const AutoMLProblemTypeConfig = { ImageClassificationJobConfig: {} };
  await stub.client.send(new CreateAutoMLJobV2Command(autoMLV2('auto', { AutoMLProblemTypeConfig })));
  await stub.clock.advance(86_400);
  assert.equal((await trainingNames(stub)).length, 1);
});

test('a stop stops what runs, first the analysis', async () => {
  await using stub = testStub();
  await launch(stub, { SecurityConfig: SECURITY });
  await stub.clock.advance(100);
  await stop(stub);
  await stop(stub);
  assert.equal(await status(stub), 'Stopping Stopping');
  await stub.clock.advance(120);
  assert.equal(await status(stub), 'Stopped Stopped');
  assert.deepEqual(await trainingNames(stub), []);
  assert.equal(stub.ec2.interfaces.size, 0);
});

test('a stop stops what runs, then the candidates', async () => {
  await using stub = testStub();
  await launch(stub, { CompletionCriteria: { MaxCandidates: 6 } });
  await stub.clock.advance(500);
  await stop(stub);
  await stub.clock.advance(120);
  assert.equal(await status(stub), 'Stopped Stopped');
  const { Candidates = [] } = await stub.client.send(new ListCandidatesForAutoMLJobCommand(NAMED));
  assert.deepEqual(
    Candidates.map(({ CandidateStatus, ObjectiveStatus }) => [CandidateStatus, ObjectiveStatus]),
    Array.from({ length: 4 }, () => ['Stopped', 'Failed']),
  );
});

test('a job whose time is up is stopped, and its best candidate stands', async () => {
  await using stub = testStub();
  await launch(stub, { CompletionCriteria: { MaxCandidates: 750, MaxAutoMLJobRuntimeInSeconds: 3600 } });
  await stub.clock.advance(3600);
  assert.equal(await status(stub), 'Stopping Stopping');
  await stub.clock.advance(120);
  assert.equal(await status(stub), 'Stopped MaxAutoMLJobRuntimeReached');
  assert.equal((await describe(stub)).BestCandidate?.CandidateStatus, 'Completed');
});

test('it fails when its analysis does', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.client.send(new StopProcessingJobCommand({ ProcessingJobName: await analysisName(stub) }));
  await stub.clock.advance(120);
  assert.equal(await status(stub), 'Failed Failed');
  assert.match(
    (await describe(stub)).FailureReason ?? '',
    /^train-encrypt: the processing job auto-db-1-\w+ did not complete: it is in status Stopped$/,
  );
});

test('it fails when every candidate does', async () => {
  await using stub = testStub();
  await launch(stub, { SecurityConfig: SECURITY });
  await stub.clock.advance(405);
  stub.ec2.before = (operation) => {
    if (operation === 'CreateNetworkInterface') throw ec2Error('InvalidSubnetID.NotFound');
  };
  await stub.clock.advance(3600);
  assert.equal(await status(stub), 'Failed Failed');
  assert.match(
    (await describe(stub)).FailureReason ?? '',
    /^train-encrypt: every candidate failed, the last because: train-encrypt: EC2 gave no network interface/,
  );
});

test('the time limit of a candidate is that of its training job', async () => {
  await using stub = testStub();
  await launch(stub, { CompletionCriteria: { MaxCandidates: 1, MaxRuntimePerTrainingJobInSeconds: 100 } });
  await stub.clock.advance(405);
  const [TrainingJobName] = await trainingNames(stub);
  const { StoppingCondition } = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName }));
  assert.deepEqual(StoppingCondition, { MaxRuntimeInSeconds: 100 });
});
