import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judge } from '../../rules/judge.ts';
import type { RulesMode, Verdict } from '../../rules/types.ts';
import type { JobRecord } from '../../sagemaker/index.ts';
import { type FLAGGED_OPERATIONS, jobsOf } from '../../sagemaker/request-facts.ts';
import {
  ACCOUNT,
  attemptOf,
  DENIED,
  givenIn,
  NETWORK,
  REFUSED,
  REGION,
  situationOf,
  THROTTLED,
  type Told,
} from '../testing/attempts.ts';
import { put, rightRequest, take } from '../testing/requests.ts';
import { judgeAttempt } from './index.ts';

type Operation = (typeof FLAGGED_OPERATIONS)[number];
type Call = NonNullable<Told['calls']>[number];

interface Change {
  readonly situation?: string;
  readonly name?: string;
  readonly without?: readonly string[];
  readonly with?: Readonly<Record<string, unknown>>;
  readonly error?: Call['error'];
  readonly operation?: Operation;
}

/** A call that asks for what a situation gives, with some of it changed. */
function call({ situation, name, without = [], with: put_ = {}, error, operation = 'CreateTrainingJob' }: Change = {}) {
  const input = rightRequest(operation, givenIn(situationOf(situation ?? 'documented')), name);
  for (const path of without) take(input, path);
  for (const [path, value] of Object.entries(put_)) put(input, path, value);
  return { operation, input, ...(error && { error }) } satisfies Call;
}

const FLAG = 'EnableInterContainerTrafficEncryption';
const failed = (output: string) => ({ exitCode: 1, output });

/** Findings as `flag-not-sent VpcConfig`; `?no-call` for what is not shown, `(esp-ports)` for advice. */
const findingsOf = (told: Told) =>
  judgeAttempt(attemptOf(told)).findings.map(({ outcome, id, member }) =>
    [{ broken: id, 'not shown': `?${id}`, advice: `(${id})` }[outcome], member].filter(Boolean).join(' '),
  );

const textOf = (told: Told, id: string) => {
  const found = judgeAttempt(attemptOf(told)).findings.find((finding) => finding.id === id);
  assert.ok(found, `no ${id}`);
  return found;
};

interface Row {
  readonly what: string;
  readonly told: Told;
  readonly finds: readonly string[];
  readonly did?: string;
}

const table = (name: string, rows: readonly Row[]) =>
  suite(name, () => {
    for (const { what, told, finds, did } of rows) {
      test(what, () => {
        assert.deepEqual(findingsOf(told), finds);
        const verdict = judgeAttempt(attemptOf(told));
        const found = (outcome: string) => verdict.findings.some((finding) => finding.outcome === outcome);
        assert.equal(verdict.outcome, found('broken') ? 'failed' : found('not shown') ? 'not shown' : 'passed');
        if (did !== undefined) assert.equal(verdict.did, did);
      });
    }
  });

table('what passes', [
  { what: 'launched as asked', told: { calls: [call()] }, finds: [], did: 'launched 1 job, encrypted' },
  {
    what: 'one instance needs no encryption',
    told: { situation: 'one-instance', calls: [call({ situation: 'one-instance', without: [FLAG] })] },
    finds: [],
    did: 'launched 1 job',
  },
  {
    what: 'one instance, encrypted all the same',
    told: { situation: 'one-instance', calls: [call({ situation: 'one-instance' })] },
    finds: [],
  },
  {
    what: 'instance groups that are called something else',
    told: {
      situation: 'heterogeneous',
      calls: [
        call({
          situation: 'heterogeneous',
          with: { 'ResourceConfig.InstanceGroups.1.InstanceGroupName': 'loaders' },
        }),
      ],
    },
    finds: [],
  },
  {
    what: 'refused, and said so',
    told: {
      situation: 'esp-missing',
      calls: [call({ error: REFUSED })],
      command: failed('ClientError: ESP is missing'),
    },
    finds: [],
    did: 'was refused with ValidationException, exit code 1',
  },
  {
    what: 'looked at the network and refused by itself',
    told: {
      situation: 'esp-missing',
      calls: [{ operation: 'DescribeSecurityGroups', service: 'ec2' }],
      command: failed('sg-training lets no ESP in'),
    },
    finds: [],
    did: 'made no SageMaker call, exit code 1',
  },
  {
    what: 'saw for itself that subnets are missing',
    told: { situation: 'no-subnets', command: failed('give subnets too') },
    finds: [],
  },
  {
    what: 'tried again after being throttled',
    told: {
      situation: 'throttled-twice',
      calls: [call({ error: THROTTLED }), call({ error: THROTTLED }), call()],
    },
    finds: [],
    did: 'launched 1 job, encrypted, after 2 failed tries',
  },
  {
    what: 'tried again under a name made again',
    told: {
      situation: 'throttled-twice',
      calls: [
        call({ name: 'fraud-2026-11-23-10-15-00-123', error: THROTTLED }),
        call({ name: 'fraud-2026-11-23-10-15-04-456' }),
      ],
    },
    finds: [],
  },
  {
    what: 'did not encrypt, was denied, and said so',
    told: {
      situation: 'denied-without-flag',
      calls: [call({ without: [FLAG], error: DENIED })],
      command: failed('AccessDeniedException'),
    },
    finds: [`(flag-not-sent) ${FLAG}`],
    did: 'was denied, exit code 1',
  },
  {
    what: 'a schedule whose definition is encrypted',
    told: {
      calls: [
        call({ operation: 'CreateDataQualityJobDefinition', name: 'quality' }),
        {
          operation: 'CreateMonitoringSchedule',
          input: {
            MonitoringScheduleName: 'nightly',
            MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'quality', MonitoringType: 'DataQuality' },
          },
        },
      ],
    },
    finds: [],
  },
]);

