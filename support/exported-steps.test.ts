import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadSupport } from '@cucumber/cucumber/api';
import { ANSWER_CASES } from './findings/testing/cases.ts';
import type { JournalEntry } from './gateway/index.ts';
import type { Verdict } from './rules/types.ts';
import type { JobRecord } from './sagemaker/index.ts';
import type { Attempt, CommandRun, WrapperVerdict } from './wrappers/types.ts';

/** What cucumber-js has in a library beside what it declares of it. */
interface Library {
  readonly stepDefinitions: readonly {
    readonly code: (...args: unknown[]) => unknown;
    readonly expression: { match(text: string): readonly { getValue(self: unknown): unknown }[] | null };
  }[];
  readonly World: new (
    options: object,
  ) => {
    attempt: Attempt;
    vpc: unknown;
    judge: (expectation?: string) => WrapperVerdict;
  };
}

const FLAG = 'EnableInterContainerTrafficEncryption';
const network = { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] };

const request = (more: object = {}) => ({
  TrainingJobName: 'fraud',
  ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
  VpcConfig: network,
  [FLAG]: true,
  ...more,
});

const created = (more: object = {}, kept: Partial<JobRecord> = {}): JobRecord => ({
  account: '123456789012',
  region: 'eu-central-1',
  operation: 'CreateTrainingJob',
  name: 'fraud',
  arn: 'arn:fraud',
  status: 'InProgress',
  request: request(more),
  verdicts: [],
  transitions: [],
  createdAt: '2026-03-02T09:20:00.000Z',
  ...kept,
});

const called = (operation: string, input: unknown): JournalEntry => ({
  sequence: 1,
  time: '2026-03-02T09:20:00.000Z',
  durationMs: 1,
  caller: { account: '123456789012', region: 'eu-central-1' },
  service: 'sagemaker',
  operation,
  input,
  status: 200,
});

const ended = (more: Partial<CommandRun> = {}): CommandRun => ({
  command: ['launch'],
  ending: 'exited',
  exitCode: 0,
  durationMs: 1,
  output: 'launched fraud\n',
  outputBytes: 15,
  outputCut: false,
  leftRunning: [],
  ...more,
});

/** Reachability was looked at, and holds. */
const [encrypted] = ANSWER_CASES.flatMap(({ answer, seen }) => (answer === 'encrypted' && seen ? [seen.verdict] : []));
assert.ok(encrypted);
const VERDICT: Verdict = { ...encrypted, job: { ...encrypted.job, name: 'fraud' } };

const attemptOf = (more: Partial<Attempt> = {}): Attempt => ({
  wrapper: 'launch',
  situation: {
    id: 'scenario',
    title: 'The network of the scenario',
    expectation: 'launches',
    reason: 'The scenario says so.',
    shape: { instances: 2 },
    prepare: () => assert.fail('nothing is prepared'),
  },
  given: { subnets: ['subnet-1'], securityGroups: ['sg-1'], roleArn: 'arn:role', shape: { instances: 2 } },
  account: '123456789012',
  region: 'eu-central-1',
  command: ended(),
  calls: [called('CreateTrainingJob', request())],
  verdicts: [VERDICT],
  jobs: [created()],
  egress: [],
  isolation: { kind: 'kernel', recorded: true, overlay: true },
  ...more,
});

const right = attemptOf();
const none = attemptOf({ jobs: [], calls: [], command: ended({ exitCode: 1, output: 'no subnets\n' }) });
const unencrypted = attemptOf({
  jobs: [created({ [FLAG]: undefined })],
  calls: [called('CreateTrainingJob', request({ [FLAG]: undefined }))],
});
const refusal = { code: 'ValidationException', message: 'train-encrypt refuses this job: …' };
const refused = attemptOf({
  jobs: [created({}, { status: 'Refused' })],
  calls: [{ ...called('CreateTrainingJob', request()), status: 400, error: refusal }],
  command: ended({ exitCode: 1, output: `${refusal.code}: ${refusal.message}\n` }),
});
const single = { ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 } };
const child = created({ [FLAG]: false }, { name: 'fraud-1', parent: 'arn:fraud' });

