import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AddTagsCommand,
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  type Filter,
  type NestedFilters,
  SearchCommand,
  type SearchExpression,
  type SearchRequest,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { EPOCH, refused, type TestStub, testStub, training, VPC } from '../testing/stub.ts';

const channel = (ChannelName: string, S3Uri: string) => ({
  ChannelName,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri } },
});

/** Three jobs a minute apart: encrypted on four instances, unencrypted on two, unencrypted on one. */
async function filled(): Promise<TestStub> {
  const stub = testStub();
  const create = async (name: string, changes: Partial<CreateTrainingJobRequest>) => {
    await stub.client.send(new CreateTrainingJobCommand(training(name, changes)));
    await stub.clock.advance(60);
  };
  const on = (InstanceCount: number) => ({ InstanceType: 'ml.m5.xlarge' as const, InstanceCount, VolumeSizeInGB: 30 });
  const metrics = { TrainingImage: 'registry.invalid/train:1', TrainingInputMode: 'File' as const };
  await create('fraud-1', {
    ResourceConfig: on(4),
    EnableInterContainerTrafficEncryption: true,
    VpcConfig: VPC,
    HyperParameters: { epochs: '3', 'learning.rate': '0.25', mode: 'fast' },
    InputDataConfig: [channel('train', 's3://cats/train'), channel('test', 's3://dogs/test')],
    AlgorithmSpecification: { ...metrics, MetricDefinitions: [{ Name: 'val:loss', Regex: 'loss=(.*)' }] },
    Tags: [{ Key: 'Team', Value: 'fraud' }],
  });
  await create('fraud-2', {
    ResourceConfig: on(2),
    HyperParameters: { epochs: '10', 'learning.rate': '0.75' },
    InputDataConfig: [channel('train', 's3://dogs/train'), channel('test', 's3://cats/test')],
  });
  await create('churn-1', { ResourceConfig: on(1), HyperParameters: { epochs: 'many' } });
  return stub;
}

async function names(stub: TestStub, request: Partial<SearchRequest> = {}): Promise<(string | undefined)[]> {
  const { Results = [] } = await stub.client.send(new SearchCommand({ Resource: 'TrainingJob', ...request }));
  return Results.map(({ TrainingJob }) => TrainingJob?.TrainingJobName);
}

const search = (stub: TestStub, SearchExpression: SearchExpression) =>
  names(stub, { SearchExpression, SortBy: 'CreationTime', SortOrder: 'Ascending' });

const by = (stub: TestStub, Name: string, Operator?: Filter['Operator'], Value?: string) =>
  search(stub, { Filters: [{ Name, Operator, Value }] });

test('without an expression all jobs are found, the one that changed last first', async () => {
  await using stub = await filled();
  assert.deepEqual(await names(stub), ['churn-1', 'fraud-2', 'fraud-1']);
  await stub.clock.advance(1);
  await stub.client.send(new StopTrainingJobCommand({ TrainingJobName: 'fraud-1' }));
  assert.deepEqual(await names(stub), ['fraud-1', 'churn-1', 'fraud-2']);
});

test('a job is shown as it is described, with its tags', async () => {
  await using stub = await filled();
  const { Results = [], TotalHits } = await stub.client.send(
    new SearchCommand({
      Resource: 'TrainingJob',
      SearchExpression: { Filters: [{ Name: 'TrainingJobName', Value: 'fraud-1' }] },
    }),
  );
  const job = Results[0]?.TrainingJob;
  assert.equal(job?.EnableInterContainerTrafficEncryption, true);
  assert.deepEqual(job?.VpcConfig, VPC);
  assert.deepEqual(job?.Tags, [{ Key: 'Team', Value: 'fraud' }]);
  assert.equal(job?.CreationTime?.getTime(), EPOCH);
  assert.deepEqual(TotalHits, { Value: 1, Relation: 'EqualTo' });
});

