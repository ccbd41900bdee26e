import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  CreatePipelineCommand,
  DeletePipelineCommand,
  DescribePipelineCommand,
  DescribePipelineDefinitionForExecutionCommand,
  DescribePipelineExecutionCommand,
  DescribeTrainingJobCommand,
  ListPipelineExecutionStepsCommand,
  ListPipelineExecutionsCommand,
  ListPipelineParametersForExecutionCommand,
  ListPipelinesCommand,
  type Parameter,
  StartPipelineExecutionCommand,
  type StartPipelineExecutionRequest,
  StopPipelineExecutionCommand,
  UpdatePipelineCommand,
} from '@aws-sdk/client-sagemaker';
import { createInstantClock } from '../life/instant-clock.ts';
import { processing, ROLE, refused, type TestStub, testStub, training, tuning, VPC } from '../testing/stub.ts';

const DAY = 86_400;

type Step = Readonly<Record<string, unknown>>;

const { TrainingJobName: _, ...TRAINING } = training('');
const { ProcessingJobName: __, ...PROCESSING } = processing('');
const { HyperParameterTuningJobName: ___, ...TUNING } = tuning('');

const ENCRYPTED = { ...TRAINING, VpcConfig: VPC, EnableInterContainerTrafficEncryption: true };

const train = (Name: string, changes: Step = {}, more: Step = {}): Step => ({
  Name,
  Type: 'Training',
  Arguments: { ...ENCRYPTED, ...changes },
  ...more,
});

const clean = (Name: string, changes: Step = {}, more: Step = {}): Step => ({
  Name,
  Type: 'Processing',
  Arguments: { ...PROCESSING, ...changes },
  ...more,
});

async function define(stub: TestStub, Steps: readonly Step[], Parameters: readonly Step[] = []): Promise<string> {
  const definition = { Version: '2020-12-01', Metadata: {}, Parameters, Steps };
  const { PipelineArn = '' } = await stub.client.send(
    new CreatePipelineCommand({
      PipelineName: 'Nightly',
      PipelineDefinition: JSON.stringify(definition),
      RoleArn: ROLE,
      ClientRequestToken: 'x'.repeat(32),
    }),
  );
  return PipelineArn;
}

let token = 0;

async function start(stub: TestStub, request: Partial<StartPipelineExecutionRequest> = {}): Promise<string> {
  token += 1;
  const ClientRequestToken = String(token).padStart(32, '0');
  const { PipelineExecutionArn = '' } = await stub.client.send(
    new StartPipelineExecutionCommand({ PipelineName: 'Nightly', ClientRequestToken, ...request }),
  );
  return PipelineExecutionArn;
}

const describe = (stub: TestStub, PipelineExecutionArn: string) =>
  stub.client.send(new DescribePipelineExecutionCommand({ PipelineExecutionArn }));

async function steps(stub: TestStub, PipelineExecutionArn: string) {
  const command = new ListPipelineExecutionStepsCommand({ PipelineExecutionArn, SortOrder: 'Ascending' });
  return (await stub.client.send(command)).PipelineExecutionSteps ?? [];
}

/** Runs a pipeline to its end. */
async function ran(
  definition: readonly Step[],
  { parameters = [], given }: { parameters?: readonly Step[]; given?: Parameter[] } = {},
) {
  const stub = testStub();
  await define(stub, definition, parameters);
  const arn = await start(stub, given && { PipelineParameters: given });
  await stub.clock.advance(10 * DAY);
  return { stub, arn, execution: await describe(stub, arn), steps: await steps(stub, arn) };
}

const executionRecord = async ({ stub }: TestStub) =>
  (await stub.jobs()).find(({ operation }) => operation === 'StartPipelineExecution');

const asked = ({ launched }: TestStub) =>
  launched.map(({ operation, launchedBy, error }) =>
    [launchedBy.step, operation, ...(error ? [error.code] : [])].join(' '),
  );

