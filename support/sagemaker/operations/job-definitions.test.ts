import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateDataQualityJobDefinitionCommand,
  CreateModelBiasJobDefinitionCommand,
  CreateModelExplainabilityJobDefinitionCommand,
  CreateModelQualityJobDefinitionCommand,
  CreateMonitoringScheduleCommand,
  DeleteDataQualityJobDefinitionCommand,
  DeleteModelBiasJobDefinitionCommand,
  DeleteModelExplainabilityJobDefinitionCommand,
  DeleteModelQualityJobDefinitionCommand,
  DescribeDataQualityJobDefinitionCommand,
  DescribeModelBiasJobDefinitionCommand,
  DescribeModelExplainabilityJobDefinitionCommand,
  DescribeModelQualityJobDefinitionCommand,
  DescribeProcessingJobCommand,
  ListDataQualityJobDefinitionsCommand,
  type ListDataQualityJobDefinitionsRequest,
  ListModelBiasJobDefinitionsCommand,
  ListModelExplainabilityJobDefinitionsCommand,
  ListModelQualityJobDefinitionsCommand,
  ListProcessingJobsCommand,
  ListTagsCommand,
  type MonitoringNetworkConfig,
  paginateListDataQualityJobDefinitions,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { CALLER, dataQuality, EPOCH, refused, type TestStub, testStub, VPC } from '../testing/stub.ts';

const ENCRYPTED = { EnableInterContainerTrafficEncryption: true, VpcConfig: VPC };
const TAGS = [{ Key: 'team', Value: 'fraud' }];

interface Shown extends Record<string, unknown> {
  readonly $metadata: unknown;
}

/** One kind of definition, whose requests take their parts from that of a data quality job. */
interface Kind {
  readonly type: 'DataQuality' | 'ModelBias' | 'ModelExplainability' | 'ModelQuality';
  readonly arn: string;
  readonly name: string;
  request(name: string, network?: MonitoringNetworkConfig): Record<string, unknown>;
  create(client: SageMakerClient, request: object): Promise<{ readonly JobDefinitionArn?: string | undefined }>;
  describe(client: SageMakerClient, name: string): Promise<Shown>;
  list(client: SageMakerClient): Promise<readonly { readonly MonitoringJobDefinitionName?: string | undefined }[]>;
  remove(client: SageMakerClient, name: string): Promise<unknown>;
}

function parts(name: string, NetworkConfig?: MonitoringNetworkConfig) {
  const { JobDefinitionName, RoleArn, JobResources, DataQualityJobInput, DataQualityJobOutputConfig } =
    dataQuality(name);
  const common = { JobDefinitionName, RoleArn, JobResources, ...(NetworkConfig && { NetworkConfig }) };
  const truth = { ...DataQualityJobInput, GroundTruthS3Input: { S3Uri: 's3://bucket/truth' } };
  return { common, input: DataQualityJobInput, truth, output: DataQualityJobOutputConfig };
}

const clarify = { ImageUri: 'registry.invalid/clarify:1', ConfigUri: 's3://bucket/config.json' };

