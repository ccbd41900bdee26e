import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { ec2Error } from '../testing/fake-ec2.ts';
import { EPOCH, refused, testStub, training, VPC } from '../testing/stub.ts';

const create = (...args: Parameters<typeof training>) => new CreateTrainingJobCommand(training(...args));

test('answers the ARN, its name in lower case', async () => {
  await using stub = testStub();
  const { TrainingJobArn } = await stub.client.send(create('Fraud-7'));
  assert.equal(TrainingJobArn, 'arn:aws:sagemaker:eu-central-1:123456789012:training-job/fraud-7');
});

for (const [region, partition] of [
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
]) {
  test(`in ${region} the ARN is of partition ${partition}`, async () => {
    await using stub = testStub();
    const client = stub.clientOf({ account: '210987654321', region: region ?? '' });
    const { TrainingJobArn } = await client.send(create('fraud'));
    assert.equal(TrainingJobArn, `arn:${partition}:sagemaker:${region}:210987654321:training-job/fraud`);
  });
}

test('a name can be taken once, in whatever case, and again in another account or region', async () => {
  await using stub = testStub();
  await stub.client.send(create('fraud'));
  for (const name of ['fraud', 'FRAUD']) {
    await refused(
      stub.client.send(create(name)),
      'ResourceInUse',
      'Training job names must be unique within an AWS account and region, and a training job with this name already ' +
        'exists (arn:aws:sagemaker:eu-central-1:123456789012:training-job/fraud)',
    );
  }
  await stub.clientOf({ account: '123456789012', region: 'eu-west-1' }).send(create('fraud'));
  await stub.clientOf({ account: '210987654321', region: 'eu-central-1' }).send(create('fraud'));
});

test('of 200 concurrent creates of one name exactly one succeeds', async () => {
  await using stub = testStub();
  const answers = await Promise.allSettled(
    Array.from({ length: 200 }, () => stub.client.send(create('fraud', { VpcConfig: VPC }))),
  );
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.ok(answers.every((answer) => answer.status === 'fulfilled' || answer.reason.name === 'ResourceInUse'));
  assert.equal((await stub.client.send(new ListTrainingJobsCommand())).TrainingJobSummaries?.length, 1);
});

test('a refused job says so in our words, leaves nothing, and gives its name back', async () => {
  await using stub = testStub();
  stub.ec2.egress = stub.ec2.egress.slice(0, 1);
  const settings = { VpcConfig: VPC, EnableInterContainerTrafficEncryption: true };
  await refused(
    stub.client.send(create('fraud', settings)),
    'ValidationException',
    /^train-encrypt refuses this job: .*ESP in: yes.*ESP out: missing.*authorize-security-group-egress.*outbound-rules/,
  );
  assert.deepEqual((await stub.client.send(new ListTrainingJobsCommand())).TrainingJobSummaries, []);
  const [verdict] = stub.stub.verdicts({ account: '123456789012', region: 'eu-central-1' });
  assert.ok(verdict?.refusals.some(({ rule }) => rule === 'outbound-rules'));
  stub.ec2.egress = stub.ec2.ingress;
  await stub.client.send(create('fraud', settings));
});

test('a flag without a VPC is refused by the documentation, accepted as observed', async () => {
  await using stub = testStub();
  const settings = { EnableInterContainerTrafficEncryption: true };
  await refused(
    stub.client.send(create('fraud', settings)),
    'ValidationException',
    /^train-encrypt refuses .*VpcConfig/,
  );
  stub.stub.setRules('123456789012', { mode: 'observed' });
  await stub.client.send(create('fraud', settings));
  await refused(
    stub.clientOf({ account: '210987654321', region: 'eu-central-1' }).send(create('fraud', settings)),
    'ValidationException',
    /^train-encrypt refuses/,
  );
});

test('every judged job is reported, refused ones too, in order', async () => {
  const reported: string[] = [];
  await using stub = testStub({
    onVerdict: ({ account }, { job, refusals }) => reported.push(`${account} ${job.name} ${refusals.length}`),
  });
  await stub.client.send(create('a'));
  await stub.client.send(create('b', { EnableInterContainerTrafficEncryption: true })).catch(() => undefined);
  await stub.client.send(create('a')).catch(() => undefined);
  assert.deepEqual(reported, ['123456789012 a 0', '123456789012 b 1']);
});

test('without a VPC no call goes to EC2', async () => {
  await using stub = testStub();
  await stub.client.send(create('fraud'));
  assert.deepEqual(stub.ec2.calls, []);
});

test('when EC2 does not answer, the tool says so, and nothing is half created', async () => {
  await using stub = testStub();
  stub.ec2.before = () => {
    throw new TypeError('connect ECONNREFUSED 127.0.0.1:4566');
  };
  const answer = stub.client.send(create('fraud', { VpcConfig: VPC }));
  await refused(
    answer,
    'InternalFailure',
    'train-encrypt: the network of fraud could not be read, so the job was not created: ' +
      'EC2 did not answer (TypeError: connect ECONNREFUSED 127.0.0.1:4566).',
  );
  await answer.catch((error) => assert.equal(error.$metadata.httpStatusCode, 500));
  await refused(
    stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'fraud' })),
    'ValidationException',
    'Requested resource not found.',
  );
  assert.deepEqual(stub.stub.verdicts({ account: '123456789012', region: 'eu-central-1' }), []);
  stub.ec2.before = () => {};
  await stub.client.send(create('fraud', { VpcConfig: VPC }));
});

