import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { JournalEntry } from '../../gateway/index.ts';
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
  return { log: new CallLog((text) => written.push(stripVTControlCharacters(text))), written };
}

test('a refused job is told by its verdict alone', () => {
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
  assert.equal(written[0], '! sagemaker CreateTrainingJob  400 ValidationException  first line\n');
  assert.equal(written[1], `! CreateTrainingJob  403 MissingAuthenticationToken  ${'x'.repeat(239)}…\n`);
});

test('a call that a fault held up is one line too', () => {
  const { log: told, written } = log();
  told.call(call({ durationMs: 800.4, faults: [{ id: 'fault-1', text: 'CreateTrainingJob:slow:ms=800' }] }));
  assert.deepEqual(written, ['~ sagemaker CreateTrainingJob  200 after 800 ms  CreateTrainingJob:slow:ms=800\n']);
});
