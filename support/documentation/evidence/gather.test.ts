import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../gateway/journal.ts';
import type { Network } from '../../network/model.ts';
import type { Finding, Verdict } from '../../rules/types.ts';
import type { JobRecord } from '../../sagemaker/accounts/job-record.ts';
import { CONDITIONS } from '../site/testing/runs.ts';
import { type Done, evidenceOf } from './gather.ts';

const entry = (service: string, operation: string, more: Partial<JournalEntry> = {}): JournalEntry => ({
  sequence: 1,
  time: '',
  durationMs: 1,
  caller: { account: '1', region: 'r' },
  status: 200,
  service,
  operation,
  input: { a: 1 },
  output: { b: 2 },
  ...more,
});

const network = { vpcs: [], subnets: [] } as unknown as Network;
const finding = { rule: 'a', outcome: 'broken' } as unknown as Finding;
const verdict: Verdict = {
  job: {
    operation: 'CreateTrainingJob',
    name: 'a',
    path: '',
    encrypted: true,
    flagPath: '',
    vpc: undefined,
    instances: 2,
    instanceTypes: [],
  },
  findings: [finding],
  refusals: [finding],
  stalls: false,
  network,
};
const job = (more: Partial<JobRecord> = {}): JobRecord => ({
  account: '1',
  region: 'r',
  operation: 'CreateTrainingJob',
  name: 'a',
  status: 'Completed',
  verdicts: [],
  transitions: [{ status: 'Starting', at: '2026-01-01T00:00:00.000Z' }],
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

const done = (more: Partial<Done> = {}): Done => ({
  conditions: CONDITIONS,
  entries: [],
  verdicts: [],
  jobs: [],
  timings: [],
  ...more,
});

test('calls to SageMaker are reported, and those to EC2 that change something', () => {
  const { calls } = evidenceOf(
    done({
      entries: [
        entry('ec2', 'CreateVpc'),
        entry('ec2', 'DescribeVpcs'),
        entry('sagemaker', 'DescribeTrainingJob'),
        entry('s3', 'PUT /bucket'),
        entry('ec2', 'RevokeSecurityGroupEgress', {
          status: 400,
          error: { code: 'X', message: 'no' },
          output: undefined,
        }),
        entry('sagemaker', 'CreateTrainingJob', { operation: undefined as never, input: undefined, status: 0 }),
      ],
    }),
  );
  assert.deepEqual(calls, [
    { service: 'ec2', operation: 'CreateVpc', status: 200, input: { a: 1 }, output: { b: 2 } },
    { service: 'sagemaker', operation: 'DescribeTrainingJob', status: 200, input: { a: 1 }, output: { b: 2 } },
    {
      service: 'ec2',
      operation: 'RevokeSecurityGroupEgress',
      status: 400,
      input: { a: 1 },
      error: { code: 'X', message: 'no' },
    },
    { service: 'sagemaker', operation: 'unknown', status: 0, input: null, output: { b: 2 } },
  ]);
});

test('verdicts come with the network that they were made in, jobs with their lives', () => {
  const timing = { name: 'x', instances: 2, clearSeconds: 1, encryptedSeconds: 2 };
  const evidence = evidenceOf(
    done({
      verdicts: [verdict],
      jobs: [job({ endedAt: '2026-01-01T01:00:00.000Z' }), job({ name: 'refused', transitions: [] })],
      timings: [timing],
    }),
  );
  assert.deepEqual(evidence, {
    schema: 1,
    conditions: CONDITIONS,
    calls: [],
    verdicts: [{ job: verdict.job, findings: [finding], refused: true, stalls: false, network }],
    timelines: [
      {
        name: 'a',
        operation: 'CreateTrainingJob',
        status: 'Completed',
        transitions: [{ status: 'Starting', at: '2026-01-01T00:00:00.000Z' }],
        createdAt: '2026-01-01T00:00:00.000Z',
        endedAt: '2026-01-01T01:00:00.000Z',
      },
    ],
    timings: [timing],
  });
});

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const text = (length: number) => 'ä'.repeat(length);

test('evidence that is too large gives up what matters least first, and says so', () => {
  const entries = [
    entry('sagemaker', 'DescribeTrainingJob', { output: { text: text(1_000) } }),
    entry('sagemaker', 'CreateTrainingJob', { input: { text: text(300) }, output: { text: text(300) } }),
  ];
  const at = (limit: number) => evidenceOf(done({ entries }), limit);
  const whole = at(100_000);
  assert.equal(whole.leftOut, undefined);
  const first = at(bytes(whole) - 1);
  assert.deepEqual(first.leftOut, ['answers of calls that only read']);
  assert.deepEqual(
    first.calls.map((call) => call.output !== undefined),
    [false, true],
  );
  const second = at(bytes(first) - 1);
  assert.deepEqual(second.leftOut, ['answers of calls that only read', '1 calls that only read']);
  assert.deepEqual(
    second.calls.map(({ operation }) => operation),
    ['CreateTrainingJob'],
  );
  const third = at(900);
  assert.deepEqual(third.leftOut?.slice(2), ['answers of calls', '1 calls']);
});

test('however much a scenario does, its evidence stays within the limit', () => {
  const many = <T>(value: T): T[] => Array.from({ length: 500 }, () => value);
  const evidence = evidenceOf(
    done({
      entries: many(entry('sagemaker', 'CreateTrainingJob', { input: { text: text(1_500) } })),
      verdicts: many({ ...verdict, findings: [{ ...finding, text: text(1_500) }] }),
      jobs: many(job()),
    }),
  );
  assert.ok(bytes(evidence) <= 64 * 1024, String(bytes(evidence)));
  assert.ok(evidence.calls.length > 0 && evidence.verdicts.length > 0 && evidence.timelines.length > 0);
  assert.ok(
    evidence.leftOut?.some((what) => /^\d+ verdicts$/.test(what)),
    JSON.stringify(evidence.leftOut),
  );
});