test('EC2 that answers with an error is no better', async () => {
  await using stub = testStub();
  stub.ec2.before = () => {
    throw ec2Error('RequestLimitExceeded', 'Request limit exceeded.');
  };
  await refused(
    stub.client.send(create('fraud', { VpcConfig: VPC })),
    'InternalFailure',
    /EC2 did not answer \(RequestLimitExceeded: Request limit exceeded\.\)\.$/,
  );
});

test('begins at the time of its account', async () => {
  await using stub = testStub();
  await stub.clock.advance(10);
  await stub.client.send(create('fraud'));
  const job = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'fraud' }));
  assert.equal(job.CreationTime?.getTime(), EPOCH + 10_000);
});

test('keeps its tags; more than 50 are refused before anything is created', async () => {
  await using stub = testStub();
  const Tags = Array.from({ length: 51 }, (_, index) => ({ Key: `key-${index}`, Value: 'v' }));
  await refused(stub.client.send(create('fraud', { Tags })), 'ValidationException', /tags/);
  const { TrainingJobArn: ResourceArn } = await stub.client.send(create('fraud', { Tags: Tags.slice(0, 2) }));
  assert.deepEqual((await stub.client.send(new ListTagsCommand({ ResourceArn }))).Tags, Tags.slice(0, 2));
});

const AT_ONCE: readonly [string, Parameters<typeof training>[1], string][] = [
  [
    'a wait time without spot',
    { StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 } },
    'Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true',
  ],
  [
    'a wait time below the run time',
    {
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 59 },
    },
    'train-encrypt: StoppingCondition gives MaxWaitTimeInSeconds 59, which is less than MaxRuntimeInSeconds 60.',
  ],
  [
    'instances counted and grouped',
    {
      ResourceConfig: {
        VolumeSizeInGB: 30,
        InstanceCount: 1,
        InstanceGroups: [{ InstanceGroupName: 'cpu', InstanceType: 'ml.m5.xlarge', InstanceCount: 1 }],
      },
    },
    'train-encrypt: ResourceConfig gives both InstanceCount and InstanceGroups; give one of them.',
  ],
  [
    'no instances',
    { ResourceConfig: { VolumeSizeInGB: 30, InstanceType: 'ml.m5.xlarge' } },
    'train-encrypt: ResourceConfig asks for no instance; give InstanceCount, or InstanceGroups, with at least one.',
  ],
  [
    'no resources',
    { ResourceConfig: undefined },
    'train-encrypt: ResourceConfig is missing; say on how many instances, and of which type, the job runs.',
  ],
  [
    'neither image nor algorithm',
    { AlgorithmSpecification: { TrainingInputMode: 'File' } },
    'train-encrypt: AlgorithmSpecification gives neither TrainingImage nor AlgorithmName; give one of them.',
  ],
  [
    'both image and algorithm',
    { AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: 'i', AlgorithmName: 'a' } },
    'train-encrypt: AlgorithmSpecification gives both TrainingImage and AlgorithmName; give one of them.',
  ],
  [
    'a bad variable of the model of time',
    { Environment: { TRAIN_ENCRYPT_STEPS: 'many' } },
    "train-encrypt: the job's Environment does not fit the model of training time: TRAIN_ENCRYPT_STEPS 'many' is not " +
      'a number. AWS knows nothing of these variables.',
  ],
];

for (const [what, changes, text] of AT_ONCE) {
  test(`refuses ${what}`, async () => {
    await using stub = testStub();
    await refused(stub.client.send(create('fraud', changes)), 'ValidationException', text);
    await stub.client.send(create('fraud'));
  });
}

test('a constraint of the API model is refused before the rules look', async () => {
  await using stub = testStub();
  await refused(
    stub.client.send(create('fraud', { VpcConfig: { Subnets: ['subnet-a'], SecurityGroupIds: [] } })),
    'ValidationException',
    /^1 validation error detected: Value '\[\]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint/,
  );
});

test('a serverless job needs neither algorithm nor resources', async () => {
  await using stub = testStub();
  await stub.client.send(
    create('fraud', {
      AlgorithmSpecification: undefined,
      ResourceConfig: undefined,
      ServerlessJobConfig: {
        BaseModelArn: 'arn:aws:sagemaker:eu-central-1:aws:hub-content/SageMakerPublicHub/Model/m/1.0.0',
        JobType: 'FineTuning',
      },
    }),
  );
  await stub.clock.advance(86_400);
  const job = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'fraud' }));
  assert.equal(job.TrainingJobStatus, 'Completed');
});

test('the name is free again once the job is deleted', async () => {
  await using stub = testStub();
  await stub.client.send(create('fraud'));
  await stub.clock.advance(86_400);
  await stub.client.send(new DeleteTrainingJobCommand({ TrainingJobName: 'fraud' }));
  await stub.client.send(create('fraud'));
});
