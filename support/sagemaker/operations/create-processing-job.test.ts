import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateProcessingJobCommand, DescribeProcessingJobCommand } from '@aws-sdk/client-sagemaker';
import { CALLER, processing, refused, testStub, VPC } from '../testing/stub.ts';

const create = (...args: Parameters<typeof processing>) => new CreateProcessingJobCommand(processing(...args));

const ENCRYPTED = { NetworkConfig: { EnableInterContainerTrafficEncryption: true, VpcConfig: VPC } };

test('answers the ARN, its name in lower case, in every partition', async () => {
  await using stub = testStub();
  for (const [region, partition] of [
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ] as const) {
    const client = stub.clientOf({ account: '123456789012', region });
    const { ProcessingJobArn } = await client.send(create('Clean'));
    assert.equal(ProcessingJobArn, `arn:${partition}:sagemaker:${region}:123456789012:processing-job/clean`);
  }
});

test('a name can be taken once, also by many at once', async () => {
  await using stub = testStub();
  const answers = await Promise.allSettled(
    Array.from({ length: 50 }, () => stub.client.send(create('clean', ENCRYPTED))),
  );
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
  await refused(
    stub.client.send(create('clean')),
    'ResourceInUse',
    'train-encrypt: there is a processing job of this name: ' +
      'arn:aws:sagemaker:eu-central-1:123456789012:processing-job/clean',
  );
});

test('a refused job does not exist, and its name is free', async () => {
  await using stub = testStub();
  const refusedAnswer = stub.client.send(
    create('clean', { NetworkConfig: { EnableInterContainerTrafficEncryption: true } }),
  );
  await refused(
    refusedAnswer,
    'ValidationException',
    /^train-encrypt refuses this job: clean requests encryption .* names no private VPC\..* in NetworkConfig\.VpcConfig, or leave NetworkConfig\.EnableInterContainerTrafficEncryption out/,
  );
  await refused(
    stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName: 'clean' })),
    'ValidationException',
    'Could not find requested job with name: clean',
  );
  await stub.client.send(create('clean', ENCRYPTED));
});

test('the group’s rules count for several instances, not for one', async () => {
  await using stub = testStub();
  stub.ec2.egress = [];
  const instances = (InstanceCount: number) => ({
    ...ENCRYPTED,
    ProcessingResources: {
      ClusterConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount, VolumeSizeInGB: 30 },
    } as const,
  });
  await refused(
    stub.client.send(create('two', instances(2))),
    'ValidationException',
    /UDP 500 out: missing.*outbound-rules/,
  );
  await stub.client.send(create('one', instances(1)));
});

test('a request that does not say how many instances has one', async () => {
  await using stub = testStub();
  await stub.client.send(
    create('clean', {
      ...ENCRYPTED,
      ProcessingResources: { ClusterConfig: { InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 30 } },
    }),
  );
  const [verdict] = stub.stub.verdicts(CALLER);
  assert.equal(verdict?.job.instances, 1);
  await stub.clock.advance(30);
  assert.equal(stub.ec2.interfaces.size, 1);
});

const MISFITS: readonly [string, Parameters<typeof processing>[1], string][] = [
  [
    'no instance type',
    { ProcessingResources: { ClusterConfig: { InstanceCount: 1, VolumeSizeInGB: 30 } } },
    'train-encrypt: ProcessingResources.ClusterConfig gives neither InstanceType nor InstancePreferences; ' +
      'give one of them.',
  ],
  [
    'two ways to name instances',
    {
      ProcessingResources: {
        ClusterConfig: {
          InstanceType: 'ml.m5.xlarge',
          InstanceCount: 1,
          VolumeSizeInGB: 30,
          InstancePreferences: [{ InstanceType: 'ml.m5.large' }],
        },
      },
    },
    'train-encrypt: ProcessingResources.ClusterConfig gives both InstanceType and InstancePreferences; ' +
      'give one of them.',
  ],
  [
    'a bad variable of the model of time',
    { Environment: { TRAIN_ENCRYPT_STEPS: 'many' } },
    "train-encrypt: the job's Environment does not fit the model of training time: TRAIN_ENCRYPT_STEPS 'many' is not a " +
      'number. AWS knows nothing of these variables.',
  ],
];

for (const [what, changes, text] of MISFITS) {
  test(`refuses ${what}`, async () => {
    await using stub = testStub();
    await refused(stub.client.send(create('clean', changes)), 'ValidationException', text);
    await stub.client.send(create('clean'));
  });
}

test('more tags than a resource may have are refused', async () => {
  await using stub = testStub();
  const Tags = Array.from({ length: 51 }, (_, index) => ({ Key: `key-${index}`, Value: '' }));
  await refused(stub.client.send(create('clean', { Tags })), 'ValidationException', /length less than or equal to 50/);
});