const KINDS: readonly Kind[] = [
  {
    type: 'DataQuality',
    arn: 'data-quality-job-definition',
    name: 'data quality job definition',
    request: (name, network) => ({ ...dataQuality(name), ...(network && { NetworkConfig: network }) }),
    create: (client, request) => client.send(new CreateDataQualityJobDefinitionCommand(request as never)),
    describe: async (client, JobDefinitionName) => ({
      ...(await client.send(new DescribeDataQualityJobDefinitionCommand({ JobDefinitionName }))),
    }),
    list: async (client) =>
      (await client.send(new ListDataQualityJobDefinitionsCommand())).JobDefinitionSummaries ?? [],
    remove: (client, JobDefinitionName) =>
      client.send(new DeleteDataQualityJobDefinitionCommand({ JobDefinitionName })),
  },
  {
    type: 'ModelBias',
    arn: 'model-bias-job-definition',
    name: 'model bias job definition',
    request: (name, network) => {
      const { common, truth, output } = parts(name, network);
      const own = { ModelBiasJobInput: truth, ModelBiasJobOutputConfig: output };
      return { ...common, ...own, ModelBiasAppSpecification: clarify };
    },
    create: (client, request) => client.send(new CreateModelBiasJobDefinitionCommand(request as never)),
    describe: async (client, JobDefinitionName) => ({
      ...(await client.send(new DescribeModelBiasJobDefinitionCommand({ JobDefinitionName }))),
    }),
    list: async (client) => (await client.send(new ListModelBiasJobDefinitionsCommand())).JobDefinitionSummaries ?? [],
    remove: (client, JobDefinitionName) => client.send(new DeleteModelBiasJobDefinitionCommand({ JobDefinitionName })),
  },
  {
    type: 'ModelExplainability',
    arn: 'model-explainability-job-definition',
    name: 'model explainability job definition',
    request: (name, network) => {
      const { common, input, output } = parts(name, network);
      const own = { ModelExplainabilityJobInput: input, ModelExplainabilityJobOutputConfig: output };
      return { ...common, ...own, ModelExplainabilityAppSpecification: clarify };
    },
    create: (client, request) => client.send(new CreateModelExplainabilityJobDefinitionCommand(request as never)),
    describe: async (client, JobDefinitionName) => ({
      ...(await client.send(new DescribeModelExplainabilityJobDefinitionCommand({ JobDefinitionName }))),
    }),
    list: async (client) =>
      (await client.send(new ListModelExplainabilityJobDefinitionsCommand())).JobDefinitionSummaries ?? [],
    remove: (client, JobDefinitionName) =>
      client.send(new DeleteModelExplainabilityJobDefinitionCommand({ JobDefinitionName })),
  },
  {
    type: 'ModelQuality',
    arn: 'model-quality-job-definition',
    name: 'model quality job definition',
    request: (name, network) => {
      const { common, truth, output } = parts(name, network);
      const app = { ImageUri: 'registry.invalid/monitor:1', ContainerArguments: ['--fast'], Environment: { a: 'b' } };
      const own = { ModelQualityJobInput: truth, ModelQualityJobOutputConfig: output };
      return { ...common, ...own, ModelQualityAppSpecification: app };
    },
    create: (client, request) => client.send(new CreateModelQualityJobDefinitionCommand(request as never)),
    describe: async (client, JobDefinitionName) => ({
      ...(await client.send(new DescribeModelQualityJobDefinitionCommand({ JobDefinitionName }))),
    }),
    list: async (client) =>
      (await client.send(new ListModelQualityJobDefinitionsCommand())).JobDefinitionSummaries ?? [],
    remove: (client, JobDefinitionName) =>
      client.send(new DeleteModelQualityJobDefinitionCommand({ JobDefinitionName })),
  },
];

for (const kind of KINDS) {
  test(`a ${kind.name} is described as it was created, listed among its kind, and gone once deleted`, async () => {
    await using stub = testStub();
    const { client } = stub;
    const request = kind.request('Watch', ENCRYPTED);
    const { JobDefinitionArn } = await kind.create(client, { ...request, Tags: TAGS });
    assert.equal(JobDefinitionArn, `arn:aws:sagemaker:eu-central-1:123456789012:${kind.arn}/watch`);
    const { $metadata, ...described } = await kind.describe(client, 'Watch');
    assert.deepEqual(described, { ...request, JobDefinitionArn, CreationTime: new Date(EPOCH) });
    assert.deepEqual((await client.send(new ListTagsCommand({ ResourceArn: JobDefinitionArn }))).Tags, TAGS);
    for (const other of KINDS) {
      const names = (await other.list(client)).map((one) => one.MonitoringJobDefinitionName);
      assert.deepEqual(names, other === kind ? ['Watch'] : [], other.name);
    }
    await kind.remove(client, 'Watch');
    assert.deepEqual(await kind.list(client), []);
    const gone = `train-encrypt: there is no ${kind.name} Watch.`;
    await refused(kind.describe(client, 'Watch'), 'ResourceNotFound', gone);
    await refused(kind.remove(client, 'Watch'), 'ResourceNotFound', gone);
    await kind.create(client, request);
  });

  test(`a ${kind.name} that breaks a rule is refused, and its name stays free`, async () => {
    await using stub = testStub();
    const flag = { EnableInterContainerTrafficEncryption: true };
    await refused(
      kind.create(stub.client, kind.request('watch', flag)),
      'ValidationException',
      /^train-encrypt refuses this job: watch requests encryption .* in NetworkConfig\.VpcConfig, or leave NetworkConfig\.EnableInter/,
    );
    stub.ec2.ingress = [];
    await refused(
      kind.create(stub.client, kind.request('watch', ENCRYPTED)),
      'ValidationException',
      /ESP in: missing.*inbound-rules/,
    );
    const [, verdict] = stub.stub.verdicts(CALLER);
    assert.deepEqual(
      [verdict?.job.operation, verdict?.job.instances, verdict?.job.instanceTypes],
      [`Create${kind.type}JobDefinition`, 2, ['ml.m5.xlarge']],
    );
    await kind.create(stub.client, kind.request('watch'));
  });

  test(`the name of a ${kind.name} can be taken once, also by many at once`, async () => {
    await using stub = testStub();
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => kind.create(stub.client, kind.request('watch', ENCRYPTED))),
    );
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
    await refused(
      kind.create(stub.client, kind.request('watch')),
      'ResourceInUse',
      `train-encrypt: there is a ${kind.name} of this name: arn:aws:sagemaker:eu-central-1:123456789012:${kind.arn}/watch`,
    );
  });

  test(`a schedule runs a ${kind.name} with its network and its image`, async () => {
    await using stub = testStub();
    await kind.create(stub.client, kind.request('watch', ENCRYPTED));
    await stub.client.send(
      new CreateMonitoringScheduleCommand({
        MonitoringScheduleName: 'hourly',
        MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'watch', MonitoringType: kind.type },
      }),
    );
    await stub.clock.advance(86_400);
    const { ProcessingJobSummaries = [] } = await stub.client.send(new ListProcessingJobsCommand());
    assert.equal(ProcessingJobSummaries.length, 1);
    const { ProcessingJobName } = ProcessingJobSummaries[0] ?? {};
    const job = await stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName }));
    assert.deepEqual(job.NetworkConfig, ENCRYPTED);
    const app = kind.request('watch')[`${kind.type}AppSpecification`] as typeof clarify;
    assert.equal(job.AppSpecification?.ImageUri, app.ImageUri);
  });
}