table('what passes, and says what to know', [
  {
    what: 'let the service refuse what could not be right, and said so',
    told: {
      situation: 'no-subnets',
      calls: [call({ situation: 'no-subnets', with: { 'VpcConfig.Subnets': [''] }, error: REFUSED })],
      command: failed('ClientError'),
    },
    finds: ['(vpc-changed) VpcConfig.Subnets'],
    did: 'was refused with ValidationException, exit code 1',
  },
  {
    what: 'one instance, and the flag turned off',
    told: {
      situation: 'one-instance',
      calls: [call({ situation: 'one-instance', with: { [FLAG]: false } })],
    },
    finds: [`(flag-false-one-instance) ${FLAG}`],
  },
]);

table('members lost', [
  {
    what: 'the flag',
    told: { calls: [call({ without: [FLAG] })] },
    finds: [`flag-not-sent ${FLAG}`],
    did: 'launched 1 job, unencrypted',
  },
  {
    what: 'the flag, said to be false',
    told: { calls: [call({ with: { [FLAG]: false } })] },
    finds: [`flag-false ${FLAG}`],
  },
  {
    what: 'the flag, where the service chooses how many instances there are',
    told: { calls: [call({ operation: 'CreateAutoMLJobV2', without: ['SecurityConfig'] })] },
    finds: [`flag-not-sent SecurityConfig.${FLAG}`, 'vpc-not-sent SecurityConfig.VpcConfig'],
  },
  {
    what: 'the flag of one of several jobs',
    told: { calls: [call(), call({ operation: 'CreateProcessingJob', without: [`NetworkConfig.${FLAG}`] })] },
    finds: [`flag-not-sent NetworkConfig.${FLAG}`],
    did: 'launched 2 jobs, 1 of them unencrypted',
  },
  {
    what: 'the VPC',
    told: { calls: [call({ without: ['VpcConfig'] })] },
    finds: ['vpc-not-sent VpcConfig', 'vpc-required VpcConfig'],
  },
  {
    what: 'the VPC of one instance',
    told: { situation: 'one-instance', calls: [call({ situation: 'one-instance', without: ['VpcConfig'] })] },
    finds: ['vpc-not-sent VpcConfig', 'vpc-required VpcConfig'],
  },
  {
    what: 'the VPC where only groups were given, though the request was refused for it',
    told: {
      situation: 'no-subnets',
      calls: [call({ without: ['VpcConfig'], error: REFUSED })],
      command: failed('ClientError'),
    },
    finds: ['vpc-not-sent VpcConfig'],
  },
  {
    what: 'the VPC where only groups were given: launched without it',
    told: {
      situation: 'no-subnets',
      calls: [call({ without: ['VpcConfig', FLAG] })],
    },
    finds: [`flag-not-sent ${FLAG}`, 'vpc-not-sent VpcConfig', 'launched-anyway'],
  },
  {
    what: 'a subnet',
    told: { calls: [call({ without: ['VpcConfig.Subnets.3'] })] },
    finds: ['vpc-changed VpcConfig.Subnets'],
  },
  {
    what: 'the group, for another one',
    told: { calls: [call({ with: { 'VpcConfig.SecurityGroupIds': ['sg-own'] } })] },
    finds: ['vpc-changed VpcConfig.SecurityGroupIds'],
  },
  {
    what: 'one tried several times is reported once',
    told: {
      situation: 'throttled-twice',
      calls: [call({ without: [FLAG], error: THROTTLED }), call({ without: [FLAG] })],
    },
    finds: [`flag-not-sent ${FLAG}`],
  },
]);

