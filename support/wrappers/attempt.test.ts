import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { Failure } from '../failure.ts';
import { type Harness, startHarness } from '../harness.ts';
import type { RulesMode } from '../rules/types.ts';
import { type AttemptOptions, attempt } from './attempt.ts';
import { describeWrapperVerdict, judgeAttempt } from './judge/index.ts';
import { situations } from './situations/index.ts';
import { situationOf } from './testing/attempts.ts';
import type { WrapperVerdict } from './types.ts';

const wrapper = (name: string): readonly string[] => [
  process.execPath,
  fileURLToPath(new URL(`./testing/wrappers/${name}.ts`, import.meta.url)),
];

let harness: Harness;
before(async () => {
  harness = await startHarness({ time: 'instant' });
});
after(() => harness[Symbol.asyncDispose]());

const tryIn = (situation: string, name: string, options: Partial<AttemptOptions> = {}) =>
  attempt(harness, { wrapper: name, situation: situationOf(situation), command: wrapper(name), ...options });

/** Those that are broken or leave something not shown, each with the member it is about. */
const brokenIn = ({ findings }: WrapperVerdict) =>
  findings
    .filter(({ outcome }) => outcome !== 'advice')
    .map(({ id, member }) => [id, member].filter(Boolean).join(' '));

const FLAG = 'EnableInterContainerTrafficEncryption';

interface Row {
  /** What a wrapper that passes does. */
  readonly did: string;
  readonly wrong: Readonly<Record<string, readonly string[]>>;
}

const ROWS: Readonly<Record<string, Row>> = {
  documented: {
    did: 'launched 1 job, encrypted',
    wrong: {
      'forgets-the-flag': [`flag-not-sent ${FLAG}`],
      'asks-nobody': ['no-call'],
    },
  },
  'no-rules': {
    did: 'was refused with ValidationException, exit code 1',
    wrong: {
      'falls-back': [`flag-false ${FLAG}`, 'launched-anyway', `fallback-in-the-clear ${FLAG}`],
      'hides-errors': ['error-hidden'],
    },
  },
  'esp-missing': {
    did: 'was refused with ValidationException, exit code 1',
    wrong: {
      'forgets-the-flag': [`flag-not-sent ${FLAG}`, 'launched-anyway'],
      'asks-nobody': ['no-call'],
    },
  },
  'wrong-vpc': {
    did: 'was refused with ValidationException, exit code 1',
    wrong: { 'hides-errors': ['error-hidden'] },
  },
  'no-vpc': {
    did: 'made no SageMaker call, exit code 2',
    wrong: { 'encrypts-with-a-vpc-only': [`flag-not-sent ${FLAG}`, 'launched-anyway'] },
  },
  'no-subnets': {
    did: 'made no SageMaker call, exit code 2',
    wrong: {
      'drops-the-vpc': ['vpc-not-sent VpcConfig'],
      'encrypts-with-a-vpc-only': [`flag-not-sent ${FLAG}`, 'vpc-not-sent VpcConfig', 'launched-anyway'],
    },
  },
  'one-instance': {
    did: 'launched 1 job, encrypted',
    wrong: { 'ignores-the-number': ['shape-not-taken ResourceConfig.InstanceCount'] },
  },
  heterogeneous: {
    did: 'launched 1 job, encrypted',
    wrong: {
      'counts-one-group': [`flag-false ${FLAG}`],
      'ignores-the-number': ['shape-not-taken ResourceConfig.InstanceGroups'],
    },
  },
  'throttled-twice': {
    did: 'launched 1 job, encrypted, after 2 failed tries',
    wrong: {
      'tries-once': ['gave-up'],
      'retries-without-the-vpc': ['vpc-not-sent VpcConfig', 'retry-weaker VpcConfig', 'vpc-required VpcConfig'],
    },
  },
  'denied-without-flag': {
    did: 'launched 1 job, encrypted',
    wrong: { 'hides-denials': ['error-hidden'] },
  },
};

test('every situation has a wrapper that passes and one that fails', () => {
  assert.deepEqual(Object.keys(ROWS).sort(), situations.map(({ id }) => id).sort());
  for (const [id, { wrong }] of Object.entries(ROWS)) assert.ok(Object.keys(wrong).length > 0, id);
});

suite('in every situation', { concurrency: 4 }, () => {
  for (const [id, { did, wrong }] of Object.entries(ROWS)) {
    test(`${id}: a right wrapper passes`, async () => {
      const verdict = judgeAttempt(await tryIn(id, 'right'));
      // No advice either: nothing but what the situation is about stands in the way.
      assert.deepEqual(verdict.findings, [], describeWrapperVerdict(verdict));
      assert.equal(verdict.outcome, 'passed');
      assert.equal(verdict.did, did);
    });

    for (const [name, expected] of Object.entries(wrong)) {
      test(`${id}: one that ${name.replaceAll('-', ' ')} does not pass`, async () => {
        const verdict = judgeAttempt(await tryIn(id, name));
        assert.deepEqual(brokenIn(verdict), expected, describeWrapperVerdict(verdict));
        const broken = verdict.findings.some(({ outcome }) => outcome === 'broken');
        assert.equal(verdict.outcome, broken ? 'failed' : 'not shown');
      });
    }
  }
});