/** What each filter finds. */
const FILTERS: readonly (readonly [
  name: string,
  operator: Filter['Operator'],
  value: string | undefined,
  found: string,
])[] = [
  ['TrainingJobName', 'Equals', 'fraud-1', 'fraud-1'],
  ['TrainingJobName', undefined, 'fraud-1', 'fraud-1'],
  ['TrainingJobName', 'NotEquals', 'fraud-1', 'fraud-2 churn-1'],
  ['TrainingJobName', 'Contains', 'raud', 'fraud-1 fraud-2'],
  ['TrainingJobName', 'Contains', 'RAUD', ''],
  ['TrainingJobName', 'In', 'fraud-2, churn-1,other', 'fraud-2 churn-1'],
  ['EnableInterContainerTrafficEncryption', 'Equals', 'true', 'fraud-1'],
  ['EnableInterContainerTrafficEncryption', 'Equals', 'False', 'fraud-2 churn-1'],
  ['EnableInterContainerTrafficEncryption', 'NotEquals', 'true', 'fraud-2 churn-1'],
  ['VpcConfig', 'Exists', undefined, 'fraud-1'],
  ['VpcConfig', 'NotExists', undefined, 'fraud-2 churn-1'],
  ['VpcConfig.Subnets', 'Equals', 'subnet-b', 'fraud-1'],
  ['VpcConfig.Subnets', 'NotEquals', 'subnet-b', 'fraud-2 churn-1'],
  ['ResourceConfig.InstanceCount', 'Equals', '2', 'fraud-2'],
  ['ResourceConfig.InstanceCount', 'GreaterThan', '2', 'fraud-1'],
  ['ResourceConfig.InstanceCount', 'GreaterThanOrEqualTo', '2.0', 'fraud-1 fraud-2'],
  ['ResourceConfig.InstanceCount', 'LessThan', '2', 'churn-1'],
  ['ResourceConfig.InstanceCount', 'LessThanOrEqualTo', '2', 'fraud-2 churn-1'],
  ['CreationTime', 'GreaterThan', '2026-01-02T03:04:05', 'fraud-2 churn-1'],
  ['CreationTime', 'GreaterThanOrEqualTo', '2026-01-02T03:04:05Z', 'fraud-1 fraud-2 churn-1'],
  ['CreationTime', 'LessThan', '2026-01-02T05:05:05+02:00', 'fraud-1'],
  ['CreationTime', 'Equals', '2026-01-02T03:05:05', 'fraud-2'],
  ['HyperParameters.epochs', 'Equals', '3', 'fraud-1'],
  ['HyperParameters.epochs', 'Equals', '3.0', 'fraud-1'],
  ['HyperParameters.epochs', 'GreaterThan', '5', 'fraud-2'],
  ['HyperParameters.epochs', 'Exists', undefined, 'fraud-1 fraud-2 churn-1'],
  ['HyperParameters.epochs', 'Contains', 'man', 'churn-1'],
  ['HyperParameters.learning.rate', 'LessThan', '0.5', 'fraud-1'],
  ['HyperParameters.learning.rate', 'LessThan', '1', 'fraud-1 fraud-2'],
  ['HyperParameters.learning.rate', 'Equals', '0', 'fraud-1 fraud-2'],
  ['HyperParameters.mode', 'Exists', undefined, 'fraud-1'],
  ['Tags.Team', 'Equals', 'fraud', 'fraud-1'],
  ['Tags.Team', 'NotExists', undefined, 'fraud-2 churn-1'],
  ['InputDataConfig.ChannelName', 'Equals', 'test', 'fraud-1 fraud-2'],
  ['InputDataConfig.DataSource.S3DataSource.S3Uri', 'Contains', 'cats/train', 'fraud-1'],
];

test('filters find what they name', async () => {
  await using stub = await filled();
  for (const [name, operator, value, found] of FILTERS) {
    assert.equal((await by(stub, name, operator, value)).join(' '), found, `${name} ${operator} ${value}`);
  }
});

test('metrics are there once a job has completed', async () => {
  await using stub = await filled();
  assert.deepEqual(await by(stub, 'Metrics.val:loss', 'GreaterThanOrEqualTo', '0'), []);
  await stub.clock.advance(86_400);
  assert.deepEqual(await by(stub, 'Metrics.val:loss', 'GreaterThanOrEqualTo', '0'), ['fraud-1']);
  assert.deepEqual(await by(stub, 'Metrics.val:loss', 'GreaterThan', '1'), []);
  assert.deepEqual(await by(stub, 'Metrics.other', 'Exists'), []);
});