table('the situation was not tried', [
  {
    what: 'one instance instead of two',
    told: { calls: [call({ with: { 'ResourceConfig.InstanceCount': 1 } })] },
    finds: ['?shape-not-taken ResourceConfig.InstanceCount'],
  },
  {
    what: 'one instance instead of two, and the flag turned off',
    told: { calls: [call({ with: { 'ResourceConfig.InstanceCount': 1, [FLAG]: false } })] },
    finds: ['?shape-not-taken ResourceConfig.InstanceCount', `(flag-false-one-instance) ${FLAG}`],
  },
  {
    what: 'as many instances, and no groups',
    told: { situation: 'heterogeneous', calls: [call()] },
    finds: ['?shape-not-taken ResourceConfig.InstanceGroups'],
  },
  {
    what: 'a second job may be smaller',
    told: { calls: [call(), call({ name: 'evaluation', with: { 'ResourceConfig.InstanceCount': 1 } })] },
    finds: [],
  },
  {
    what: 'in another region',
    told: { calls: [{ ...call(), caller: { account: ACCOUNT, region: 'us-east-1' } }] },
    finds: ['region-changed'],
  },
]);

table('nothing asked for', [
  { what: 'no call', told: {}, finds: ['?no-call'], did: 'made no SageMaker call' },
  {
    what: 'calls, and none for a job',
    told: { calls: [{ operation: 'ListTrainingJobs' }, { operation: 'DescribeTrainingJob' }] },
    finds: ['?no-job'],
    did: 'asked for no job',
  },
  {
    what: 'no call, and hosts that could not be reached',
    told: { egress: [{ host: 'pypi.org', what: 'refused' }], command: failed('no network') },
    finds: ['?no-call', '?egress-refused'],
  },
  {
    what: 'a refusal that the network cannot have caused, as nobody looked at it',
    told: { situation: 'esp-missing', command: failed('ImportError: no module named boto3') },
    finds: ['?no-call'],
  },
  {
    what: 'launched nothing where it should not, and made no secret of it but for its exit code',
    told: { situation: 'no-vpc', command: { output: 'no VPC, nothing launched' } },
    finds: ['exit-code'],
  },
  {
    what: 'a shell that did not find the program',
    told: { situation: 'no-vpc', command: { exitCode: 127, output: 'sh: 1: luanch: not found' } },
    finds: ['?no-call'],
  },
  {
    what: 'refused without a word',
    told: { situation: 'no-vpc', command: { exitCode: 1 } },
    finds: ['nothing-said'],
  },
]);