suite('a pipeline runs', () => {
  test('its jobs one after another, as its steps depend on each other, and its status follows them', async () => {
    await using stub = testStub();
    const pipeline = await define(stub, [
      train('Train', {
        InputDataConfig: [channel({ Get: "Steps.Clean.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri" })],
      }),
      clean('Clean', { ProcessingOutputConfig: { Outputs: [output('test'), output('train')] } }),
      clean('Report', {}, { DependsOn: ['Train'] }),
    ]);
    const arn = await start(stub);
    assert.match(arn, new RegExp(`^${pipeline}/execution/[a-z0-9]{12}$`));
    await stub.clock.advance(0);
    assert.equal((await describe(stub, arn)).PipelineExecutionStatus, 'Executing');
    assert.deepEqual(asked(stub), ['Clean CreateProcessingJob'], 'the others wait for it');
    await stub.clock.advance(10 * DAY);
    const ended = await describe(stub, arn);
    assert.equal(ended.PipelineExecutionStatus, 'Succeeded', ended.FailureReason);
    assert.deepEqual(asked(stub), [
      'Clean CreateProcessingJob',
      'Train CreateTrainingJob',
      'Report CreateProcessingJob',
    ]);
    const [, trained] = await steps(stub, arn);
    assert.equal(trained?.StepStatus, 'Succeeded');
    const name = trained?.Metadata?.TrainingJob?.Arn?.split('/')[1] ?? '';
    assert.match(name, /^pipelines-[a-z0-9]{12}-train-/);
    const requested = stub.launched[1]?.input as { TrainingJobName: string; InputDataConfig: unknown };
    const described = await stub.client.send(
      new DescribeTrainingJobCommand({ TrainingJobName: requested.TrainingJobName }),
    );
    assert.equal(described.EnableInterContainerTrafficEncryption, true);
    assert.deepEqual(requested.InputDataConfig, [channel('s3://bucket/train')]);
  });

  test('with parameters: defaults, what the start gives, and Std:Join', async () => {
    const { stub, arn, execution } = await ran(
      [
        train('Train', {
          EnableInterContainerTrafficEncryption: { Get: 'Parameters.Encrypt' },
          ResourceConfig: { ...TRAINING.ResourceConfig, InstanceCount: { Get: 'Parameters.Instances' } },
          OutputDataConfig: {
            S3OutputPath: {
              'Std:Join': {
                On: '/',
                Values: ['s3:/', { Get: 'Parameters.Bucket' }, { Get: 'Execution.PipelineName' }],
              },
            },
          },
        }),
      ],
      {
        parameters: [
          { Name: 'Encrypt', Type: 'Boolean', DefaultValue: true },
          { Name: 'Instances', Type: 'Integer', DefaultValue: 1 },
          { Name: 'Bucket', Type: 'String', DefaultValue: 'models' },
        ],
        given: [{ Name: 'Instances', Value: '3' }],
      },
    );
    await using _stub = stub;
    assert.equal(execution.PipelineExecutionStatus, 'Succeeded', execution.FailureReason);
    const input = stub.launched[0]?.input as typeof ENCRYPTED;
    assert.equal(input.EnableInterContainerTrafficEncryption, true);
    assert.equal(input.ResourceConfig?.InstanceCount, 3);
    assert.equal(input.OutputDataConfig?.S3OutputPath, 's3://models/Nightly');
    const told = await stub.client.send(new ListPipelineParametersForExecutionCommand({ PipelineExecutionArn: arn }));
    assert.deepEqual(told.PipelineParameters, [
      { Name: 'Encrypt', Value: 'true' },
      { Name: 'Instances', Value: '3' },
      { Name: 'Bucket', Value: 'models' },
    ]);
  });

  test('as soon as a client looks, where time jumps', async () => {
    await using stub = testStub({ clock: createInstantClock() });
    await define(stub, [train('First'), train('Second', {}, { DependsOn: ['First'] })]);
    const arn = await start(stub);
    assert.equal((await describe(stub, arn)).PipelineExecutionStatus, 'Succeeded');
    assert.deepEqual(asked(stub), ['First CreateTrainingJob', 'Second CreateTrainingJob']);
  });

  test('a tuning job under a name that fits', async () => {
    const { stub, execution } = await ran([{ Name: 'Find-the-best-of-all', Type: 'Tuning', Arguments: TUNING }]);
    await using _stub = stub;
    assert.equal(execution.PipelineExecutionStatus, 'Succeeded', execution.FailureReason);
    const input = stub.launched[0]?.input as { readonly HyperParameterTuningJobName: string } | undefined;
    assert.ok((input?.HyperParameterTuningJobName.length ?? 99) <= 32);
  });

  test('no more steps at once than it may', async () => {
    await using stub = testStub();
    await define(stub, [train('A'), train('B'), train('C')]);
    await start(stub, { ParallelismConfiguration: { MaxParallelExecutionSteps: 2 } });
    await stub.clock.advance(0);
    assert.deepEqual(asked(stub), ['A CreateTrainingJob', 'B CreateTrainingJob']);
    await stub.clock.advance(10 * DAY);
    assert.equal(stub.launched.length, 3);
  });

  test('and its jobs are judged as those of clients are', async () => {
    const {
      stub,
      execution,
      steps: run,
    } = await ran([train('Train', { VpcConfig: undefined }), clean('After', {}, { DependsOn: ['Train'] })]);
    await using _stub = stub;
    assert.equal(execution.PipelineExecutionStatus, 'Failed');
    assert.match(execution.FailureReason ?? '', /^Step Train: ValidationException: .*names no private VPC/s);
    assert.deepEqual(
      run.map(({ StepName, StepStatus }) => [StepName, StepStatus]),
      [['Train', 'Failed']],
    );
    assert.deepEqual(asked(stub), ['Train CreateTrainingJob ValidationException'], 'nothing begins after a failure');
    const [verdict] = stub.stub.verdicts({ account: '123456789012', region: 'eu-central-1' });
    assert.equal(verdict?.refusals[0]?.rule, 'vpc-required');
  });

  test('and fails with a job that fails', async () => {
    await using stub = testStub({
      jobFaultsOf: () => [{ kind: 'fail', at: 0.5, reason: 'out of memory', take: () => true }] as never,
    });
    await define(stub, [train('Train')]);
    const arn = await start(stub);
    await stub.clock.advance(10 * DAY);
    const { PipelineExecutionStatus, FailureReason } = await describe(stub, arn);
    assert.equal(PipelineExecutionStatus, 'Failed');
    assert.match(FailureReason ?? '', /^Step Train: /);
  });
});