const at = (seconds: number) => new Date(EPOCH + seconds * 1000);

/** `b1` at 0, `a2` at 10 and `b3` at 20 seconds; `a2` watches another endpoint. */
async function three(): Promise<TestStub> {
  const stub = testStub();
  for (const name of ['b1', 'a2', 'b3']) {
    const EndpointInput = { EndpointName: name === 'a2' ? 'other' : 'scores', LocalPath: '/opt/ml/processing/input' };
    const request = dataQuality(name, { DataQualityJobInput: { EndpointInput } });
    await stub.client.send(new CreateDataQualityJobDefinitionCommand(request));
    await stub.clock.advance(10);
  }
  return stub;
}

test('what a list shows of a definition', async () => {
  await using stub = await three();
  const { JobDefinitionSummaries } = await stub.client.send(
    new ListDataQualityJobDefinitionsCommand({ NameContains: 'a' }),
  );
  assert.deepEqual(JobDefinitionSummaries, [
    {
      MonitoringJobDefinitionName: 'a2',
      MonitoringJobDefinitionArn: 'arn:aws:sagemaker:eu-central-1:123456789012:data-quality-job-definition/a2',
      CreationTime: at(10),
      EndpointName: 'other',
    },
  ]);
});

const cases: readonly [string, ListDataQualityJobDefinitionsRequest, string][] = [
  ['the newest first', {}, 'b3 a2 b1'],
  ['the oldest first', { SortOrder: 'Ascending' }, 'b1 a2 b3'],
  ['by name', { SortBy: 'Name', SortOrder: 'Ascending' }, 'a2 b1 b3'],
  ['whose name contains', { NameContains: 'b' }, 'b3 b1'],
  ['of an endpoint', { EndpointName: 'scores' }, 'b3 b1'],
  ['created after', { CreationTimeAfter: at(0) }, 'b3 a2'],
  ['created before', { CreationTimeBefore: at(10) }, 'b1'],
  ['at most so many', { MaxResults: 1 }, 'b3'],
];

for (const [what, request, expected] of cases) {
  test(`lists definitions, ${what}`, async () => {
    await using stub = await three();
    const { JobDefinitionSummaries = [] } = await stub.client.send(new ListDataQualityJobDefinitionsCommand(request));
    assert.equal(JobDefinitionSummaries.map((one) => one.MonitoringJobDefinitionName).join(' '), expected);
  });
}

test('every definition comes once, whatever is created meanwhile', async () => {
  await using stub = await three();
  const seen: (string | undefined)[] = [];
  for await (const page of paginateListDataQualityJobDefinitions({ client: stub.client, pageSize: 1 }, {})) {
    seen.push(...(page.JobDefinitionSummaries ?? []).map((one) => one.MonitoringJobDefinitionName));
    await stub.clock.advance(1);
    await stub.client.send(new CreateDataQualityJobDefinitionCommand(dataQuality(`new-${seen.length}`)));
  }
  assert.deepEqual(seen, ['b3', 'a2', 'b1']);
});

test('a bad variable of the model of time is refused with the definition', async () => {
  await using stub = testStub();
  const DataQualityAppSpecification = { ImageUri: 'image', Environment: { TRAIN_ENCRYPT_STEPS: '0' } };
  await refused(
    stub.client.send(new CreateDataQualityJobDefinitionCommand(dataQuality('w', { DataQualityAppSpecification }))),
    'ValidationException',
    /TRAIN_ENCRYPT_STEPS '0' is less than 1/,
  );
});