table('what it did with errors', [
  {
    what: 'hid a refusal',
    told: { situation: 'esp-missing', calls: [call({ error: REFUSED })] },
    finds: ['error-hidden'],
  },
  {
    what: 'hid that one of two jobs was refused',
    told: { calls: [call({ name: 'fraud-1', error: REFUSED }), call({ name: 'fraud-2' })] },
    finds: ['error-hidden'],
  },
  {
    what: 'launched unencrypted where it should refuse',
    told: { situation: 'no-vpc', calls: [call({ situation: 'no-vpc', without: [FLAG, 'VpcConfig'] })] },
    finds: [`flag-not-sent ${FLAG}`, 'launched-anyway'],
  },
  {
    what: 'launched without encryption after a refusal',
    told: { situation: 'esp-missing', calls: [call({ error: REFUSED }), call({ without: [FLAG] })] },
    finds: [`flag-not-sent ${FLAG}`, 'launched-anyway', `fallback-in-the-clear ${FLAG}`],
  },
  {
    what: 'launched outside the VPC after a refusal',
    told: { situation: 'wrong-vpc', calls: [call({ error: REFUSED }), call({ without: ['VpcConfig'] })] },
    finds: ['vpc-not-sent VpcConfig', 'launched-anyway', 'fallback-in-the-clear VpcConfig'],
  },
  {
    what: 'launched encrypted where it should refuse',
    told: { situation: 'esp-missing', calls: [call()] },
    finds: ['exit-code'],
  },
  {
    what: 'got round a denial',
    told: {
      situation: 'denied-without-flag',
      calls: [call({ error: DENIED }), call({ without: [FLAG] })],
    },
    finds: [`flag-not-sent ${FLAG}`, `fallback-in-the-clear ${FLAG}`],
  },
  {
    what: 'hid a denial',
    told: { situation: 'denied-without-flag', calls: [call({ without: [FLAG], error: DENIED })] },
    finds: ['error-hidden', `(flag-not-sent) ${FLAG}`],
  },
  {
    what: 'did not try again',
    told: { situation: 'throttled-twice', calls: [call({ error: THROTTLED })], command: failed('Rate exceeded') },
    finds: ['gave-up'],
    did: 'was throttled, exit code 1',
  },
  {
    what: 'did not try often enough',
    told: {
      situation: 'throttled-twice',
      calls: [call({ error: THROTTLED }), call({ error: THROTTLED })],
      command: failed('Rate exceeded'),
    },
    finds: ['gave-up'],
  },
  {
    what: 'did not try again, and hid it',
    told: { situation: 'throttled-twice', calls: [call({ error: THROTTLED })] },
    finds: ['error-hidden', 'gave-up'],
  },
  {
    what: 'tried again with less',
    told: { situation: 'throttled-twice', calls: [call({ error: THROTTLED }), call({ without: [FLAG] })] },
    finds: [`flag-not-sent ${FLAG}`, `retry-weaker ${FLAG}`],
  },
  {
    what: 'was refused for something else',
    told: { calls: [call({ error: REFUSED })], command: failed('ClientError') },
    finds: ['exit-code'],
  },
  {
    what: 'failed after it had launched',
    told: { calls: [call()], command: failed('KeyError') },
    finds: ['exit-code'],
    did: 'launched 1 job, encrypted, exit code 1',
  },
  {
    what: 'failed at what nobody answers here, after it had launched',
    told: {
      calls: [
        call(),
        { operation: 'CreateModel', status: 501, error: { code: 'NotImplemented', message: 'not simulated' } },
      ],
      command: failed('NotImplemented'),
    },
    finds: ['(not-simulated)'],
  },
  {
    what: 'failed at what nobody answers here, before it had launched',
    told: {
      calls: [{ operation: 'CreateModel', status: 501, error: { code: 'NotImplemented', message: 'not simulated' } }],
      command: failed('NotImplemented'),
    },
    finds: ['?no-job'],
  },
  {
    what: 'sent again what had been created, as the answer was lost',
    told: {
      calls: [
        { ...call({ error: { code: 'ConnectionReset', message: 'reset' } }), status: 0, output: {} },
        call({ error: { code: 'ResourceInUse', message: 'taken' } }),
      ],
    },
    finds: [],
  },
  {
    what: 'took another job of that name for its own',
    told: {
      calls: [call({ with: { RoleArn: 'other' } }), call({ error: { code: 'ResourceInUse', message: 'taken' } })],
    },
    finds: ['error-hidden'],
  },
  {
    what: 'updated what was there already',
    told: {
      calls: [
        call({ operation: 'CreateMonitoringSchedule', error: { code: 'ResourceInUse', message: 'taken' } }),
        call({ operation: 'UpdateMonitoringSchedule' }),
      ],
    },
    finds: [],
  },
  {
    what: 'a connection that broke off after the job was created',
    told: {
      calls: [{ ...call({ error: { code: 'ConnectionReset', message: 'reset' } }), status: 0, output: {} }],
      command: failed('connection reset'),
    },
    finds: ['exit-code'],
  },
]);

table('the command itself', [
  { what: 'timed out', told: { calls: [call()], command: { ending: 'timed out' } }, finds: ['timed-out'] },
  { what: 'killed', told: { calls: [call()], command: { ending: 'signalled', signal: 'SIGSEGV' } }, finds: ['killed'] },
  { what: 'interrupted', told: { calls: [call()], command: { ending: 'interrupted' } }, finds: ['?interrupted'] },
  {
    what: 'not started',
    told: { command: { ending: 'not started', reason: 'no such program' } },
    finds: ['?not-started'],
    did: 'could not be started',
  },
  {
    what: 'left something running',
    told: { calls: [call()], command: { leftRunning: [{ pid: 7, command: 'sleep 100' }] } },
    finds: ['(left-running)'],
  },
  {
    what: 'printed more than is kept',
    told: { calls: [call()], command: { outputCut: true, outputBytes: 1024 ** 3 } },
    finds: ['(output-cut)'],
  },
  {
    what: 'hosts that it did not need',
    told: {
      calls: [call()],
      egress: [
        { host: 'telemetry.example.com', what: 'refused' },
        { host: 'sts.eu-central-1.amazonaws.com', what: 'untrusted' },
        { host: 's3.eu-central-1.amazonaws.com', what: 'answered' },
      ],
    },
    finds: ['(egress-refused)', '(certificate-untrusted)'],
  },
  {
    what: 'a kind of job that has no such flag',
    told: {
      calls: [
        call(),
        {
          operation: 'CreateTransformJob',
          input: { TransformJobName: 'score', TransformResources: { InstanceCount: 3 } },
          error: { code: 'NotImplemented', message: 'm' },
          status: 501,
        },
      ],
    },
    finds: ['(no-such-flag) TransformResources.InstanceCount'],
  },
]);