suite('conditions', () => {
  const choice = (Conditions: readonly unknown[]) => [
    { Name: 'Choose', Type: 'Condition', Arguments: { Conditions, IfSteps: [train('Yes')], ElseSteps: [train('No')] } },
  ];
  const parameters = [
    { Name: 'Mode', Type: 'String', DefaultValue: 'full' },
    { Name: 'Score', Type: 'Float', DefaultValue: 0.5 },
  ];
  const mode = { Get: 'Parameters.Mode' };
  const score = { Get: 'Parameters.Score' };
  for (const [what, condition, branch] of [
    ['Equals', { Type: 'Equals', LeftValue: mode, RightValue: 'full' }, 'Yes'],
    ['Equals, not', { Type: 'Equals', LeftValue: mode, RightValue: 'quick' }, 'No'],
    ['GreaterThan', { Type: 'GreaterThan', LeftValue: score, RightValue: 0.5 }, 'No'],
    ['GreaterThanOrEqualTo', { Type: 'GreaterThanOrEqualTo', LeftValue: score, RightValue: 0.5 }, 'Yes'],
    ['LessThan', { Type: 'LessThan', LeftValue: score, RightValue: 0.6 }, 'Yes'],
    ['LessThanOrEqualTo', { Type: 'LessThanOrEqualTo', LeftValue: score, RightValue: 0.4 }, 'No'],
    ['In', { Type: 'In', QueryValue: mode, Values: ['quick', 'full'] }, 'Yes'],
    ['Not', { Type: 'Not', Expression: { Type: 'In', QueryValue: mode, Values: ['full'] } }, 'No'],
    [
      'Or',
      {
        Type: 'Or',
        Conditions: [
          { Type: 'Equals', LeftValue: mode, RightValue: 'quick' },
          { Type: 'LessThan', LeftValue: score, RightValue: 1 },
        ],
      },
      'Yes',
    ],
  ] as const) {
    test(`${what}: the branch that it says, and not the other`, async () => {
      const { stub, execution, steps: run } = await ran(choice([condition]), { parameters });
      await using _stub = stub;
      assert.equal(execution.PipelineExecutionStatus, 'Succeeded', execution.FailureReason);
      assert.deepEqual(asked(stub), [`${branch} CreateTrainingJob`]);
      assert.equal(run[0]?.Metadata?.Condition?.Outcome, branch === 'Yes' ? 'True' : 'False');
    });
  }

  test('what a job wrote is not known: neither branch runs, and that is reported', async () => {
    const read = { 'Std:JsonGet': { PropertyFile: { Get: 'Steps.Clean.PropertyFiles.Report' }, Path: 'score' } };
    const {
      stub,
      execution,
      steps: run,
    } = await ran([clean('Clean'), ...choice([{ Type: 'LessThan', LeftValue: read, RightValue: 1 }])]);
    await using _stub = stub;
    assert.equal(execution.PipelineExecutionStatus, 'Succeeded');
    assert.deepEqual(asked(stub), ['Clean CreateProcessingJob']);
    assert.match(run[1]?.StepDescription ?? '', /^train-encrypt: Step Choose cannot be decided, so neither branch ran/);
    assert.equal(run[1]?.Metadata?.Condition, undefined, 'no outcome is claimed');
    const record = await executionRecord(stub);
    assert.deepEqual(
      record?.remarks?.map(({ step, hidesJobs }) => [step, hidesJobs]),
      [['Choose', true]],
    );
  });

  test('one that fails decides, whatever is unknown of the others', async () => {
    const unknown = { 'Std:JsonGet': {} };
    const { stub } = await ran(
      choice([
        { Type: 'LessThan', LeftValue: unknown, RightValue: 1 },
        { Type: 'Equals', LeftValue: mode, RightValue: 'quick' },
      ]),
      { parameters },
    );
    await using _stub = stub;
    assert.deepEqual(asked(stub), ['No CreateTrainingJob']);
  });
});

