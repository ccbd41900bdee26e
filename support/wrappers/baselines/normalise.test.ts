import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { attemptOf, THROTTLED } from '../testing/attempts.ts';
import { OPERATIONS, rightRequest } from '../testing/requests.ts';
import type { Attempt, Given } from '../types.ts';
import { runIds } from './ids.ts';
import { normaliseCalls, normaliseInput } from './normalise.ts';

const TIME = '2026-11-23T12:00:00.000Z';

/** What differs between two runs of the same wrapper. */
const anyRun = fc.record({
  subnets: fc.uniqueArray(hex(17), { minLength: 2, maxLength: 2 }),
  group: hex(17),
  account: fc.stringMatching(/^[1-9]\d{11}$/),
  uuid: fc.uuid(),
  suffix: hex(8),
  port: fc.integer({ min: 1024, max: 65535 }),
  // Any time of the run's day, to the millisecond.
  at: fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true }),
});
type Run = typeof anyRun extends fc.Arbitrary<infer T> ? T : never;

function hex(length: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
}

function attemptIn(run: Run): Attempt {
  const roleArn = `arn:aws:iam::${run.account}:role/training`;
  const subnets = run.subnets.map((id) => `subnet-${id}`);
  const given = { subnets, securityGroups: [`sg-${run.group}`], roleArn };
  const stamp = run.at.toISOString().replace(/[T:.]/g, '-').replace('Z', '');
  const { account } = run;
  const bucket = `s3://sagemaker-eu-central-1-${account}`;
  return attemptOf({
    account,
    given,
    calls: [
      { service: 'ec2', operation: 'DescribeVpcs', output: { Vpcs: [{ VpcId: `vpc-${run.group}` }] } },
      {
        operation: 'CreateTrainingJob',
        time: run.at.toISOString(),
        input: {
          TrainingJobName: `fraud-${stamp}`,
          RoleArn: roleArn,
          EnableInterContainerTrafficEncryption: true,
          VpcConfig: {
            Subnets: run.suffix < '8' ? subnets : subnets.toReversed(),
            SecurityGroupIds: given.securityGroups,
          },
          ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.p4d.24xlarge', VolumeSizeInGB: 30 },
          AlgorithmSpecification: {
            TrainingImage: '763104351884.dkr.ecr.eu-central-1.amazonaws.com/pytorch:2.6.0-gpu-py312',
          },
          OutputDataConfig: { S3OutputPath: `${bucket}/fraud-${stamp}/output` },
          HyperParameters: {
            sagemaker_submit_directory: `"${bucket}/fraud-${stamp}/source/sourcedir.tar.gz"`,
            epochs: '3',
            seed: '4711',
          },
          Environment: {
            RUN: run.uuid,
            ENDPOINT: `http://127.0.0.1:${run.port}`,
            VPC: `vpc-${run.group}`,
            AT: String(run.at.getTime()),
          },
          Tags: [
            { Key: 'owner', Value: 'ada' },
            { Key: 'run', Value: run.uuid },
          ],
        },
      },
      {
        operation: 'CreateProcessingJob',
        time: run.at.toISOString(),
        input: {
          ProcessingJobName: `eval-${Math.floor(run.at.getTime() / 1000)}-${run.suffix.slice(0, 4)}`,
          NetworkConfig: {},
        },
      },
      {
        operation: 'CreateHyperParameterTuningJob',
        time: run.at.toISOString(),
        input: { HyperParameterTuningJobName: `tune-${run.suffix}`, TrainingJobDefinitions: [] },
      },
    ],
  });
}

test('two runs give the same text, whatever their ids, names, times and ports', () => {
  fc.assert(
    fc.property(anyRun, anyRun, (one, other) => {
      fc.pre(one.account !== other.account && !one.subnets.includes(one.group) && !other.subnets.includes(other.group));
      assert.equal(
        JSON.stringify(normaliseCalls(attemptIn(one)), null, 1),
        JSON.stringify(normaliseCalls(attemptIn(other)), null, 1),
      );
    }),
  );
});

test('normalising again changes nothing', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const attempt = attemptIn(run);
      for (const { request } of normaliseCalls(attempt)) {
        assert.deepEqual(normaliseInput(request, runIds(attempt), run.at.getTime()), request);
      }
    }),
  );
});