suite('an attempt', () => {
  test('has what was given, sent and said, and nothing of how the network was made', async () => {
    const output: string[] = [];
    const seen = await tryIn('documented', 'right', {
      region: 'us-west-2',
      onOutput: (_, chunk) => output.push(Buffer.from(chunk).toString()),
    });
    assert.equal(seen.region, 'us-west-2');
    assert.equal(seen.given.subnets.length, 3);
    assert.deepEqual(
      seen.calls.map(({ service, operation }) => `${service} ${operation}`),
      ['sagemaker CreateTrainingJob'],
    );
    assert.deepEqual(
      seen.jobs.map(({ name, status, region }) => [name, status, region]),
      [['fraud-7', 'Completed', 'us-west-2']],
    );
    assert.deepEqual(
      seen.verdicts.map(({ job, refusals }) => [job.name, refusals]),
      [['fraud-7', []]],
    );
    assert.match(output.join(''), /^launched arn:aws:sagemaker:us-west-2:/);
    assert.equal(seen.command.output, output.join(''));
  });

  test('fills in what the command line asks for', async () => {
    const script = 'console.log(process.argv.slice(1).join(" "))';
    const command = [process.execPath, '-e', script, '{instances}', '{region}', '{role_arn}'];
    const { command: ran, account } = await tryIn('documented', 'right', { command });
    assert.equal(ran.output.trim(), `2 eu-central-1 arn:aws:iam::${account}:role/training`);
  });

  test('takes faults and policy away again', async () => {
    const account = harness.createAccount();
    const job = (TrainingJobName: string) =>
      new CreateTrainingJobCommand({
        TrainingJobName,
        RoleArn: `arn:aws:iam::${account.id}:role/training`,
        AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
        OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 10 },
        StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      });
    const [kept] = harness.faults.add(`sagemaker.ListTags:throttle:account=${account.id}`);
    await tryIn('throttled-twice', 'asks-nobody', { account });
    assert.deepEqual(
      harness.faults.list().map(({ id }) => id),
      [kept?.id],
    );
    await tryIn('denied-without-flag', 'asks-nobody', { account });
    await account.sagemaker.send(job('in-the-clear'));
    harness.faults.remove(kept?.id ?? '');
  });

  test('ends with what its situation ends with', async () => {
    const broken = {
      ...situationOf('documented'),
      prepare: () => Promise.reject(new Failure('no EC2', { exitCode: 3 })),
    };
    await assert.rejects(tryIn('documented', 'right', { situation: broken }), /no EC2/);
    await assert.rejects(tryIn('documented', 'right', { command: [] }), { name: 'Failure', exitCode: 2 });
  });

  test('has the jobs that a tuning job launched', async () => {
    const seen = await tryIn('documented', 'tunes', { command: [...wrapper('tunes'), 'encrypted'] });
    assert.deepEqual(
      seen.jobs.map(({ operation, parent }) => [operation, parent?.split('/').at(-1)]),
      [
        ['CreateHyperParameterTuningJob', undefined],
        ['CreateTrainingJob', 'tune-7'],
        ['CreateTrainingJob', 'tune-7'],
      ],
    );
    assert.deepEqual(judgeAttempt(seen).findings, []);
    const clear = await tryIn('documented', 'tunes');
    assert.deepEqual(brokenIn(judgeAttempt(clear)), [`flag-not-sent TrainingJobDefinition.${FLAG}`]);
  });

  test('sees jobs that were sent to another region', async () => {
    const environment = { AWS_REGION: 'eu-west-3' };
    const seen = await tryIn('documented', 'right', { environment });
    const verdict = judgeAttempt(seen);
    assert.deepEqual(brokenIn(verdict), [
      'region-changed',
      'subnets-exist VpcConfig',
      'security-groups-exist VpcConfig',
    ]);
  });

  test('ends when it is told to', async () => {
    const command = [process.execPath, '-e', 'setInterval(() => {}, 1000)'];
    const { command: ran } = await tryIn('documented', 'right', { command, signal: AbortSignal.timeout(500) });
    assert.equal(ran.ending, 'interrupted');
    const late = await tryIn('documented', 'right', { command, timeoutMs: 500 });
    assert.deepEqual(brokenIn(judgeAttempt(late)), ['no-call', 'timed-out']);
  });
});

for (const rules of ['documented', 'observed'] satisfies RulesMode[]) {
  test(`who launches what cannot be encrypted fails under ${rules} rules`, async () => {
    await using other = await startHarness({ time: 'instant', rules });
    const situation = situationOf('esp-missing');
    const verdict = judgeAttempt(await attempt(other, { wrapper: 'right', situation, command: wrapper('right') }));
    // Under observed rules nobody refuses; a wrapper that does not look itself launches what stalls.
    assert.deepEqual(brokenIn(verdict), rules === 'observed' ? ['launched-anyway'] : []);
  });
}