suite('what is not simulated is reported', () => {
  test('a step of another kind counts as succeeded, and says so', async () => {
    const {
      stub,
      execution,
      steps: run,
    } = await ran([{ Name: 'Notify', Type: 'Lambda', Arguments: {} }, train('Train', {}, { DependsOn: ['Notify'] })]);
    await using _stub = stub;
    assert.equal(execution.PipelineExecutionStatus, 'Succeeded');
    assert.match(run[0]?.StepDescription ?? '', /is of type Lambda, which is not simulated/);
    assert.deepEqual(asked(stub), ['Train CreateTrainingJob']);
    const record = await executionRecord(stub);
    assert.deepEqual(
      record?.remarks?.map(({ step, hidesJobs }) => [step, hidesJobs]),
      [['Notify', false]],
    );
  });

  test('a step of a kind that nobody knows may hide jobs', async () => {
    const { stub } = await ran([{ Name: 'New', Type: 'TrainingOfTomorrow', Arguments: {} }]);
    await using _stub = stub;
    const record = await executionRecord(stub);
    assert.deepEqual(
      record?.remarks?.map(({ hidesJobs }) => hidesJobs),
      [true],
    );
  });

  test('a job whose request needs its output is not launched', async () => {
    const { stub, execution } = await ran([
      { Name: 'Pick', Type: 'Lambda', Arguments: {} },
      train('Train', { RoleArn: { Get: "Steps.Pick.OutputParameters['role']" } }),
    ]);
    await using _stub = stub;
    assert.equal(execution.PipelineExecutionStatus, 'Succeeded');
    assert.deepEqual(asked(stub), []);
    const record = await executionRecord(stub);
    assert.match(
      record?.remarks?.[1]?.text ?? '',
      /^Step Train was not launched, since a value of its request comes from step Pick/,
    );
  });

  test('a step that waits for one that never runs', async () => {
    const { stub } = await ran([train('Train', {}, { DependsOn: ['Nowhere'] })]);
    await using _stub = stub;
    const record = await executionRecord(stub);
    assert.match(record?.remarks?.[0]?.text ?? '', /^Step Train waits for Nowhere, which did not run/);
  });

  test('a Fail step fails the execution in its own words', async () => {
    const message = { 'Std:Join': { On: ' ', Values: ['below', 0.9] } };
    const { stub, execution } = await ran([{ Name: 'Stop', Type: 'Fail', Arguments: { ErrorMessage: message } }]);
    await using _stub = stub;
    assert.deepEqual([execution.PipelineExecutionStatus, execution.FailureReason], ['Failed', 'Step Stop: below 0.9']);
  });
});

