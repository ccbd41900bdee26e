/** Sites that never were, for tests. Nothing but tests imports this. */
import { claims } from '../../../../rules/claims.ts';
import { slug } from '../../../../text/slug.ts';
import { siteClaims } from '../../merge/claims.ts';
import { evidence, HOSTILE, LIVES, SAMPLES } from '../../pictures/testing/samples.ts';
import { CONDITIONS } from '../../testing/runs.ts';
import type {
  Evidence,
  EvidenceVerdict,
  SiteData,
  SiteResult,
  SiteRun,
  SiteScenario,
  SiteWrapperCell,
} from '../../types.ts';

export { HOSTILE };

type Parts = Partial<Omit<SiteData, 'claims'>>;

export const EMBEDDED = 'embedded-documented';
export const LOCALSTACK = 'localstack-documented';

export function run(id = EMBEDDED, parts: Partial<SiteRun> = {}): SiteRun {
  return {
    id,
    conditions: { ...CONDITIONS, engine: id.split('-')[0] ?? '', engineDescription: `${id.split('-')[0]} EC2` },
    startedAt: '2026-01-02T03:04:05.000Z',
    endedAt: '2026-01-02T03:04:12.000Z',
    counts: { passed: 0, failed: 0, skipped: 0, planned: 0 },
    missingShards: [],
    ...parts,
  };
}

export function result(parts: Partial<SiteResult> = {}): SiteResult {
  const failed = parts.status === 'failed';
  return {
    run: EMBEDDED,
    status: 'passed',
    reason: failed ? 'the job is refused because outbound ESP is missing: it was accepted' : '',
    seconds: 0.02,
    steps: [
      { keyword: 'Given ', text: 'a private VPC whose security group has the documented rules', status: 'passed' },
      { keyword: 'When ', text: 'an encrypted training job with 2 instances is created', status: 'passed' },
      failed
        ? { keyword: 'Then ', text: 'the job is refused', status: 'failed', error: 'it was accepted' }
        : { keyword: 'Then ', text: 'the job starts', status: 'passed' },
    ],
    ...parts,
  };
}

export function scenario(name: string, claim: string | undefined, parts: Partial<SiteScenario> = {}): SiteScenario {
  return {
    id: slug(name),
    feature: 'What must be let through',
    rule: 'Members may exchange IKE and ESP',
    name,
    location: 'features/05-security-group.feature:12',
    tags: claim === undefined ? [] : [`@claim:${claim}`],
    claims: claim === undefined ? [] : [claim],
    results: [result()],
    ...parts,
  };
}

/** The claims' verdicts are those that real messages would lead to. */
export function siteOf(parts: Parts = {}): SiteData {
  const scenarios = parts.scenarios ?? [];
  const runs = parts.runs ?? [run()];
  const covered = new Set(scenarios.flatMap((one) => one.claims));
  return {
    title: 'Is traffic between training instances encrypted?',
    writtenAt: '2026-01-02T03:05:00.000Z',
    wrappers: [],
    problems: [],
    ...parts,
    runs,
    scenarios,
    claims: siteClaims(
      claims,
      scenarios,
      runs.map(({ id }) => ({ id, allFeaturesRead: true, covered })),
    ),
  };
}

/** One scenario for each claim that a test can decide: all is well. */
export const FINE: readonly SiteScenario[] = claims
  .filter(({ test }) => test.kind !== 'none')
  .map(({ id }) => scenario(`that ${id} holds`, id));

export const evidenceOf = (verdicts: readonly EvidenceVerdict[], parts: Partial<Evidence> = {}): Evidence => ({
  schema: 1,
  conditions: CONDITIONS,
  calls: [
    { service: 'ec2', operation: 'CreateVpc', status: 200, input: { CidrBlock: '10.0.0.0/16' }, output: { Vpc: {} } },
    {
      service: 'sagemaker',
      operation: 'CreateTrainingJob',
      status: 400,
      input: {
        TrainingJobName: 'fraud-7',
        ResourceConfig: { VolumeSizeInGB: 10, InstanceCount: 2, InstanceType: 'ml.m5.xlarge' },
        EnableInterContainerTrafficEncryption: true,
      },
      error: { code: 'ValidationException', message: 'train-encrypt refuses this job' },
    },
  ],
  verdicts,
  timelines: Object.values(LIVES).slice(0, 2),
  timings: [{ name: 'deep learning on 2', instances: 2, clearSeconds: 865, encryptedSeconds: 1025 }],
  ...parts,
});