/** As the stub judges a request that names no network. */
function verdictsOf({ operation = '', input }: Call, mode: RulesMode = 'documented'): readonly Verdict[] {
  return (jobsOf(operation, input) ?? []).map((job) => judge(job, undefined, { mode, strict: false }));
}

suite('what the rules found', () => {
  const dropped = call({ without: ['VpcConfig'], error: REFUSED });

  test('is carried over, and never fixed by doing without encryption where a network was given', () => {
    const told: Told = { calls: [dropped], verdicts: verdictsOf(dropped), command: failed('ClientError') };
    assert.deepEqual(findingsOf(told), ['vpc-not-sent VpcConfig', 'vpc-required VpcConfig']);
    const { rule, fix, provenance } = textOf(told, 'vpc-required');
    assert.equal(provenance, 'documented');
    assert.equal(rule?.refuses, true);
    assert.deepEqual(fix, []);
    const without = { ...told, given: { subnets: [], securityGroups: [] } };
    assert.deepEqual(textOf(without, 'vpc-required').fix, rule?.fix);
  });

  test('is advice where the rules in force make it so', () => {
    const { error: _, ...accepted } = dropped;
    const told: Told = { calls: [accepted], verdicts: verdictsOf(accepted, 'observed') };
    assert.deepEqual(findingsOf(told), ['vpc-not-sent VpcConfig', '(vpc-required) VpcConfig']);
  });

  test('is the situation’s doing where a good wrapper refuses', () => {
    const sent = call({ situation: 'no-vpc', without: ['VpcConfig'], error: REFUSED });
    const told: Told = {
      situation: 'no-vpc',
      calls: [sent],
      verdicts: verdictsOf(sent),
      command: failed('ClientError'),
    };
    assert.deepEqual(findingsOf(told), []);
  });

  test('a job that stalls was launched anyway', () => {
    const sent = call();
    const [verdict] = verdictsOf(sent);
    assert.ok(verdict);
    const told: Told = { situation: 'esp-missing', calls: [sent], verdicts: [{ ...verdict, stalls: true }] };
    assert.deepEqual(findingsOf(told), ['launched-anyway']);
    assert.match(textOf(told, 'launched-anyway').text, /cannot exchange encrypted traffic/);
  });
});

