import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { createInstantClock } from '../life/instant-clock.ts';
import { processing, ROLE, refused, type TestStub, testStub, training, tuning, VPC } from '../testing/stub.ts';

const DAY = 86_400;

type Fields = Readonly<Record<string, unknown>>;

const ENCRYPTED = training('nightly', { VpcConfig: VPC, EnableInterContainerTrafficEncryption: true });

const task = (action: string, fields: Fields): Fields => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${action}`,
  ...fields,
});

const machineOf = (States: Fields, fields: Fields = {}): Fields => ({
  StartAt: Object.keys(States)[0],
  States,
  ...fields,
});

const ended = { End: true };

async function define(stub: TestStub, definition: unknown): Promise<string> {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const { stateMachineArn = '' } = await stub.states.send(
    new CreateStateMachineCommand({ name: 'Nightly', definition: text, roleArn: ROLE }),
  );
  return stateMachineArn;
}

async function start(stub: TestStub, input: unknown = {}, name?: string): Promise<string> {
  const { executionArn = '' } = await stub.states.send(
    new StartExecutionCommand({
      stateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:Nightly',
      input: JSON.stringify(input),
      ...(name && { name }),
    }),
  );
  return executionArn;
}

const describe = (stub: TestStub, executionArn: string) =>
  stub.states.send(new DescribeExecutionCommand({ executionArn }));

async function events(stub: TestStub, executionArn: string): Promise<readonly string[]> {
  const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 });
  return ((await stub.states.send(command)).events ?? []).map(({ type = '' }) => type);
}

/** Runs a machine to its end. */
async function ran(definition: Fields, input: unknown = {}) {
  const stub = testStub();
  await define(stub, definition);
  const arn = await start(stub, input);
  await stub.clock.advance(10 * DAY);
  const execution = await describe(stub, arn);
  const output: unknown = execution.output === undefined ? undefined : JSON.parse(execution.output);
  return { stub, arn, execution, output };
}

const asked = ({ launched }: TestStub) =>
  launched.map(({ operation, launchedBy, error }) =>
    [launchedBy.step, operation, ...(error ? [error.code] : [])].join(' '),
  );

const remarks = async ({ stub }: TestStub) =>
  (await stub.jobs()).find(({ operation }) => operation === 'StartExecution')?.remarks ?? [];

suite('a state machine launches jobs', () => {
  test('a task of pattern .sync waits for its job, and has its description', async () => {
    await using stub = testStub();
    const arn = await define(
      stub,
      machineOf({
        Train: task('sagemaker:createTrainingJob.sync', {
          Parameters: ENCRYPTED,
          ResultPath: '$.trained',
          Next: 'Clean',
        }),
        Clean: task('sagemaker:createProcessingJob.sync', {
          Parameters: {
            ...processing('clean'),
            'ProcessingJobName.$': "States.Format('after-{}', $.trained.TrainingJobName)",
          },
          OutputPath: '$.ProcessingJobName',
          ...ended,
        }),
      }),
    );
    assert.equal(arn, 'arn:aws:states:eu-central-1:123456789012:stateMachine:Nightly');
    const execution = await start(stub, { keep: true });
    await stub.clock.advance(1);
    assert.equal((await describe(stub, execution)).status, 'RUNNING');
    assert.deepEqual(asked(stub), ['Train CreateTrainingJob']);
    await stub.clock.advance(DAY);
    const { status, output, stopDate } = await describe(stub, execution);
    assert.deepEqual([status, output], ['SUCCEEDED', '"after-nightly"']);
    assert.ok(stopDate);
    assert.deepEqual(asked(stub), ['Train CreateTrainingJob', 'Clean CreateProcessingJob']);
    assert.deepEqual(await events(stub, execution), [
      'ExecutionStarted',
      ...['TaskStateEntered', 'TaskScheduled', 'TaskSubmitted', 'TaskSucceeded', 'TaskStateExited'],
      ...['TaskStateEntered', 'TaskScheduled', 'TaskSubmitted', 'TaskSucceeded', 'TaskStateExited'],
      'ExecutionSucceeded',
    ]);
  });

  test('as soon as a client looks, where time jumps', async () => {
    await using stub = testStub({ clock: createInstantClock() });
    await define(
      stub,
      machineOf({
        Train: task('sagemaker:createTrainingJob.sync', { Parameters: ENCRYPTED, Next: 'Tune' }),
        Tune: task('sagemaker:createHyperParameterTuningJob.sync', { Parameters: tuning('best'), ...ended }),
      }),
    );
    const execution = await describe(stub, await start(stub));
    assert.equal(execution.status, 'SUCCEEDED', execution.cause);
    assert.deepEqual(asked(stub), ['Train CreateTrainingJob', 'Tune CreateHyperParameterTuningJob']);
  });

  test('one that only asks goes on at once; the SDK integration may poll', async () => {
    const name = { 'TrainingJobName.$': '$.name' };
    const { stub, execution, output } = await ran(
      machineOf({
        Train: task('aws-sdk:sagemaker:createTrainingJob', {
          Parameters: { ...ENCRYPTED, ...name },
          ResultPath: null,
          Next: 'Look',
        }),
        Look: task('aws-sdk:sagemaker:describeTrainingJob', { Parameters: name, ResultPath: '$.seen', Next: 'Done?' }),
        'Done?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.seen.TrainingJobStatus', StringEquals: 'InProgress', Next: 'Wait' }],
          Default: 'End',
        },
        Wait: { Type: 'Wait', Seconds: 300, Next: 'Look' },
        End: { Type: 'Pass', InputPath: '$.seen.TrainingJobStatus', ...ended },
      }),
      { name: 'polled' },
    );
    await using _stub = stub;
    assert.equal(execution.status, 'SUCCEEDED', execution.cause);
    assert.equal(output, 'Completed');
    assert.ok(stub.launched.filter(({ operation }) => operation === 'DescribeTrainingJob').length > 1);
  });

  test('branches run side by side, and a Map once for each item', async () => {
    const one = (Name: string) =>
      machineOf({
        [Name]: task('sagemaker:createTrainingJob.sync', {
          Parameters: { ...ENCRYPTED, TrainingJobName: Name.toLowerCase() },
          ...ended,
        }),
      });
    const { stub, execution, output } = await ran(
      machineOf({
        Both: {
          Type: 'Parallel',
          Branches: [one('A'), one('B')],
          ResultSelector: { 'names.$': '$[*].TrainingJobName' },
          ResultPath: '$.both',
          Next: 'Each',
        },
        Each: {
          Type: 'Map',
          ItemsPath: '$.regions',
          MaxConcurrency: 1,
          ItemSelector: { 'name.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' },
          ItemProcessor: machineOf({
            Train: task('sagemaker:createTrainingJob.sync', {
              Parameters: { ...ENCRYPTED, 'TrainingJobName.$': "States.Format('{}-{}', $.name, $.index)" },
              OutputPath: '$.TrainingJobName',
              ...ended,
            }),
          }),
          ResultPath: '$.each',
          ...ended,
        },
      }),
      { regions: ['east', 'west'] },
    );
    await using _stub = stub;
    assert.equal(execution.status, 'SUCCEEDED', execution.cause);
    assert.deepEqual(output, { regions: ['east', 'west'], both: { names: ['a', 'b'] }, each: ['east-0', 'west-1'] });
    assert.equal(stub.launched.length, 4);
  });

  test('in JSONata, with variables', async () => {
    const { stub, execution, output } = await ran(
      machineOf(
        {
          Name: {
            Type: 'Pass',
            Assign: { name: "{% $states.input.team & '-nightly' %}", count: '{% $sum([1, 1]) %}' },
            Next: 'Train',
          },
          Train: task('sagemaker:createTrainingJob.sync', {
            Arguments: {
              ...ENCRYPTED,
              TrainingJobName: '{% $name %}',
              ResourceConfig: { ...ENCRYPTED.ResourceConfig, InstanceCount: '{% $count %}' },
            },
            Output: "{% $states.result.TrainingJobStatus & ' ' & $states.context.StateMachine.Name %}",
            Next: 'Enough?',
          }),
          'Enough?': {
            Type: 'Choice',
            Choices: [{ Condition: "{% $contains($states.input, 'Completed') %}", Next: 'Yes' }],
            Default: 'No',
          },
          Yes: { Type: 'Succeed', Output: { said: '{% $states.input %}' } },
          No: { Type: 'Fail', Error: 'No', Cause: "{% 'because ' & $states.input %}" },
        },
        { QueryLanguage: 'JSONata' },
      ),
      { team: 'fraud' },
    );
    await using _stub = stub;
    assert.equal(execution.status, 'SUCCEEDED', execution.cause);
    assert.deepEqual(output, { said: 'Completed Nightly' });
    const input = stub.launched[0]?.input as typeof ENCRYPTED;
    assert.deepEqual([input.TrainingJobName, input.ResourceConfig?.InstanceCount], ['fraud-nightly', 2]);
  });

  test('its jobs are judged as those of clients are, and a refused one fails it', async () => {
    const { stub, execution } = await ran(
      machineOf({
        Train: task('sagemaker:createTrainingJob.sync', {
          Parameters: { ...ENCRYPTED, VpcConfig: undefined },
          ...ended,
        }),
      }),
    );
    await using _stub = stub;
    assert.deepEqual([execution.status, execution.error], ['FAILED', 'SageMaker.AmazonSageMakerException']);
    assert.match(execution.cause ?? '', /names no private VPC[\s\S]*Error Code: ValidationException/);
    const [verdict] = stub.stub.verdicts({ account: '123456789012', region: 'eu-central-1' });
    assert.equal(verdict?.refusals[0]?.rule, 'vpc-required');
  });

  test('what fails is tried again, then caught', async () => {
    const { stub, execution, output } = await ran(
      machineOf({
        Train: task('sagemaker:createTrainingJob', {
          Parameters: { ...ENCRYPTED, VpcConfig: undefined },
          Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 2 }],
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Told' }],
          ...ended,
        }),
        Told: { Type: 'Pass', InputPath: '$.error.Error', ...ended },
      }),
    );
    await using _stub = stub;
    assert.deepEqual([execution.status, output], ['SUCCEEDED', 'SageMaker.AmazonSageMakerException']);
    assert.equal(stub.launched.length, 3);
  });
});

suite('what is not simulated is reported', () => {
  test('a task of another service has a result that nobody knows', async () => {
    const { stub, execution, output } = await ran(
      machineOf({
        Notify: task('lambda:invoke', { Parameters: {}, ResultPath: '$.told', Next: 'Train' }),
        Train: task('sagemaker:createTrainingJob', { Parameters: ENCRYPTED, ResultPath: null, ...ended }),
      }),
    );
    await using _stub = stub;
    assert.equal(execution.status, 'SUCCEEDED', execution.cause);
    assert.match(JSON.stringify(output), /train-encrypt: unknown, it comes from state Notify/);
    assert.deepEqual(asked(stub), ['Train CreateTrainingJob']);
    assert.deepEqual(
      (await remarks(stub)).map(({ text, hidesJobs }) => [text, hidesJobs]),
      [['State Notify calls lambda:invoke, which is not simulated.', false]],
    );
  });

  for (const [what, definition] of [
    [
      'a choice by it',
      machineOf({
        Ask: task('lambda:invoke', { Parameters: {}, Next: 'Which?' }),
        'Which?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.ok', BooleanEquals: true, Next: 'Train' }],
          Default: 'Train',
        },
        Train: task('sagemaker:createTrainingJob', { Parameters: ENCRYPTED, ...ended }),
      }),
    ],
    [
      'a choice by it in JSONata',
      machineOf(
        {
          Ask: task('lambda:invoke', { Next: 'Which?' }),
          'Which?': {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.ok = true %}', Next: 'Train' }],
            Default: 'Train',
          },
          Train: task('sagemaker:createTrainingJob', { Arguments: ENCRYPTED, ...ended }),
        },
        { QueryLanguage: 'JSONata' },
      ),
    ],
    [
      'a request that takes from it',
      machineOf({
        Ask: task('lambda:invoke', { Parameters: {}, Next: 'Train' }),
        Train: task('sagemaker:createTrainingJob', { Parameters: { ...ENCRYPTED, 'RoleArn.$': '$.role' }, ...ended }),
      }),
    ],
    [
      'items that come from it',
      machineOf({
        Ask: task('lambda:invoke', { Parameters: {}, Next: 'Each' }),
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: machineOf({ Train: task('sagemaker:createTrainingJob', { ...ended }) }),
          ...ended,
        },
      }),
    ],
    [
      'another state machine',
      machineOf({
        Train: task('states:startExecution.sync:2', { Parameters: {}, ...ended }),
      }),
    ],
    ['a state of an unknown type', machineOf({ New: { Type: 'Tomorrow', ...ended } })],
  ] as const) {
    test(`${what} may hide jobs`, async () => {
      const { stub, execution } = await ran(definition);
      await using _stub = stub;
      assert.equal(execution.status, 'SUCCEEDED', execution.cause);
      assert.deepEqual(asked(stub), []);
      assert.ok((await remarks(stub)).some(({ hidesJobs }) => hidesJobs));
    });
  }
});

suite('what the definition says of failure', () => {
  for (const [what, definition, error] of [
    ['Fail', machineOf({ No: { Type: 'Fail', Error: 'Wrong', Cause: 'so it is' } }), 'Wrong'],
    [
      'no choice',
      machineOf({ Which: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'Which' }] } }),
      'States.NoChoiceMatched',
    ],
    [
      'a path that finds nothing',
      machineOf({ Take: { Type: 'Pass', InputPath: '$.nothing', ...ended } }),
      'States.Runtime',
    ],
    [
      'an expression that fails',
      machineOf({ Take: { Type: 'Pass', Output: '{% $nothing( %}', ...ended } }, { QueryLanguage: 'JSONata' }),
      'States.QueryEvaluationError',
    ],
    ['no end', machineOf({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }), 'States.Runtime'],
  ] as const) {
    test(what, async () => {
      const { stub, execution } = await ran(definition);
      await using _stub = stub;
      assert.deepEqual([execution.status, execution.error], ['FAILED', error]);
    });
  }
});

suite('calls', () => {
  const waits = machineOf({ Train: task('sagemaker:createTrainingJob.sync', { Parameters: ENCRYPTED, ...ended }) });

  test('an execution is stopped with its job, once', async () => {
    await using stub = testStub();
    await define(stub, waits);
    const executionArn = await start(stub);
    await stub.clock.advance(10);
    const stop = () => stub.states.send(new StopExecutionCommand({ executionArn, error: 'Late', cause: 'no time' }));
    await stop();
    const stopped = await describe(stub, executionArn);
    assert.deepEqual([stopped.status, stopped.error, stopped.cause], ['ABORTED', 'Late', 'no time']);
    await stub.clock.advance(DAY);
    const [job] = (await stub.stub.jobs()).filter(({ operation }) => operation === 'CreateTrainingJob');
    assert.equal(job?.status, 'Stopped');
    assert.equal((await describe(stub, executionArn)).status, 'ABORTED');
    await refused(stop(), 'ValidationException', /is in status ABORTED/);
  });

  test('of what is not there are refused', async () => {
    await using stub = testStub();
    await refused(start(stub), 'StateMachineDoesNotExist', /no state machine/);
    await refused(
      describe(stub, 'arn:aws:states:eu-central-1:123456789012:execution:a:b'),
      'ExecutionDoesNotExist',
      /no execution/,
    );
    await refused(describe(stub, 'b'), 'InvalidArn', /is no ARN/);
  });

  for (const [what, text] of [
    ['no JSON', '{'],
    ['no machine', '{}'],
    ['a start that is not there', '{"StartAt":"A","States":{"B":{"Type":"Pass"}}}'],
    ['a state that leads nowhere', '{"StartAt":"B","States":{"B":{"Type":"Pass","Next":"C"}}}'],
  ] as const) {
    test(`a definition that cannot run is refused: ${what}`, async () => {
      await using stub = testStub();
      await refused(define(stub, text), 'InvalidDefinition', /cannot be run/);
    });
  }

  test('of one name are the same call while they say the same', async () => {
    await using stub = testStub();
    const arn = await define(stub, waits);
    assert.equal(await define(stub, waits), arn);
    await refused(
      define(stub, machineOf({ A: { Type: 'Succeed' } })),
      'StateMachineAlreadyExists',
      /update it instead/,
    );
    assert.equal(await start(stub, {}, 'one'), await start(stub, {}, 'one'));
    await refused(start(stub, { other: 1 }, 'one'), 'ExecutionAlreadyExists', /another name/);
  });

  test('a machine is described, updated, listed and deleted; executions are listed', async () => {
    await using stub = testStub();
    const stateMachineArn = await define(stub, waits);
    const executionArn = await start(stub);
    await stub.clock.advance(DAY);
    const definition = JSON.stringify(machineOf({ A: { Type: 'Succeed' } }));
    await stub.states.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    const described = await stub.states.send(new DescribeStateMachineCommand({ stateMachineArn }));
    assert.deepEqual([described.definition, described.roleArn], [definition, ROLE]);
    const before = await stub.states.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    assert.equal(before.definition, JSON.stringify(waits));
    const { executions } = await stub.states.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED' }),
    );
    assert.deepEqual(
      executions?.map((one) => one.executionArn),
      [executionArn],
    );
    await stub.states.send(new DeleteStateMachineCommand({ stateMachineArn }));
    assert.deepEqual((await stub.states.send(new ListStateMachinesCommand({}))).stateMachines, []);
  });

  test('a reset forgets machines and executions', async () => {
    await using stub = testStub();
    await define(stub, waits);
    await start(stub);
    await stub.stub.reset('123456789012');
    assert.deepEqual((await stub.states.send(new ListStateMachinesCommand({}))).stateMachines, []);
  });
});