suite('calls', () => {
  test('an execution is stopped with its jobs, once', async () => {
    await using stub = testStub();
    await define(stub, [train('Train'), train('After', {}, { DependsOn: ['Train'] })]);
    const arn = await start(stub);
    await stub.clock.advance(0);
    const stop = () =>
      stub.client.send(
        new StopPipelineExecutionCommand({ PipelineExecutionArn: arn, ClientRequestToken: 'y'.repeat(32) }),
      );
    await stop();
    assert.equal((await describe(stub, arn)).PipelineExecutionStatus, 'Stopping');
    await stub.clock.advance(DAY);
    assert.equal((await describe(stub, arn)).PipelineExecutionStatus, 'Stopped');
    assert.deepEqual(
      (await steps(stub, arn)).map(({ StepStatus }) => StepStatus),
      ['Stopped'],
    );
    await refused(stop(), 'ConflictException', /is in status Stopped/);
  });

  test('of what is not there are refused', async () => {
    await using stub = testStub();
    const PipelineExecutionArn = 'arn:aws:sagemaker:eu-central-1:123456789012:pipeline/p/execution/abcdefghijkl';
    await refused(start(stub), 'ResourceNotFound', /no pipeline Nightly/);
    await refused(describe(stub, PipelineExecutionArn), 'ResourceNotFound', /no pipeline execution/);
    await refused(steps(stub, PipelineExecutionArn), 'ResourceNotFound', /no pipeline execution/);
    const describing = stub.client.send(new DescribePipelineCommand({ PipelineName: 'Nightly' }));
    await refused(describing, 'ResourceNotFound', /no pipeline Nightly/);
  });

  test('with parameters that do not fit are refused', async () => {
    await using stub = testStub();
    await define(
      stub,
      [],
      [
        { Name: 'Count', Type: 'Integer' },
        { Name: 'Mode', Type: 'String', DefaultValue: 'a', EnumValues: ['a', 'b'] },
      ],
    );
    for (const [given, message] of [
      [[], /Count has no default/],
      [[{ Name: 'Count', Value: 'two' }], /Count is "two", which is no Integer/],
      [
        [
          { Name: 'Count', Value: '1' },
          { Name: 'Mode', Value: 'c' },
        ],
        /Mode is "c"; allowed: a, b/,
      ],
      [
        [
          { Name: 'Count', Value: '1' },
          { Name: 'Other', Value: 'c' },
        ],
        /no parameter Other/,
      ],
    ] as const) {
      await refused(start(stub, { PipelineParameters: [...given] }), 'ValidationException', message);
    }
  });

  test('a start that is sent again is the first one', async () => {
    await using stub = testStub();
    await define(stub, [train('Train')]);
    const again = { ClientRequestToken: 'z'.repeat(32) };
    assert.equal(await start(stub, again), await start(stub, again));
    assert.notEqual(await start(stub), await start(stub, again));
  });

  test('a pipeline is described, updated, listed and deleted', async () => {
    await using stub = testStub();
    const arn = await define(stub, [train('Train')]);
    await refused(define(stub, []), 'ValidationException', /already exists/);
    const execution = await start(stub);
    const PipelineName = 'Nightly';
    await refused(
      stub.client.send(new DeletePipelineCommand({ PipelineName, ClientRequestToken: 'd'.repeat(32) })),
      'ConflictException',
      /is under way/,
    );
    await stub.clock.advance(DAY);
    await stub.client.send(new UpdatePipelineCommand({ PipelineName, PipelineDefinition: '{"Steps":[]}' }));
    const described = await stub.client.send(new DescribePipelineCommand({ PipelineName: arn }));
    assert.deepEqual([described.PipelineDefinition, described.RoleArn], ['{"Steps":[]}', ROLE]);
    const asItWas = new DescribePipelineDefinitionForExecutionCommand({ PipelineExecutionArn: execution });
    assert.match((await stub.client.send(asItWas)).PipelineDefinition ?? '', /"Train"/);
    const { PipelineExecutionSummaries } = await stub.client.send(new ListPipelineExecutionsCommand({ PipelineName }));
    assert.deepEqual(
      PipelineExecutionSummaries?.map(({ PipelineExecutionArn }) => PipelineExecutionArn),
      [execution],
    );
    await stub.client.send(new DeletePipelineCommand({ PipelineName, ClientRequestToken: 'd'.repeat(32) }));
    assert.deepEqual((await stub.client.send(new ListPipelinesCommand({}))).PipelineSummaries, []);
  });

  test('a start may name a version, which an update makes', async () => {
    await using stub = testStub();
    await define(stub, [train('First')]);
    const PipelineDefinition = JSON.stringify({ Steps: [train('Second')] });
    await stub.client.send(new UpdatePipelineCommand({ PipelineName: 'Nightly', PipelineDefinition }));
    await start(stub, { PipelineVersionId: 1 });
    await stub.clock.advance(0);
    await start(stub, { PipelineVersionId: 2 });
    await stub.clock.advance(0);
    assert.deepEqual(asked(stub), ['First CreateTrainingJob', 'Second CreateTrainingJob']);
    await refused(start(stub, { PipelineVersionId: 3 }), 'ResourceNotFound', /no version 3/);
  });

  for (const [what, text, message] of [
    ['no JSON', '{', /is no JSON/],
    ['no pipeline', '{"Steps":[{"Type":"Training"}]}', /Steps\.0\.Name/],
    [
      'two steps of one name',
      '{"Steps":[{"Name":"A","Type":"Fail"},{"Name":"A","Type":"Fail"}]}',
      /two steps have the name A/,
    ],
  ] as const) {
    test(`a definition that cannot run is refused: ${what}`, async () => {
      await using stub = testStub();
      const request = {
        PipelineName: 'Nightly',
        PipelineDefinition: text,
        RoleArn: ROLE,
        ClientRequestToken: 'x'.repeat(32),
      };
      await refused(stub.client.send(new CreatePipelineCommand(request)), 'ValidationException', message);
    });
  }

  test('what runs a part of a pipeline is not simulated', async () => {
    await using stub = testStub();
    await define(stub, [train('Train')]);
    const SelectiveExecutionConfig = { SelectedSteps: [{ StepName: 'Train' }] };
    await refused(start(stub, { SelectiveExecutionConfig }), 'NotImplemented', /start the whole pipeline/);
  });
});

const channel = (S3Uri: unknown) => ({
  ChannelName: 'train',
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri } },
});

const output = (OutputName: string) => ({
  OutputName,
  S3Output: { S3Uri: `s3://bucket/${OutputName}`, LocalPath: '/opt/ml/processing/output', S3UploadMode: 'EndOfJob' },
});