test('a tag that was added later is found', async () => {
  await using stub = await filled();
  const ResourceArn = 'arn:aws:sagemaker:eu-central-1:123456789012:training-job/churn-1';
  await stub.client.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'Team', Value: 'churn' }] }));
  assert.deepEqual(await by(stub, 'Tags.Team', 'Exists'), ['fraud-1', 'churn-1']);
});

const URI = 'InputDataConfig.DataSource.S3DataSource.S3Uri';
const nested = (...Filters: Filter[]): NestedFilters => ({ NestedPropertyName: 'InputDataConfig', Filters });
const named: Filter = { Name: 'InputDataConfig.ChannelName', Operator: 'Equals', Value: 'train' };

test('a nested filter holds for a single element', async () => {
  await using stub = await filled();
  const cats: Filter = { Name: URI, Operator: 'Contains', Value: 'cats' };
  assert.deepEqual(await search(stub, { NestedFilters: [nested(named, cats)] }), ['fraud-1']);
  assert.deepEqual(await search(stub, { Filters: [named, cats] }), ['fraud-1', 'fraud-2'], 'over all elements');
});

test('filters, nested filters and subexpressions are all to hold, or any', async () => {
  await using stub = await filled();
  const epochs = (Value: string): Filter => ({ Name: 'HyperParameters.epochs', Value });
  const clear: Filter = { Name: 'EnableInterContainerTrafficEncryption', Value: 'false' };
  const parts = { Filters: [clear], NestedFilters: [nested(named)], SubExpressions: [{ Filters: [epochs('10')] }] };
  assert.deepEqual(await search(stub, parts), ['fraud-2']);
  assert.deepEqual(await search(stub, { ...parts, Operator: 'Or' }), ['fraud-1', 'fraud-2', 'churn-1']);
  const either = { Operator: 'Or' as const, Filters: [epochs('3'), epochs('many')] };
  assert.deepEqual(await search(stub, either), ['fraud-1', 'churn-1']);
  assert.deepEqual(await search(stub, { Filters: [clear], SubExpressions: [either] }), ['churn-1']);
});

test('results are sorted by any property, those without it first when ascending', async () => {
  await using stub = await filled();
  const sorted = (SortBy: string, SortOrder: 'Ascending' | 'Descending') => names(stub, { SortBy, SortOrder });
  assert.deepEqual(await sorted('ResourceConfig.InstanceCount', 'Ascending'), ['churn-1', 'fraud-2', 'fraud-1']);
  assert.deepEqual(await sorted('ResourceConfig.InstanceCount', 'Descending'), ['fraud-1', 'fraud-2', 'churn-1']);
  assert.deepEqual(await sorted('Tags.Team', 'Descending'), ['fraud-1', 'churn-1', 'fraud-2']);
  assert.deepEqual(await sorted('TrainingJobName', 'Ascending'), ['churn-1', 'fraud-1', 'fraud-2']);
  await stub.client.send(new CreateTrainingJobCommand(training('not-begun')));
  assert.deepEqual((await sorted('TrainingStartTime', 'Ascending')).slice(0, 2), ['not-begun', 'fraud-1']);
});

test('pages hold each job once, and tell how many there are', async () => {
  await using stub = testStub();
  for (let index = 10; index < 35; index += 1) {
    await stub.client.send(new CreateTrainingJobCommand(training(`job-${index}`)));
  }
  const seen: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await stub.client.send(
      new SearchCommand({ Resource: 'TrainingJob', SortBy: 'TrainingJobName', SortOrder: 'Ascending', NextToken }),
    );
    assert.equal(page.TotalHits?.Value, 25);
    seen.push(...(page.Results ?? []).map(({ TrainingJob }) => TrainingJob?.TrainingJobName));
    NextToken = page.NextToken;
    await stub.client.send(new CreateTrainingJobCommand(training(`job-0-${seen.length}`)));
  } while (NextToken);
  assert.deepEqual(
    seen,
    Array.from({ length: 25 }, (_, index) => `job-${index + 10}`),
  );
});

test('a token belongs to its search', async () => {
  await using stub = await filled();
  const first = await stub.client.send(new SearchCommand({ Resource: 'TrainingJob', MaxResults: 1 }));
  const { NextToken } = first;
  await refused(names(stub, { NextToken, SortBy: 'CreationTime' }), 'ValidationException', /NextToken/);
  assert.deepEqual(await names(stub, { NextToken }), ['fraud-2', 'fraud-1']);
});

