import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateVpcCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { type Account, type HarnessOptions, startHarness } from './harness.ts';

const create = (account: Account, name = 'job', encrypted = false) =>
  account.sagemaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: `arn:aws:iam::${account.id}:role/training`,
      AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 10 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      EnableInterContainerTrafficEncryption: encrypted,
    }),
  );
const status = async (account: Account, name = 'job') =>
  (await account.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }))).TrainingJobStatus;

test('accounts have ids of their own, and nothing in common', async () => {
  await using harness = await startHarness();
  const [one, two] = [harness.createAccount(), harness.createAccount()];
  assert.match(one.id, /^[1-9]\d{11}$/);
  assert.notEqual(one.id, two.id);

  const { Vpc } = await one.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  await create(one);
  const vpcs = async ({ ec2 }: Account) => (await ec2.send(new DescribeVpcsCommand())).Vpcs?.map(({ VpcId }) => VpcId);
  assert.ok((await vpcs(one))?.includes(Vpc?.VpcId));
  assert.ok(!(await vpcs(two))?.includes(Vpc?.VpcId));
  assert.deepEqual((await two.sagemaker.send(new ListTrainingJobsCommand())).TrainingJobSummaries, []);

  const calls = harness.journal.entries(one.id);
  assert.deepEqual(
    calls.map(({ service, operation }) => `${service} ${operation}`),
    ['ec2 CreateVpc', 'sagemaker CreateTrainingJob', 'ec2 DescribeVpcs'],
  );
  assert.ok(!JSON.stringify(calls).includes('Signature'));
});

test('a region other than the usual one is one of its own too', async () => {
  await using harness = await startHarness();
  const account = harness.createAccount({ region: 'us-gov-west-1' });
  const { TrainingJobArn } = await create(account);
  assert.equal(TrainingJobArn, `arn:aws-us-gov:sagemaker:us-gov-west-1:${account.id}:training-job/job`);
});

test('the environment is all that an AWS SDK in another process needs', async () => {
  await using harness = await startHarness();
  const { environment, id } = harness.createAccount();
  assert.deepEqual(environment, {
    AWS_ENDPOINT_URL: harness.url,
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: 'train-encrypt',
    AWS_REGION: 'eu-central-1',
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
});

test('an account reports its own jobs and of no other’s', async () => {
  await using harness = await startHarness({ time: 'instant' });
  const [one, other] = [harness.createAccount(), harness.createAccount()];
  await create(one, 'fraud');
  await create(other, 'churn');
  assert.deepEqual(
    (await one.jobs()).map(({ operation, name, status }) => [operation, name, status]),
    [['CreateTrainingJob', 'fraud', 'Completed']],
  );
});

test('time stands still until an account turns its own clock', async () => {
  await using harness = await startHarness();
  const [one, two] = [harness.createAccount(), harness.createAccount()];
  await Promise.all([create(one), create(two)]);
  await one.advance(24 * 3600);
  assert.deepEqual([await status(one), await status(two)], ['Completed', 'InProgress']);
});

test('on an instant clock a job has ended when somebody asks, and nobody turns it', async () => {
  await using harness = await startHarness({ time: 'instant' });
  const account = harness.createAccount();
  await create(account);
  assert.equal(await status(account), 'Completed');
  await assert.rejects(account.advance(1), /^Error: train-encrypt: only a clock of time 'manual' can be turned/);
});

// At real speed the job would take minutes.
test('time can pass faster than it does', { timeout: 30_000 }, async () => {
  await using harness = await startHarness({ time: 1e9 });
  const account = harness.createAccount();
  await create(account);
  while ((await status(account)) === 'InProgress');
  assert.equal(await status(account), 'Completed');
});

test('rules are those of the harness, until an account changes its own', async () => {
  const judged: string[] = [];
  const onVerdict: HarnessOptions['onVerdict'] = (account, { job }) => judged.push(`${account} ${job.name}`);
  await using harness = await startHarness({ rules: 'observed', onVerdict });
  const [lenient, strict] = [harness.createAccount(), harness.createAccount()];
  strict.setRules({ mode: 'documented' });
  await create(lenient, 'job', true);
  await assert.rejects(create(strict, 'job', true), { name: 'ValidationException' });
  assert.deepEqual(judged, [`${lenient.id} job`, `${strict.id} job`]);
  assert.equal((await lenient.verdicts())[0]?.refusals.length, 0);
  assert.equal((await strict.verdicts())[0]?.refusals.length, 1);

  const health = await (await fetch(`${harness.url}/_train-encrypt/health`)).json();
  const { rules, strict: onlyDocumented } = health as { rules: string; strict: boolean };
  assert.deepEqual([rules, onlyDocumented], ['observed', false]);
});

test('nothing answers any more once it is closed', async () => {
  const harness = await startHarness();
  await create(harness.createAccount());
  await harness[Symbol.asyncDispose]();
  await assert.rejects(fetch(`${harness.url}/_train-encrypt/health`));
});

test('a port in use is a failure that says what to do', async () => {
  await using harness = await startHarness();
  const port = Number(new URL(harness.url).port);
  await assert.rejects(startHarness({ port }), {
    name: 'Failure',
    exitCode: 3,
    message: /^port \d+ on 127\.0\.0\.1 is in use/,
  });
});

test('an engine that does not exist is a failure that names those that are', async () => {
  const engine = 'cloud' as HarnessOptions['engine'] & string;
  await assert.rejects(startHarness({ engine }), {
    name: 'Failure',
    exitCode: 2,
    message: /^unknown engine cloud; available: .*embedded/,
  });
});

test('clocks that are turned by hand start where they are told to', async () => {
  await using harness = await startHarness({ startTime: new Date('2026-03-02T09:20:00Z') });
  const account = harness.createAccount();
  await create(account);
  await account.advance(3600);
  const { CreationTime, TrainingEndTime } = await account.sagemaker.send(
    new DescribeTrainingJobCommand({ TrainingJobName: 'job' }),
  );
  assert.equal(CreationTime?.toISOString(), '2026-03-02T09:20:00.000Z');
  assert.ok(TrainingEndTime !== undefined && TrainingEndTime < new Date('2026-03-02T11:00:00Z'));
});