export const sampleVerdict = (name: keyof typeof SAMPLES): EvidenceVerdict => SAMPLES[name] ?? evidence();

export function cell(wrapper: string, situation: string, parts: Partial<SiteWrapperCell> = {}): SiteWrapperCell {
  return {
    wrapper,
    situation,
    expectation: 'refuses',
    outcome: 'passed',
    answer: { answer: 'refused', because: ['ValidationException'], expected: true },
    did: 'refused with ValidationException, exit code 1',
    report: `✓ ${wrapper}          situation: ${situation}`,
    output: 'botocore.exceptions.ClientError',
    history: [{ at: '2026-01-01T00:00:00.000Z', outcome: 'passed', version: '0.1.0' }],
    ...parts,
  };
}

/** So many wrappers in so many situations; each wrapper fails in two of them for one cause. */
export const wide = (wrappers: number, situations: number): readonly SiteWrapperCell[] =>
  Array.from({ length: wrappers }, (_, row) =>
    Array.from({ length: situations }, (_, column) =>
      cell(
        `wrapper-${row}`,
        `situation-${column}`,
        (row + column) % Math.max(2, situations / 2) === 0
          ? {
              outcome: 'failed',
              answer: { answer: 'unencrypted', because: ['EnableInterContainerTrafficEncryption: absent'] },
              did: 'launched 1 job, not encrypted',
            }
          : {},
      ),
    ),
  ).flat();

/** An attempt of which all was kept. */
export const WHOLE: Partial<SiteWrapperCell> = {
  outcome: 'failed',
  answer: { answer: 'unencrypted', because: ['EnableInterContainerTrafficEncryption: absent'] },
  seen: {
    title: 'A private VPC without ESP',
    reason: 'No encrypted traffic would pass.',
    configured: ['python', 'launch.py', '--subnets', '{subnets}'],
    command: ['python', 'launch.py', '--subnets', 'subnet-a,subnet-b'],
    environment: ['TEAM'],
    given: {
      subnets: ['subnet-a', 'subnet-b'],
      securityGroups: ['sg-1'],
      roleArn: 'arn:aws:iam::123456789012:role/training',
      shape: { instances: 2 },
    },
    ended: 'exit code 0',
    seconds: 1.2,
    isolation: 'kernel (only the endpoint could be reached)',
    sent: [
      {
        operation: 'CreateTrainingJob',
        name: 'fraud-7',
        path: '',
        status: 'created',
        instances: 2,
        members: [
          { member: 'EnableInterContainerTrafficEncryption', wanted: 'true', sent: 'not sent', asWanted: false },
        ],
      },
    ],
    findings: [
      {
        id: 'flag-not-sent',
        outcome: 'broken',
        member: 'EnableInterContainerTrafficEncryption',
        text: 'Two instances would exchange unencrypted traffic.',
        closestMatch: 'VpcConfig is as given',
        fix: ['Send EnableInterContainerTrafficEncryption: true.'],
        provenance: 'documented',
        exception: {
          wrapper: 'launch.py',
          situation: 'esp-missing',
          finding: 'flag-not-sent',
          owner: 'ada',
          reason: 'fixed in 3.2',
          expires: '2099-01-31',
        },
      },
    ],
    requests: [
      {
        service: 'sagemaker',
        operation: 'CreateTrainingJob',
        status: 200,
        input: { TrainingJobName: 'fraud-7', ResourceConfig: { VolumeSizeInGB: 10, InstanceCount: 2 } },
      },
    ],
    calls: [{ service: 'sagemaker', operation: 'CreateTrainingJob', status: 200 }],
    egress: [{ host: 'blocked.example', what: 'refused' }],
    verdicts: [sampleVerdict('no-esp-egress')],
  },
};