suite('what a job launched', () => {
  const kept = (operation: Operation, name: string, input: unknown, parent?: string): JobRecord => ({
    account: ACCOUNT,
    region: REGION,
    operation,
    name,
    arn: `arn:${name}`,
    status: 'Completed',
    request: input,
    verdicts: [],
    transitions: [],
    createdAt: '2026-11-23T00:00:00.000Z',
    ...(parent !== undefined && { parent: `arn:${parent}` }),
  });
  const tuning = call({ operation: 'CreateHyperParameterTuningJob', name: 'tune' });
  const parent = kept('CreateHyperParameterTuningJob', 'tune', tuning.input);
  const child = (change: Change) => kept('CreateTrainingJob', 'tune-001', call(change).input, 'tune');
  const toldOf = (...jobs: readonly JobRecord[]): Told => ({ calls: [tuning], jobs });

  test('passes when it is as its parent', () => {
    assert.deepEqual(findingsOf(toldOf(parent, child({}))), []);
  });

  test('must be encrypted', () => {
    assert.deepEqual(findingsOf(toldOf(parent, child({ without: [FLAG] }))), [`child-not-encrypted ${FLAG}`]);
  });

  test('must be in its parent’s network', () => {
    assert.deepEqual(findingsOf(toldOf(parent, child({ without: ['VpcConfig'] }))), ['child-not-encrypted VpcConfig']);
    const other = child({ with: { 'VpcConfig.SecurityGroupIds': ['sg-other'] } });
    assert.deepEqual(findingsOf(toldOf(parent, other)), ['child-not-encrypted VpcConfig']);
  });

  test('is no finding of its own where its parent lost the flag', () => {
    const lost = ['TrainingJobDefinitions.1', 'TrainingJobDefinitions.2'].map((path) => `${path}.${FLAG}`);
    const clear = call({ operation: 'CreateHyperParameterTuningJob', name: 'tune', without: lost });
    const told: Told = {
      calls: [clear],
      jobs: [kept('CreateHyperParameterTuningJob', 'tune', clear.input), child({ without: [FLAG] })],
    };
    const found = findingsOf(told);
    assert.deepEqual(
      found.filter((one) => !one.includes('tuning-jobs')),
      lost.map((path) => `flag-not-sent ${path}`),
    );
  });

  test('an execution of a schedule is held against the definition that it names', () => {
    const definition = call({ operation: 'CreateDataQualityJobDefinition', name: 'quality' });
    const config = { MonitoringJobDefinitionName: 'quality', MonitoringType: 'DataQuality' };
    const execution = call({ operation: 'CreateProcessingJob', name: 'run', without: ['NetworkConfig.VpcConfig'] });
    const told: Told = {
      calls: [definition],
      jobs: [
        kept('CreateDataQualityJobDefinition', 'quality', definition.input),
        kept('CreateMonitoringSchedule', 'nightly', config),
        kept('CreateProcessingJob', 'run', execution.input, 'nightly'),
      ],
    };
    assert.deepEqual(findingsOf(told), ['child-not-encrypted NetworkConfig.VpcConfig']);
  });
});

suite('jobs that are defined for another day', () => {
  const { TrainingJobName: _, ...args } = rightRequest('CreateTrainingJob', givenIn(situationOf('documented')));
  const lost = structuredClone(args);
  take(lost, FLAG);
  const open = {
    ...structuredClone(args),
    [FLAG]: { Get: 'Parameters.Encrypt' },
    VpcConfig: { Subnets: { Get: 'Parameters.Subnets' }, SecurityGroupIds: ['sg-training'] },
    ResourceConfig: { InstanceCount: { Get: 'Parameters.Instances' } },
  };
  const pipeline = (...steps: readonly unknown[]): Told => ({
    calls: [
      {
        operation: 'CreatePipeline',
        input: {
          PipelineName: 'nightly',
          PipelineDefinition: JSON.stringify({
            Version: '2020-12-01',
            Steps: steps.map((Arguments, index) => ({ Name: `train-${index + 1}`, Type: 'Training', Arguments })),
          }),
        },
        output: {},
      },
    ],
  });
  const machine = (Parameters: unknown): Told => ({
    calls: [
      {
        service: 'states',
        operation: 'CreateStateMachine',
        input: {
          name: 'nightly',
          definition: JSON.stringify({
            StartAt: 'Train',
            States: {
              Train: {
                Type: 'Task',
                Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
                Parameters,
                End: true,
              },
            },
          }),
        },
        output: {},
      },
    ],
  });

  test('pass when they lose nothing', () => {
    for (const told of [pipeline(args, args), machine(args)]) assert.deepEqual(findingsOf(told), []);
    assert.equal(judgeAttempt(attemptOf(pipeline(args, args))).did, 'defined 2 jobs, encrypted');
  });

  test('are named by step and by the member’s place in the definition', () => {
    const member = `PipelineDefinition.Steps.2.Arguments.${FLAG}`;
    const told = pipeline(args, lost);
    assert.deepEqual(findingsOf(told), [`flag-not-sent ${member}`]);
    assert.equal(
      textOf(told, 'flag-not-sent').text,
      `CreatePipeline nightly, step train-2: ${member} was not sent, so its 2 instances would exchange unencrypted traffic.`,
    );
    const { sent } = judgeAttempt(attemptOf(told));
    assert.deepEqual(
      sent.map(({ operation, name, path, members: [flag] }) => [operation, name, path, flag?.member, flag?.sent]),
      [
        [
          'CreatePipeline',
          'nightly, step train-1',
          'PipelineDefinition.Steps.1.Arguments',
          `PipelineDefinition.Steps.1.Arguments.${FLAG}`,
          'true',
        ],
        ['CreatePipeline', 'nightly, step train-2', 'PipelineDefinition.Steps.2.Arguments', member, 'not sent'],
      ],
    );
    assert.deepEqual(findingsOf(machine(lost)), [`flag-not-sent definition.States.Train.Parameters.${FLAG}`]);
  });

  test('may leave members to the time when they run; nothing is made of that', () => {
    const at = 'PipelineDefinition.Steps.1.Arguments';
    assert.deepEqual(findingsOf(pipeline(open)), [`(not-decided) ${at}.${FLAG}`, `(not-decided) ${at}.VpcConfig`]);
    assert.equal(
      textOf(pipeline(open), 'not-decided').text,
      `CreatePipeline nightly, step train-1: ${at}.${FLAG} is taken from Parameters.Encrypt when the pipeline runs, so what will be sent is not known.`,
    );
  });

  test('are no launch where a good wrapper launches nothing: nothing runs until they are started', () => {
    for (const situation of ['no-rules', 'esp-missing', 'wrong-vpc']) {
      for (const told of [pipeline(args), machine(args)]) {
        const verdict = judgeAttempt(attemptOf({ ...told, situation }));
        assert.deepEqual(findingsOf({ ...told, situation }), ['?definition-not-started']);
        assert.deepEqual([verdict.answer.answer, verdict.outcome], ['not shown', 'not shown']);
      }
      const clear = judgeAttempt(attemptOf({ ...pipeline(lost), situation }));
      assert.deepEqual([clear.answer.answer, clear.outcome], ['unencrypted', 'failed']);
    }
  });

  test('count once when the same definition is sent again', () => {
    const [first] = pipeline(args, args).calls ?? [];
    assert.ok(first);
    const again = judgeAttempt(attemptOf({ calls: [first, { ...first, operation: 'UpdatePipeline' }, first] }));
    assert.equal(again.did, 'defined 2 jobs, encrypted');
    assert.equal(again.sent.length, 2);
    const [other] = pipeline(args, { ...args, RoleArn: 'other' }).calls ?? [];
    assert.ok(other);
    assert.equal(judgeAttempt(attemptOf({ calls: [first, other] })).did, 'defined 3 jobs, encrypted');
  });

  test('are not judged where their definition lies elsewhere', () => {
    const input = { PipelineName: 'nightly', PipelineDefinitionS3Location: { Bucket: 'b', ObjectKey: 'k' } };
    assert.deepEqual(findingsOf({ calls: [{ operation: 'CreatePipeline', input, output: {} }] }), [
      '?no-job',
      '?definition-not-read PipelineDefinitionS3Location',
    ]);
  });
});