/** A step, a run of a wrapper that it holds for, one that it does not, and what it then says. */
const cases: readonly (readonly [step: string, holds: Attempt, fails: Attempt, says: RegExp])[] = [
  ['it exits with 0', right, none, /no subnets/],
  ['it exits with 0', right, attemptOf({ command: timedOut() }), /launched fraud/],
  ['it exits with an error', none, right, /launched fraud/],
  ['it exits with an error', none, attemptOf({ command: timedOut() }), /launched fraud/],
  ['it prints "launched"', right, none, /did not print "launched", but:\nno subnets/],
  ['it launched 1 job', right, none, /it launched nothing\nIt ended: exit code 1/],
  ['it launched 1 job', attemptOf({ jobs: [created(), child] }), attemptOf({ jobs: [created(), created()] }), /, /],
  ['it launched nothing', none, right, /it launched CreateTrainingJob fraud/],
  ['it launched nothing', refused, right, /fraud/],
  ['it refused to launch', none, right, /it launched CreateTrainingJob fraud/],
  ['it refused to launch', none, attemptOf({ jobs: [] }), /but exited with 0/],
  ['it refused to launch', none, attemptOf({ jobs: [], command: timedOut() }), /timed out/],
  ['every job it launched is encrypted', right, unencrypted, /fraud is not encrypted: Enable.* is not sent/],
  ['every job it launched is encrypted', right, none, /it launched nothing/],
  ['every job it launched is encrypted', right, attemptOf({ jobs: [created(), child] }), /fraud is not encrypted/],
  ['every job it launched is in the private VPC', right, none, /it launched nothing/],
  [
    'every job it launched is in the private VPC',
    right,
    attemptOf({ jobs: [created({ VpcConfig: { ...network, Subnets: ['subnet-1', 'subnet-9'] } })] }),
    /fraud is elsewhere: subnet-9/,
  ],
  [
    'every job it launched is in the private VPC',
    right,
    attemptOf({ jobs: [created({ VpcConfig: undefined })] }),
    /fraud names no VPC/,
  ],
  ['every job it launched has 2 instances', right, attemptOf({ jobs: [created(single)] }), /fraud/],
  ['no job it launched is unencrypted', right, unencrypted, /fraud is unencrypted: .* is not sent/],
  [
    'no job it launched is unencrypted',
    attemptOf({ jobs: [created({ ...single, [FLAG]: undefined })] }),
    attemptOf({ jobs: [created(), child] }),
    /is false/,
  ],
  ['no job it requested is unencrypted', none, attemptOf({ ...unencrypted, jobs: [] }), /unencrypted/],
  ['it called CreateTrainingJob 1 time', right, none, /it called nothing/],
  [
    'it called nothing but the endpoint',
    attemptOf({ egress: [{ host: 'sts.eu-central-1.amazonaws.com', what: 'answered' }] }),
    attemptOf({ egress: [{ host: 'example.com', what: 'refused' }] }),
    /example\.com \(refused\)/,
  ],
  ['it launches as a good wrapper does', right, unencrypted, /flag-not-sent/],
  ['it does what a good wrapper does there', right, unencrypted, /flag-not-sent/],
  ['it refuses as a good wrapper does', refused, right, /is to refuse/],
  ['the finding flag-not-sent is made', unencrypted, right, /the findings are none/],
  [`the finding flag-not-sent names ${FLAG}`, unencrypted, right, /the findings are none/],
];

function timedOut(): CommandRun {
  const { exitCode: _, ...command } = ended({ ending: 'timed out' });
  return command;
}

describe('the exported steps about wrappers', () => {
  let library: Library;
  before(async () => {
    library = (await loadSupport({
      sources: { defaultDialect: 'en', paths: [], names: [], tagExpression: '', order: 'defined' },
      support: { requireModules: [], requirePaths: [], importPaths: ['steps/index.ts'], loaders: [] },
    })) as unknown as Library;
  });

  function runStep(text: string, attempt: Attempt | undefined): void {
    const world = new library.World({ parameters: {}, attach: () => undefined, log: () => undefined });
    if (attempt !== undefined) world.attempt = attempt;
    world.vpc = { id: 'vpc-1', cidr: '10.20.0.0/16', subnets: [{ id: 'subnet-1', cidr: '' }], groups: ['sg-1'] };
    const matches = library.stepDefinitions.flatMap(({ code, expression }) => {
      const args = expression.match(text);
      return args === null
        ? []
        : [
            () =>
              code.apply(
                world,
                args.map((one) => one.getValue(world)),
              ),
          ];
    });
    assert.equal(matches.length, 1, `${matches.length} steps match "${text}"`);
    matches[0]?.();
  }

  for (const [step, holds, fails, says] of cases) {
    it(`${step}: holds and fails, saying ${says.source}`, () => {
      runStep(step, holds);
      assert.throws(() => runStep(step, fails), { name: 'AssertionError', message: says });
    });
  }

  it('cannot say anything where no wrapper ran', () => {
    assert.throws(() => runStep('it exits with 0', undefined), /this scenario has run no wrapper yet/);
  });
});