/** A little of everything that pages can show: failures, two runs, a missing shard, wrappers that changed. */
export function everything(): SiteData {
  const missing = sampleVerdict('no-esp-egress');
  const failing = scenario('outbound ESP taken away', 'outbound-rules', {
    example: { missing: 'ESP', there: 'IKE' },
    tags: ['@claim:outbound-rules', '@documented'],
    results: [
      result({ evidence: evidenceOf([sampleVerdict('documented')]) }),
      result({ run: LOCALSTACK, status: 'failed', evidence: evidenceOf([missing]) }),
    ],
  });
  const skipped = scenario('from a released SDK', undefined, {
    location: 'features/wrappers/check.feature:4',
    feature: 'Wrappers',
    tags: ['@requires:python'],
    results: [result({ status: 'skipped', reason: 'it requires python, which is not here' })],
  });
  const onBoth = FINE.map((one) => ({ ...one, results: [...one.results, result({ run: LOCALSTACK })] }));
  const failedNow = cell('launch.py', 'no-vpc', {
    outcome: 'failed',
    answer: { answer: 'unencrypted', because: ['EnableInterContainerTrafficEncryption: absent'] },
    did: 'launched 1 job, not encrypted',
    history: [
      { at: '2026-01-01T00:00:00.000Z', outcome: 'passed', version: '0.1.0' },
      { at: '2026-01-02T00:00:00.000Z', outcome: 'failed', version: '0.1.0' },
    ],
  });
  return siteOf({
    runs: [run(), run(LOCALSTACK, { missingShards: ['2/3'] })],
    scenarios: [...onBoth, failing, skipped],
    wrappers: [
      cell('launch.py', 'documented'),
      failedNow,
      cell('train.sh', 'documented', { outcome: 'excepted', history: [] }),
    ],
    problems: ['a hook around the run failed: connect ECONNREFUSED'],
  });
}

const WORDS = ['outbound', 'inbound', 'subnet', 'tuning', 'warm pool', 'spot', 'network ACL', 'prefix list', 'retries'];

/** So many scenarios in files of fifty each, a few of them failed. */
export function many(count: number): SiteData {
  const testable = claims.filter(({ test }) => test.kind !== 'none');
  const scenarios = Array.from({ length: count }, (_, n) => {
    const claim = testable[n % testable.length]?.id;
    const words = [n, n * 7 + 3, n * 31 + 1].map((one) => WORDS[one % WORDS.length]).join(' with ');
    const file = Math.floor(n / 50);
    return scenario(`${words}, number ${n}`, claim, {
      location: `features/${file}/made-up.feature:${10 + (n % 50)}`,
      feature: `Made up ${file}`,
      results: [result(n % 400 === 399 ? { status: 'failed' } : {})],
    });
  });
  return siteOf({ scenarios });
}

/** Everything that comes from outside, as bad as it can be. */
export function hostile(text = HOSTILE): SiteData {
  const verdict = sampleVerdict('hostile');
  const step = { keyword: text, text, status: 'failed', table: [[text, text]], docString: text, error: text };
  const results = [
    result({
      run: text,
      status: 'failed',
      reason: text,
      steps: [step],
      evidence: evidenceOf([verdict], {
        calls: [
          { service: text, operation: text, status: 200, input: { [text]: text }, output: [text] },
          {
            service: 'sagemaker',
            operation: `Create${text}`,
            status: 400,
            input: text,
            error: { code: text, message: text },
          },
        ],
        timelines: [LIVES.hostile, LIVES.completed].flatMap((life) => life ?? []),
        timings: [{ name: text, instances: 2, clearSeconds: 1, encryptedSeconds: 2 }],
        leftOut: [text],
      }),
    }),
    result({ run: LOCALSTACK, status: 'skipped', reason: text }),
  ];
  const bad = (id: string, claim: string | undefined): SiteScenario => ({
    id,
    feature: text,
    rule: text,
    name: text,
    example: { [text]: `${text} 2` },
    location: `features/${text}.feature:3`,
    tags: [text, `@claim:${claim}`],
    claims: claim === undefined ? [] : [claim],
    results,
  });
  const conditions = { ...CONDITIONS, engineDescription: text, node: text };
  return siteOf({
    title: text,
    runs: [run(text, { conditions }), run(LOCALSTACK)],
    scenarios: [bad('one', 'outbound-rules'), bad('two', undefined)],
    wrappers: [
      cell(text, text, {
        expectation: text,
        outcome: 'failed',
        did: text,
        report: text,
        output: text,
        history: [
          { at: '2026-01-01T00:00:00.000Z', outcome: text, version: text },
          { at: '2026-01-01T00:00:00.000Z', outcome: 'failed', version: text },
        ],
      }),
    ],
    problems: [text],
  });
}