suite('a command that fails by itself', () => {
  const fixOf = (output: string) => textOf({ command: failed(output) }, 'no-call').fix;

  test('is to fix its own error, which is quoted by the last line that names one', () => {
    const python = [
      'Traceback (most recent call last):',
      '  File "launch.py", line 1, in <module>',
      '    import sagemaker',
      "ModuleNotFoundError: No module named 'sagemaker'",
      'See https://docs.example.com/help for help',
    ].join('\n');
    assert.deepEqual(fixOf(python), [
      "Fix the error that the command reports: ModuleNotFoundError: No module named 'sagemaker'",
    ]);
    const node = [
      'node:internal/modules/cjs/loader:1386',
      '  throw err;',
      "Error: Cannot find module 'x'",
      '    at Module._load (node:internal/modules/cjs/loader:1200:12) {',
      "  code: 'MODULE_NOT_FOUND',",
      '}',
      'Node.js v24.1.0',
    ].join('\n');
    assert.deepEqual(fixOf(node), ["Fix the error that the command reports: Error: Cannot find module 'x'"]);
    const chained =
      'ValueError: a\n\nDuring handling of it:\n\nbotocore.exceptions.NoRegionError: You must specify a region.';
    assert.match(fixOf(chained)[0] ?? '', /botocore\.exceptions\.NoRegionError: You must specify a region\.$/);
    const java = 'Exception in thread "main" java.lang.NoClassDefFoundError: a/B\n\tat Main.main(Main.java:3)';
    assert.match(fixOf(java)[0] ?? '', /reports: Exception in thread "main" java\.lang\.NoClassDefFoundError: a\/B$/);
  });

  test('gets the advice about endpoint and credentials only where it names no error of its own', () => {
    assert.match(textOf({}, 'no-call').fix.join(), /endpoint, region and credentials/);
    const called = { calls: [{ operation: 'GetCallerIdentity', service: 'sts' }], command: failed('KeyError: 1') };
    assert.match(textOf(called, 'no-call').fix.join(), /endpoint, region and credentials/);
  });
});