test('other accounts have made nothing discoverable', async () => {
  await using stub = await filled();
  assert.deepEqual(await names(stub, { CrossAccountFilterOption: 'CrossAccount' }), []);
  assert.equal((await names(stub, { CrossAccountFilterOption: 'SameAccount' })).length, 3);
});

const BAD: readonly (readonly [expression: SearchExpression, says: RegExp])[] = [
  [{}, /^train-encrypt: the SearchExpression has no filter; give Filters, NestedFilters or SubExpressions\.$/],
  [{ SubExpressions: [{}] }, /has no filter/],
  [{ Filters: [{ Name: 'Flag', Value: 'true' }] }, /a TrainingJob has no property Flag/],
  [{ Filters: [{ Name: 'constructor', Operator: 'Exists' }] }, /no property constructor/],
  [{ Filters: [{ Name: 'VpcConfig.Subnets.First', Value: 'a' }] }, /no property VpcConfig\.Subnets\.First/],
  [{ Filters: [{ Name: 'VpcConfig', Value: 'a' }] }, /Equals does not go together with VpcConfig: only Exists/],
  [{ Filters: [{ Name: 'TrainingJobName' }] }, /the filter on TrainingJobName with Equals has no Value/],
  [{ Filters: [{ Name: 'TrainingJobName', Operator: 'LessThan', Value: 'b' }] }, /LessThan does not go together with/],
  [{ Filters: [{ Name: 'CreationTime', Operator: 'Contains', Value: '2026' }] }, /Contains does not go together with/],
  [
    { Filters: [{ Name: 'CreationTime', Operator: 'LessThan', Value: 'today' }] },
    /'today' does not fit CreationTime; give a time/,
  ],
  [
    { Filters: [{ Name: 'CreationTime', Operator: 'LessThan', Value: '2026-99-01T00:00:00' }] },
    /does not fit CreationTime/,
  ],
  [{ Filters: [{ Name: 'ResourceConfig.InstanceCount', Value: 'two' }] }, /'two' does not fit .*; give a number/],
  [{ Filters: [{ Name: 'EnableNetworkIsolation', Value: 'yes' }] }, /give true or false/],
  [{ Filters: [{ Name: 'EnableNetworkIsolation', Operator: 'LessThan', Value: 'true' }] }, /LessThan does not go/],
  [{ Filters: [{ Name: 'HyperParameters.epochs', Operator: 'LessThan', Value: 'few' }] }, /'few' does not fit/],
  [
    { NestedFilters: [nested({ Name: 'TrainingJobName', Value: 'a' })] },
    /nested filter on TrainingJobName is not about/,
  ],
  [
    { Filters: ['a', 'b'].map((Value) => ({ Name: 'TrainingJobName', Operator: 'Contains', Value })) },
    /^'CONTAINS' operator usage limit of 1 exceeded\.$/,
  ],
  [
    {
      SubExpressions: Array.from({ length: 3 }, () => ({
        Filters: Array(17).fill({ Name: 'TrainingJobName', Value: 'a' }),
      })),
    },
    /the SearchExpression has 54 filters and subexpressions; 50 are allowed/,
  ],
];

test('what is wrong with an expression is named', async () => {
  await using stub = await filled();
  for (const [expression, says] of BAD) await refused(search(stub, expression), 'ValidationException', says);
  await refused(names(stub, { SortBy: 'VpcConfig' }), 'ValidationException', /cannot be sorted by VpcConfig/);
  await refused(names(stub, { SortBy: 'Nonsense' }), 'ValidationException', /no property Nonsense/);
});

test('constraints of the API model hold at every depth', async () => {
  await using stub = testStub();
  const deep: SearchExpression = { SubExpressions: [{ SubExpressions: [{ Filters: [{ Name: '', Value: 'a' }] }] }] };
  await refused(
    search(stub, deep),
    'ValidationException',
    /at 'searchExpression\.subExpressions\.1\.member\.subExpressions\.1\.member\.filters\.1\.member\.name' failed to satisfy/,
  );
});

test('what is not kept in this form is not simulated', async () => {
  await using stub = testStub();
  await refused(names(stub, { Resource: 'Endpoint' }), 'NotImplemented', /Search for Endpoint is not simulated/);
});
