import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AddTagsCommand,
  CreateHyperParameterTuningJobCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
} from '@aws-sdk/client-sagemaker';
import { CALLER, definition, ROLE, refused, type TestStub, testStub, training, tuning, VPC } from '../testing/stub.ts';
import { ENCRYPTION } from './condition-keys.ts';
import { readPolicy } from './read.ts';
import type { PolicyDocument } from './types.ts';

type Condition = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;

const deny = (Condition: Condition, Action = 'sagemaker:CreateTrainingJob') =>
  ({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action, Resource: '*', Condition } }) as PolicyDocument;

const allow = (Condition: Condition) =>
  ({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'sagemaker:CreateTrainingJob', Resource: '*', Condition },
      { Effect: 'Allow', Action: 'sagemaker:DescribeTrainingJob', Resource: '*' },
    ],
  }) as PolicyDocument;

const create = (stub: TestStub, changes: Partial<CreateTrainingJobRequest> = {}, name = 'Fraud-7') =>
  stub.client.send(new CreateTrainingJobCommand(training(name, { VpcConfig: VPC, ...changes })));

const ARN = 'arn:aws:sagemaker:eu-central-1:123456789012:training-job/fraud-7';
const REFUSAL = 'User: arn:aws:iam::123456789012:root is not authorized to perform: sagemaker:CreateTrainingJob';
const DENIED = `${REFUSAL} on resource: ${ARN} with an explicit deny`;

test("a denial has the service's code and words, and nothing comes of the request", async () => {
  await using stub = testStub({ policy: deny({ Bool: { [ENCRYPTION]: 'false' } }) });
  await assert.rejects(create(stub, { EnableInterContainerTrafficEncryption: false }), (error: Error) => {
    assert.equal(error.name, 'AccessDeniedException');
    assert.equal(error.message, DENIED);
    assert.equal((error as Error & { $metadata: { httpStatusCode: number } }).$metadata.httpStatusCode, 400);
    return true;
  });
  await refused(
    stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'Fraud-7' })),
    'ValidationException',
    'Requested resource not found.',
  );
  assert.deepEqual(stub.stub.verdicts(CALLER), [], 'a request that is denied is not judged');
});

test('what no statement allows is refused in words that begin as the service does, and go on as ours', async () => {
  await using stub = testStub({ policy: allow({ Bool: { [ENCRYPTION]: 'true' } }) });
  await refused(
    create(stub),
    'AccessDeniedException',
    `${REFUSAL} on resource: ${ARN} (train-encrypt: no statement of the policy allows sagemaker:CreateTrainingJob with this request)`,
  );
  await create(stub, { EnableInterContainerTrafficEncryption: true });
  await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'Fraud-7' }));
  await refused(
    stub.client.send(new ListTrainingJobsCommand()),
    'AccessDeniedException',
    /ListTrainingJobs on resource: \* /,
  );
});

test('a flag left out, false and true, by operator', async () => {
  const outcomes = async (policy: PolicyDocument) => {
    const seen: string[] = [];
    for (const EnableInterContainerTrafficEncryption of [undefined, false, true]) {
      await using stub = testStub({ policy });
      const sent = create(stub, { EnableInterContainerTrafficEncryption });
      seen.push(
        await sent.then(
          () => 'allowed',
          (error: Error) => error.name.replace('AccessDeniedException', 'denied'),
        ),
      );
    }
    return seen;
  };
  const on = (operator: string, value: string) => ({ [operator]: { [ENCRYPTION]: value } });
  assert.deepEqual(await outcomes(deny(on('Bool', 'false'))), ['allowed', 'denied', 'allowed']);
  assert.deepEqual(await outcomes(deny(on('BoolIfExists', 'false'))), ['denied', 'denied', 'allowed']);
  assert.deepEqual(await outcomes(deny(on('Null', 'true'))), ['denied', 'allowed', 'allowed']);
  assert.deepEqual(await outcomes(allow(on('Bool', 'true'))), ['denied', 'denied', 'allowed']);
  assert.deepEqual(await outcomes(allow(on('BoolIfExists', 'true'))), ['allowed', 'denied', 'allowed']);
});