suite('what is said', () => {
  test('which member was lost, and what would exchange unencrypted traffic', () => {
    const tuning = call({
      operation: 'CreateHyperParameterTuningJob',
      name: 'tune-7',
      without: [`TrainingJobDefinitions.2.${FLAG}`],
    });
    const { text, closestMatch, fix, provenance } = textOf({ calls: [tuning] }, 'flag-not-sent');
    assert.equal(
      text,
      `CreateHyperParameterTuningJob tune-7: TrainingJobDefinitions.2.${FLAG} was not sent, so its 2 instances would exchange unencrypted traffic.`,
    );
    assert.equal(
      closestMatch,
      `TrainingJobDefinitions.2.VpcConfig: sent; CreateHyperParameterTuningJob tune-7 has TrainingJobDefinitions.1.${FLAG}: true`,
    );
    assert.deepEqual(fix, [`Send TrainingJobDefinitions.2.${FLAG}: true.`]);
    assert.equal(provenance, 'documented');
  });

  test('which subnets and groups are missing, added and swapped', () => {
    const swapped = call({
      with: {
        'VpcConfig.Subnets': ['subnet-a', 'sg-training', 'subnet-own'],
        'VpcConfig.SecurityGroupIds': ['subnet-b'],
      },
    });
    const { findings } = judgeAttempt(attemptOf({ calls: [swapped] }));
    assert.deepEqual(
      findings.map(({ text }) => text),
      [
        'CreateTrainingJob fraud-7: VpcConfig.Subnets was sent without subnet-b and subnet-c, which were given, with sg-training, which is no subnet and with subnet-own, which nobody gave.',
        'CreateTrainingJob fraud-7: VpcConfig.SecurityGroupIds was sent without sg-training, which was given and with subnet-b, which is no security group.',
      ],
    );
    assert.equal(findings[1]?.closestMatch, `given: ${NETWORK.securityGroups}; sent: subnet-b`);
  });

  test('what it did instead of calling SageMaker', () => {
    const { text, closestMatch } = textOf(
      {
        calls: [{ operation: 'GetCallerIdentity', service: 'sts' }],
        egress: [{ host: 'pypi.org', what: 'refused' }],
        command: failed('Traceback\n  File "launch.py"\nModuleNotFoundError: no module named sagemaker\n\n'),
      },
      'no-call',
    );
    assert.equal(text, 'It made no call to SageMaker (exit code 1).');
    assert.equal(
      closestMatch,
      'Other calls: sts GetCallerIdentity. Hosts tried: pypi.org. It reported: ModuleNotFoundError: no module named sagemaker',
    );
  });
});

suite('what was sent', () => {
  test('job by job, member by member', () => {
    const lost = call({ without: [FLAG], with: { 'VpcConfig.Subnets': ['subnet-a'] } });
    const { sent } = judgeAttempt(attemptOf({ calls: [lost] }));
    assert.deepEqual(sent, [
      {
        operation: 'CreateTrainingJob',
        name: 'fraud-7',
        path: '',
        status: 'created',
        instances: 2,
        members: [
          { member: FLAG, wanted: 'true', sent: 'not sent', asWanted: false },
          { member: 'VpcConfig.Subnets', wanted: 'subnet-a, subnet-b, subnet-c', sent: 'subnet-a', asWanted: false },
          { member: 'VpcConfig.SecurityGroupIds', wanted: 'sg-training', sent: 'sg-training', asWanted: true },
          { member: 'ResourceConfig.InstanceCount', wanted: '2 instances', sent: '2 instances', asWanted: true },
        ],
      },
    ]);
  });

  test('tries of the same request are reported once, with what became of the last', () => {
    const { sent } = judgeAttempt(
      attemptOf({
        situation: 'throttled-twice',
        calls: [call({ error: THROTTLED }), call({ error: THROTTLED }), call()],
      }),
    );
    assert.deepEqual(
      sent.map(({ status, error }) => [status, error]),
      [['created', undefined]],
    );
  });

  test('a try that differs is reported beside the first', () => {
    const { sent } = judgeAttempt(
      attemptOf({ situation: 'esp-missing', calls: [call({ error: REFUSED }), call({ without: [FLAG] })] }),
    );
    assert.deepEqual(
      sent.map(({ status, error }) => [status, error?.code]),
      [
        ['refused', 'ValidationException'],
        ['created', undefined],
      ],
    );
  });
});
