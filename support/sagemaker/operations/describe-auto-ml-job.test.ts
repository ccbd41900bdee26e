import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAutoMLJobCommand,
  CreateAutoMLJobV2Command,
  DescribeAutoMLJobCommand,
  DescribeAutoMLJobV2Command,
  ListTagsCommand,
  StopAutoMLJobCommand,
} from '@aws-sdk/client-sagemaker';
import { autoML, autoMLV2, EPOCH, refused, testStub, VPC } from '../testing/stub.ts';

const NAMED = { AutoMLJobName: 'auto' };
const SECURITY = { EnableInterContainerTrafficEncryption: true, VpcConfig: VPC };
const Tags = [{ Key: 'team', Value: 'fraud' }];

const STATE = {
  AutoMLJobArn: 'arn:aws:sagemaker:eu-central-1:123456789012:automl-job/auto',
  AutoMLJobStatus: 'InProgress',
  AutoMLJobSecondaryStatus: 'AnalyzingData',
  CreationTime: new Date(EPOCH),
  LastModifiedTime: new Date(EPOCH),
} as const;

test('a job of the first version, described in its own way', async () => {
  await using stub = testStub();
  const request = autoML('auto', {
    AutoMLJobConfig: { SecurityConfig: SECURITY, CompletionCriteria: { MaxCandidates: 2 } },
    ProblemType: 'Regression',
  });
  await stub.client.send(new CreateAutoMLJobCommand({ ...request, Tags }));
  assert.deepEqual((await stub.client.send(new ListTagsCommand({ ResourceArn: STATE.AutoMLJobArn }))).Tags, Tags);
  const { $metadata, ...described } = await stub.client.send(new DescribeAutoMLJobCommand(NAMED));
  assert.equal($metadata.httpStatusCode, 200);
  assert.deepEqual(described, {
    ...request,
    ...STATE,
    ResolvedAttributes: {
      AutoMLJobObjective: { MetricName: 'MSE' },
      ProblemType: 'Regression',
      CompletionCriteria: { MaxCandidates: 2 },
    },
  });
});

test('a job of the first version, described in the way of the second', async () => {
  await using stub = testStub();
  const request = autoML('auto', {
    AutoMLJobConfig: {
      SecurityConfig: SECURITY,
      CompletionCriteria: { MaxCandidates: 2 },
      Mode: 'ENSEMBLING',
      CandidateGenerationConfig: {
        FeatureSpecificationS3Uri: 's3://bucket/features.json',
        AlgorithmsConfig: [{ AutoMLAlgorithms: ['catboost'] }],
      },
      DataSplitConfig: { ValidationFraction: 0.2 },
    },
  });
  await stub.client.send(new CreateAutoMLJobCommand(request));
  const { $metadata, ...described } = await stub.client.send(new DescribeAutoMLJobV2Command(NAMED));
  assert.equal($metadata.httpStatusCode, 200);
  assert.deepEqual(described, {
    ...STATE,
    AutoMLJobName: 'auto',
    AutoMLJobInputDataConfig: [{ DataSource: request.InputDataConfig?.[0]?.DataSource }],
    OutputDataConfig: request.OutputDataConfig,
    RoleArn: request.RoleArn,
    AutoMLProblemTypeConfigName: 'Tabular',
    AutoMLProblemTypeConfig: {
      TabularJobConfig: {
        TargetAttributeName: 'fraud',
        CompletionCriteria: { MaxCandidates: 2 },
        Mode: 'ENSEMBLING',
        FeatureSpecificationS3Uri: 's3://bucket/features.json',
        CandidateGenerationConfig: { AlgorithmsConfig: [{ AutoMLAlgorithms: ['catboost'] }] },
      },
    },
    SecurityConfig: SECURITY,
    DataSplitConfig: { ValidationFraction: 0.2 },
    ResolvedAttributes: {
      AutoMLJobObjective: { MetricName: 'Accuracy' },
      CompletionCriteria: { MaxCandidates: 2 },
    },
  });
});

test('a job of the second version is described in its own way only', async () => {
  await using stub = testStub();
  const request = autoMLV2('auto', {
    SecurityConfig: SECURITY,
    AutoMLProblemTypeConfig: { TimeSeriesForecastingJobConfig: FORECAST },
  });
  await stub.client.send(new CreateAutoMLJobV2Command({ ...request, Tags }));
  const { $metadata, ...described } = await stub.client.send(new DescribeAutoMLJobV2Command(NAMED));
  assert.equal($metadata.httpStatusCode, 200);
  assert.deepEqual(described, {
    ...request,
    ...STATE,
    AutoMLProblemTypeConfigName: 'TimeSeriesForecasting',
    ResolvedAttributes: { AutoMLJobObjective: { MetricName: 'AverageWeightedQuantileLoss' }, CompletionCriteria: {} },
  });
  await refused(
    stub.client.send(new DescribeAutoMLJobCommand(NAMED)),
    'ValidationException',
    'train-encrypt: AutoML job auto was created by CreateAutoMLJobV2; describe it with DescribeAutoMLJobV2.',
  );
});

const FORECAST = {
  ForecastFrequency: '1D',
  ForecastHorizon: 7,
  TimeSeriesConfig: {
    TargetAttributeName: 'sales',
    TimestampAttributeName: 'day',
    ItemIdentifierAttributeName: 'item',
  },
};

test('the generation of text has no metric, and a best candidate all the same', async () => {
  await using stub = testStub();
  const AutoMLProblemTypeConfig = { TextGenerationJobConfig: {} };
  await stub.client.send(new CreateAutoMLJobV2Command(autoMLV2('auto', { AutoMLProblemTypeConfig })));
  await stub.clock.advance(86_400);
  const { AutoMLJobStatus, BestCandidate, ResolvedAttributes } = await stub.client.send(
    new DescribeAutoMLJobV2Command(NAMED),
  );
  assert.equal(AutoMLJobStatus, 'Completed');
  assert.equal(ResolvedAttributes?.AutoMLJobObjective, undefined);
  assert.equal(BestCandidate?.CandidateStatus, 'Completed');
  assert.equal(BestCandidate.FinalAutoMLJobObjectiveMetric, undefined);
});

test('a job that does not exist, and one that has ended', async () => {
  await using stub = testStub();
  const text = 'train-encrypt: there is no AutoML job auto.';
  await refused(stub.client.send(new DescribeAutoMLJobCommand(NAMED)), 'ResourceNotFound', text);
  await refused(stub.client.send(new DescribeAutoMLJobV2Command(NAMED)), 'ResourceNotFound', text);
  await refused(stub.client.send(new StopAutoMLJobCommand(NAMED)), 'ResourceNotFound', text);
  await stub.client.send(new CreateAutoMLJobCommand(autoML('auto')));
  await stub.clock.advance(86_400);
  await refused(
    stub.client.send(new StopAutoMLJobCommand(NAMED)),
    'ValidationException',
    'train-encrypt: AutoML job auto is in status Completed; there is nothing to stop.',
  );
});
