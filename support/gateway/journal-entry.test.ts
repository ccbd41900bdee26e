import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallRecord } from '../protocol/service.ts';
import { entryOf, type Seen, sentMember } from './journal-entry.ts';

const SEEN: Seen = {
  sequence: 1,
  time: '2026-11-28T00:00:00.000Z',
  durationMs: 1,
  caller: { account: '111122223333', region: 'eu-central-1' },
  service: 'sagemaker',
  status: 200,
};
const KEY = 'AKIAQ7RST4UVWX2YZ3AB';
const entry = (call: CallRecord) => entryOf(SEEN, call);

test('nothing that is kept holds a secret', () => {
  const kept = entry({
    operation: 'CreateTrainingJob',
    input: { Environment: { KEY } },
    output: { told: KEY },
    error: { code: 'ValidationException', message: `no ${KEY}` },
  });
  assert.doesNotMatch(JSON.stringify(kept), new RegExp(KEY));
  assert.equal(kept.error?.message, 'no ***');
});

test('a member is read alone, masked, before all is read and after', () => {
  let reads = 0;
  const input = {
    TrainingJobName: `job-${KEY}`,
    DbPassword: 'hunter2-and-more',
    get Environment() {
      reads += 1;
      return {};
    },
  };
  const kept = entry({ operation: 'CreateTrainingJob', input });
  assert.equal(sentMember(kept, 'TrainingJobName'), 'job-***');
  assert.equal(sentMember(kept, 'DbPassword'), '***');
  assert.equal(sentMember(kept, 'toString'), undefined);
  assert.equal(reads, 0);
  assert.deepEqual(kept.input, { TrainingJobName: 'job-***', DbPassword: '***', Environment: {} });
  assert.equal(sentMember(kept, 'TrainingJobName'), 'job-***');
});

test('a call of which nothing was read has no members', () => {
  assert.equal(sentMember(entry({}), 'TrainingJobName'), undefined);
  assert.equal(sentMember(entry({ input: undefined }), 'TrainingJobName'), undefined);
  assert.equal(sentMember(entry({ input: null }), 'TrainingJobName'), undefined);
});