test('what is written is for a reader, and what matters stands there as it was sent', () => {
  const run = {
    subnets: ['0a1', '0b2'],
    group: '0c3',
    account: '123456789012',
    uuid: 'a8098c1a-f86e-41da-bd1a-00112444be1e',
    suffix: 'deadbeef',
    port: 4577,
    at: new Date(TIME),
  };
  assert.deepEqual(normaliseCalls(attemptIn(run)), [
    {
      operation: 'CreateHyperParameterTuningJob',
      request: { HyperParameterTuningJobName: 'tune-<random>', TrainingJobDefinitions: [] },
    },
    { operation: 'CreateProcessingJob', request: { NetworkConfig: {}, ProcessingJobName: 'eval-<time>-<random>' } },
    {
      operation: 'CreateTrainingJob',
      request: {
        AlgorithmSpecification: {
          TrainingImage: '763104351884.dkr.ecr.eu-central-1.amazonaws.com/pytorch:2.6.0-gpu-py312',
        },
        EnableInterContainerTrafficEncryption: true,
        Environment: { AT: '<time>', ENDPOINT: 'http://127.0.0.1:<port>', RUN: '<uuid>', VPC: '<vpc 1>' },
        HyperParameters: {
          epochs: '3',
          sagemaker_submit_directory: '"s3://sagemaker-eu-central-1-<account>/fraud-<time>/source/sourcedir.tar.gz"',
          seed: '4711',
        },
        OutputDataConfig: { S3OutputPath: 's3://sagemaker-eu-central-1-<account>/fraud-<time>/output' },
        ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.p4d.24xlarge', VolumeSizeInGB: 30 },
        RoleArn: '<role>',
        Tags: [
          { Key: 'owner', Value: 'ada' },
          { Key: 'run', Value: '<uuid>' },
        ],
        TrainingJobName: 'fraud-<time>',
        VpcConfig: { SecurityGroupIds: ['<security group 1>'], Subnets: ['<subnet 1>', '<subnet 2>'] },
      },
    },
  ]);
});

test('a flag, network, count, type, image or hyperparameter that differs is never hidden', () => {
  const secrets = ['5', '2026-01-05', 'a8098c1a-f86e-41da-bd1a-00112444be1e', 'deadbeef', 'ml.p4d.24xlarge', '0.0001'];
  const of = (request: object) =>
    JSON.stringify(
      normaliseCalls(attemptOf({ calls: [{ operation: 'CreateTrainingJob', input: request, time: TIME }] })),
    );
  for (const value of secrets) {
    assert.ok(of({ HyperParameters: { x: value } }).includes(`"x":"${value}"`), value);
    assert.ok(of({ AlgorithmSpecification: { TrainingImage: `r/i:${value}` } }).includes(`r/i:${value}`), value);
    assert.ok(of({ VpcConfig: { Subnets: [`subnet-${value}`] } }).includes(`subnet-${value}`), value);
    assert.ok(of({ OutputDataConfig: { KmsKeyId: `key/${value}` } }).includes(`key/${value}`), value);
  }
});

test('tries of one request are one; a weaker one is another', () => {
  const given: Given = attemptOf().given;
  const right = rightRequest('CreateTrainingJob', given);
  const weak = { ...right, EnableInterContainerTrafficEncryption: false };
  const calls = (...inputs: readonly (readonly [input: object, error?: typeof THROTTLED])[]) =>
    normaliseCalls(
      attemptOf({
        calls: inputs.map(([input, error]) => ({ operation: 'CreateTrainingJob', input, ...(error && { error }) })),
      }),
    );
  assert.equal(calls([right, THROTTLED], [right, THROTTLED], [right]).length, 1);
  assert.equal(calls([right, THROTTLED], [right, THROTTLED]).length, 1);
  assert.equal(calls([right], [right]).length, 2);
  assert.equal(calls([right, THROTTLED], [weak]).length, 2);
});

test('requests of every operation are reported; looks, and what was not understood, are not', () => {
  const { given } = attemptOf();
  const calls = OPERATIONS.map((operation) => ({ operation, input: rightRequest(operation, given) }));
  const others = [
    { operation: 'DescribeTrainingJob', input: { TrainingJobName: 'x' } },
    { operation: 'CreateSubnet', service: 'ec2', input: {} },
    { operation: 'CreateTrainingJob' },
  ];
  const told = normaliseCalls(attemptOf({ calls: [...calls, ...others] })).map(({ operation }) => operation);
  assert.deepEqual(told.toSorted(), [...OPERATIONS].sort());
});

test('definitions are reported as what they say', () => {
  const definition = {
    Steps: [{ Name: 'Train', Type: 'Training', Arguments: { VpcConfig: { Subnets: ['subnet-b', 'subnet-a'] } } }],
  };
  const input = { PipelineName: 'nightly', PipelineDefinition: JSON.stringify(definition) };
  const [told] = normaliseCalls(attemptOf({ calls: [{ operation: 'CreatePipeline', input }] }));
  assert.deepEqual(told?.request, {
    PipelineDefinition: {
      Steps: [{ Arguments: { VpcConfig: { Subnets: ['<subnet 1>', '<subnet 2>'] } }, Name: 'Train', Type: 'Training' }],
    },
    PipelineName: 'nightly',
  });
});