test('a broken constraint is reported before a denial', async () => {
  await using stub = testStub({ policy: deny({}) });
  await refused(create(stub, {}, '-'), 'ValidationException', /failed to satisfy constraint/);
});

test('each definition of a tuning job is asked about', async () => {
  const onTuning = deny({ BoolIfExists: { [ENCRYPTION]: 'false' } }, 'sagemaker:CreateHyperParameterTuningJob');
  await using stub = testStub({ policy: onTuning });
  const encrypted = { VpcConfig: VPC, EnableInterContainerTrafficEncryption: true };
  const named = (DefinitionName: string, changes: Parameters<typeof definition>[0]) =>
    definition({
      DefinitionName,
      TuningObjective: { Type: 'Minimize', MetricName: 'loss' },
      HyperParameterRanges: { ContinuousParameterRanges: [{ Name: 'rate', MinValue: '0.1', MaxValue: '0.9' }] },
      ...changes,
    });
  const ask = (name: string, second: object) =>
    stub.client.send(
      new CreateHyperParameterTuningJobCommand({
        HyperParameterTuningJobName: name,
        HyperParameterTuningJobConfig: {
          Strategy: 'Random',
          ResourceLimits: { MaxNumberOfTrainingJobs: 2, MaxParallelTrainingJobs: 2 },
        },
        TrainingJobDefinitions: [named('one', encrypted), named('two', second)],
      }),
    );
  await refused(ask('tune', {}), 'AccessDeniedException', /hyper-parameter-tuning-job\/tune with an explicit deny/);
  await ask('tune', encrypted);
});

test('what a tuning job launches is launched by the service, whatever the policy says of training jobs', async () => {
  await using stub = testStub({ policy: deny({}) });
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  const { TrainingJobSummaries } = await stub.client.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName: 'tune' }),
  );
  assert.equal(TrainingJobSummaries?.length, 2);
});

test('a processing job keeps its flag elsewhere', async () => {
  await using stub = testStub({ policy: deny({ BoolIfExists: { [ENCRYPTION]: 'false' } }, '*') });
  const ask = (ProcessingJobName: string, NetworkConfig?: object) =>
    stub.client.send(
      new CreateProcessingJobCommand({
        ProcessingJobName,
        RoleArn: ROLE,
        AppSpecification: { ImageUri: 'registry.invalid/process:1' },
        ProcessingResources: {
          ClusterConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
        },
        ...(NetworkConfig && { NetworkConfig }),
      }),
    );
  await refused(ask('plain'), 'AccessDeniedException', /processing-job\/plain with an explicit deny/);
  await ask('encrypted', { EnableInterContainerTrafficEncryption: true, VpcConfig: VPC });
});

test('tags are about the resource they are put on', async () => {
  const policy: PolicyDocument = {
    Statement: { Effect: 'Deny', Action: 'sagemaker:AddTags', Resource: 'arn:aws:sagemaker:*:*:training-job/fraud-*' },
  };
  await using stub = testStub({ policy });
  for (const name of ['fraud-7', 'other']) await create(stub, {}, name);
  const tag = (name: string) => {
    const ResourceArn = `arn:aws:sagemaker:eu-central-1:123456789012:training-job/${name}`;
    return stub.client.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'a', Value: 'b' }] }));
  };
  await refused(tag('fraud-7'), 'AccessDeniedException', /training-job\/fraud-7 with an explicit deny/);
  await tag('other');
});

test('one account has another policy, or none', async () => {
  await using stub = testStub({ policy: deny({}) });
  const other = stub.clientOf({ account: '444455556666', region: 'us-gov-west-1' });
  const ask = (name: string) => other.send(new CreateTrainingJobCommand(training(name)));
  await refused(
    ask('job'),
    'AccessDeniedException',
    /^User: arn:aws-us-gov:iam::444455556666:root .*arn:aws-us-gov:sage/,
  );
  stub.stub.setPolicy('444455556666', undefined);
  await ask('job');
  stub.stub.setPolicy('444455556666', readPolicy(deny({}, 'sagemaker:Stop*')));
  await ask('job-2');
  await refused(create(stub), 'AccessDeniedException', DENIED);
});
