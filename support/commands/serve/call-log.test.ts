import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { ANSWER_CASES } from '../../findings/testing/cases.ts';
import type { JournalEntry } from '../../gateway/index.ts';
import { subnet } from '../../network/testing/sample.ts';
import { verdictOf } from '../../rules/testing/sample.ts';
import type { Finding, Verdict } from '../../rules/types.ts';
import { CallLog } from './call-log.ts';

const ACCOUNT = '123456789012';
const refusal: Finding = {
  rule: 'vpc-required',
  claim: 'vpc-required',
  outcome: 'broken',
  provenance: 'documented',
  refuses: true,
  text: 'It names no VPC.',
  closestMatch: '',
  fix: [],
  flows: [],
};
const verdict = (refusals: readonly Finding[]): Verdict => ({
  job: {
    operation: 'CreateTrainingJob',
    name: 'fraud-v7',
    path: '',
    encrypted: true,
    flagPath: 'EnableInterContainerTrafficEncryption',
    vpc: undefined,
    instances: 2,
    instanceTypes: ['ml.m5.large'],
  },
  findings: refusals,
  refusals,
  stalls: false,
});
const call = (more: Partial<JournalEntry>): JournalEntry => ({
  sequence: 1,
  time: '2026-11-23T00:00:00.000Z',
  durationMs: 1,
  caller: { account: ACCOUNT, region: 'eu-central-1' },
  service: 'sagemaker',
  operation: 'CreateTrainingJob',
  status: 200,
  ...more,
});
const failed = call({ status: 400, error: { code: 'ValidationException', message: 'first line\nsecond line' } });

function log() {
  const written: string[] = [];
  const write = (text: string) => {
    const [, time, rest = ''] = /^(\S+) {2}([\s\S]*)$/.exec(stripVTControlCharacters(text)) ?? [];
    assert.equal(time, '09:04:07', text);
    written.push(rest);
  };
  return { log: new CallLog(write, () => new Date(2026, 10, 28, 9, 4, 7)), written };
}

test('a refused job is reported by its verdict alone', () => {
  const { log: told, written } = log();
  told.verdict(ACCOUNT, verdict([refusal]));
  told.call(failed);
  assert.equal(written.length, 1);
  assert.match(written[0] ?? '', /fraud-v7[\s\S]*It names no VPC\.[\s\S]*\n\n$/);
  told.call(failed);
  assert.equal(written.length, 2, 'the next failure of this operation is another one');
});

test('a job that may start, and then is refused for another reason, has both told', () => {
  const { log: told, written } = log();
  told.verdict(ACCOUNT, verdict([]));
  told.call(failed);
  assert.equal(written.length, 2);
});

test('a call that failed is one line, a call that went well none', () => {
  const { log: told, written } = log();
  told.call(call({}));
  told.call(failed);
  told.call(
    call({ service: '', status: 403, error: { code: 'MissingAuthenticationToken', message: 'x'.repeat(500) } }),
  );
  assert.equal(written[0], '✗ REFUSED  sagemaker CreateTrainingJob  400 ValidationException  first line\n');
  assert.equal(written[1], `! CreateTrainingJob  403 MissingAuthenticationToken  ${'x'.repeat(239)}…\n`);
});

test('a call that a fault held up is one line too', () => {
  const { log: told, written } = log();
  told.call(call({ durationMs: 800.4, faults: [{ id: 'fault-1', text: 'CreateTrainingJob:slow:ms=800' }] }));
  assert.deepEqual(written, ['~ sagemaker CreateTrainingJob  200 after 800 ms  CreateTrainingJob:slow:ms=800\n']);
});

test('a replay says what it repeats', () => {
  const { log: told, written } = log();
  told.call(call({ status: 500, error: { code: 'InternalFailure', message: 'm' }, replayOf: 7 }));
  assert.deepEqual(written, ['! sagemaker CreateTrainingJob  500 InternalFailure  m  (replay of call 7)\n']);
});

test('a job that a policy refuses is refused by name; a throttled or failed one is not', () => {
  const { log: log_, written } = log();
  const denied = { code: 'AccessDeniedException', message: 'no' };
  log_.call(call({ status: 403, error: denied, input: { TrainingJobName: 'fraud-v7' } }));
  log_.call(
    call({ operation: 'DescribeTrainingJob', status: 400, error: { code: 'ValidationException', message: 'm' } }),
  );
  log_.call(call({ status: 400, error: { code: 'ThrottlingException', message: 'm' } }));
  log_.call(call({ status: 500, error: { code: 'InternalFailure', message: 'm' } }));
  assert.deepEqual(
    written.map((line) => line.slice(0, 22)),
    ['✗ REFUSED  fraud-v7  s', '! sagemaker DescribeTr', '! sagemaker CreateTrai', '! sagemaker CreateTrai'],
  );
});

for (const { name, answer, mark, seen } of ANSWER_CASES) {
  if (seen === undefined || seen.request.ResourceConfig === undefined) continue;
  test(`the log marks "${name}" as ${answer}`, () => {
    const { log: log_, written } = log();
    // Nobody expects a refusal from serve, so there it is no tick.
    if (seen.refusal) {
      log_.call(call({ status: 403, error: { code: seen.refusal.code, message: 'no' }, input: seen.request }));
    } else log_.verdict(ACCOUNT, seen.verdict);
    const expected = answer === 'refused' ? '✗' : mark;
    assert.ok(written[0]?.startsWith(`${expected} ${answer.toUpperCase()}  `), written[0]);
    assert.equal(/^\S+ (NOT SHOWN|[A-Z]+( INSTANCE)?) /.exec(written[0] ?? '')?.[1], answer.toUpperCase());
  });
}

test('two instances without the flag are unencrypted, before the route to S3', () => {
  const { log: log_, written } = log();
  const noRoute = { subnets: [subnet(0, { s3: 'none' }), subnet(1, { s3: 'none' })] };
  log_.verdict(ACCOUNT, verdictOf({ job: { encrypted: undefined }, network: noRoute }));
  assert.match(written[0] ?? '', /^✗ UNENCRYPTED [\s\S]*was not\s+sent\.[\s\S]*No gateway endpoint for S3/);
});
