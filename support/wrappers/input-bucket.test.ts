import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHarness } from '../harness.ts';
import { attempt } from './attempt.ts';
import { judgeAttempt } from './judge/index.ts';
import { situations } from './situations/index.ts';

/** As operators do that look for their input before they ask for a job. */
const LOOKS_FIRST = `
const { HeadBucketCommand, ListObjectsV2Command, S3Client } = await import('@aws-sdk/client-s3');
const { CreateTrainingJobCommand, SageMakerClient } = await import('@aws-sdk/client-sagemaker');
const [bucket, subnets, groups, role] = process.argv.slice(1);
if (bucket !== process.env.TRAIN_ENCRYPT_BUCKET) throw new Error('two buckets: ' + bucket);
const s3 = new S3Client({ forcePathStyle: true });
await s3.send(new HeadBucketCommand({ Bucket: bucket }));
const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'input', MaxKeys: 1 }));
if (KeyCount !== 1) throw new Error('no input in ' + bucket);
const input = { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://' + bucket + '/input' } };
await new SageMakerClient().send(new CreateTrainingJobCommand({
  TrainingJobName: 'nightly',
  RoleArn: role,
  AlgorithmSpecification: { TrainingImage: 'registry.invalid/train:1', TrainingInputMode: 'File' },
  InputDataConfig: [{ ChannelName: 'train', DataSource: input }],
  OutputDataConfig: { S3OutputPath: 's3://' + bucket + '/models' },
  ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  VpcConfig: { Subnets: subnets.split(','), SecurityGroupIds: groups.split(',') },
  EnableInterContainerTrafficEncryption: true,
}));
`;

const wrapper = (bucket: string) => [
  ...[process.execPath, '--input-type=module', '--eval', LOOKS_FIRST],
  ...[bucket, '{subnets}', '{security_groups}', '{role_arn}'],
];

const [documented] = situations.filter(({ id }) => id === 'documented');
assert.ok(documented);

const looked = async (bucket: string, region?: string) => {
  await using harness = await startHarness({ time: 'instant' });
  const command = wrapper(bucket);
  return await attempt(harness, { wrapper: 'nightly', situation: documented, command, ...(region && { region }) });
};

for (const region of ['eu-central-1', 'us-east-1']) {
  test(`a wrapper that looks at its input first finds the bucket that it is given, in ${region}`, async () => {
    const seen = await looked('{bucket}', region);
    assert.equal(seen.command.exitCode, 0, seen.command.output);
    const { answer, outcome } = judgeAttempt(seen);
    assert.deepEqual([outcome, answer.answer], ['passed', 'encrypted']);
    const own = seen.calls.filter(({ service }) => service === 's3').map(({ operation }) => operation);
    assert.deepEqual(own, ['HeadBucket', 'ListObjectsV2'], 'what made the bucket is not among its calls');
  });
}

test('any other bucket is not there', async () => {
  const seen = await looked('somebody-elses');
  assert.notEqual(seen.command.exitCode, 0);
  assert.deepEqual(seen.jobs, []);
});
