import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAutoMLJobCommand,
  type CreateAutoMLJobRequest,
  CreateAutoMLJobV2Command,
  type CreateAutoMLJobV2Request,
  DescribeAutoMLJobV2Command,
} from '@aws-sdk/client-sagemaker';
import { autoML, autoMLV2, CALLER, refused, testStub, VPC } from '../testing/stub.ts';

const create = (changes: Partial<CreateAutoMLJobRequest> = {}) => new CreateAutoMLJobCommand(autoML('Auto', changes));

const createV2 = (changes: Partial<CreateAutoMLJobV2Request> = {}) =>
  new CreateAutoMLJobV2Command(autoMLV2('Auto', changes));

const FLAG = 'EnableInterContainerTrafficEncryption';

test('answers the ARN; a name can be taken once, by either version', async () => {
  await using stub = testStub();
  const { AutoMLJobArn } = await stub.client.send(create());
  assert.equal(AutoMLJobArn, 'arn:aws:sagemaker:eu-central-1:123456789012:automl-job/auto');
  await refused(
    stub.client.send(createV2()),
    'ResourceInUse',
    `train-encrypt: there is an AutoML job of this name: ${AutoMLJobArn}`,
  );
});

for (const [command, path] of [
  [create({ AutoMLJobConfig: { SecurityConfig: { [FLAG]: true } } }), 'AutoMLJobConfig.SecurityConfig'],
  [createV2({ SecurityConfig: { [FLAG]: true } }), 'SecurityConfig'],
] as const) {
  test(`encryption without a private VPC is refused by its name, ${path}`, async () => {
    await using stub = testStub();
    const answer = stub.client.send(command as CreateAutoMLJobCommand);
    const fix = `Name subnets and security groups in ${path}.VpcConfig, or leave ${path}.${FLAG} out.`;
    await refused(
      answer,
      'ValidationException',
      new RegExp(`^train-encrypt refuses this job: .*${fix} Rule: [a-z-]+ \\(documented\\)\\.$`),
    );
    await refused(
      stub.client.send(new DescribeAutoMLJobV2Command({ AutoMLJobName: 'Auto' })),
      'ResourceNotFound',
      'train-encrypt: there is no AutoML job Auto.',
    );
  });
}

test('what the groups let pass is advice: on how many instances it runs is not known', async () => {
  await using stub = testStub();
  stub.ec2.ingress = [];
  await stub.client.send(createV2({ SecurityConfig: { [FLAG]: true, VpcConfig: VPC } }));
  const [verdict] = stub.stub.verdicts(CALLER);
  assert.deepEqual([verdict?.job.operation, verdict?.job.instances], ['CreateAutoMLJobV2', 0]);
  const inbound = verdict?.findings.find(({ rule }) => rule === 'inbound-rules');
  assert.equal(inbound?.outcome, 'advice');
  assert.match(inbound.text, /nothing depends on that unless it gets several instances\.$/);
});

test('as observed, encryption is accepted without a private VPC', async () => {
  await using stub = testStub({ rules: { mode: 'observed' } });
  await stub.client.send(create({ AutoMLJobConfig: { SecurityConfig: { [FLAG]: true } } }));
});

test('what does not fit together is refused', async () => {
  await using stub = testStub();
  const tabular = { TargetAttributeName: 'fraud' };
  const cases: readonly [CreateAutoMLJobV2Request['AutoMLProblemTypeConfig'], object, string][] = [
    [
      { TabularJobConfig: { ...tabular, ProblemType: 'Regression' } },
      {},
      'AutoMLProblemTypeConfig.TabularJobConfig.ProblemType and AutoMLJobObjective go together; give both of them, or none.',
    ],
    [
      { TabularJobConfig: tabular },
      { AutoMLJobObjective: { MetricName: 'MSE' } },
      'AutoMLProblemTypeConfig.TabularJobConfig.ProblemType and AutoMLJobObjective go together; give both of them, or none.',
    ],
    [
      { ImageClassificationJobConfig: { CompletionCriteria: { MaxCandidates: 2 } } },
      {},
      'AutoMLProblemTypeConfig.ImageClassificationJobConfig.CompletionCriteria.MaxCandidates is 2; for ImageClassification it is 1 at most.',
    ],
  ];
  for (const [AutoMLProblemTypeConfig, changes, text] of cases) {
    const answer = stub.client.send(createV2({ AutoMLProblemTypeConfig, ...changes }));
    await refused(answer, 'ValidationException', `train-encrypt: ${text}`);
  }
  const both = { TabularJobConfig: { ...tabular, ProblemType: 'Regression' } } as const;
  await stub.client.send(createV2({ AutoMLProblemTypeConfig: both, AutoMLJobObjective: { MetricName: 'MSE' } }));
});

test('no problem at all is refused by the constraints', async () => {
  await using stub = testStub();
  await refused(
    stub.client.send(createV2({ AutoMLProblemTypeConfig: {} as never })),
    'ValidationException',
    /^1 validation error detected: .* at 'autoMLProblemTypeConfig' failed to satisfy constraint: Member must give exactly one of: /,
  );
});
