import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JournalRing } from '../gateway/journal.ts';
import { CallLog } from './call-log.ts';

const entry = (sequence: number, operation: string, account = 'a', service = 'sagemaker') => ({
  sequence,
  operation,
  service,
  time: '2026-11-23T00:00:00.000Z',
  durationMs: 1,
  caller: { account, region: 'eu-central-1' },
  status: 200,
});

test('keeps what was asked for, however much was looked at beside it', () => {
  const journal = new JournalRing({ capacity: 10 });
  using log = new CallLog(journal, 'a');
  journal.add(entry(1, 'CreateTrainingJob'), 1);
  for (let sequence = 2; sequence <= 20_000; sequence += 1) journal.add(entry(sequence, 'DescribeTrainingJob'), 1);
  journal.add(entry(20_001, 'CreateProcessingJob'), 1);
  const kept = log.entries();
  assert.equal(kept.length, 5_002);
  assert.deepEqual([kept[0]?.operation, kept.at(-1)?.operation], ['CreateTrainingJob', 'CreateProcessingJob']);
});

test('keeps the calls of one account, in order of arrival, until it is disposed of', () => {
  const journal = new JournalRing();
  const log = new CallLog(journal, 'a');
  journal.add(entry(3, 'CreateTrainingJob'), 1);
  journal.add(entry(2, 'PutObject', 'a', 's3'), 1);
  journal.add(entry(1, 'CreateTrainingJob', 'b'), 1);
  log[Symbol.dispose]();
  journal.add(entry(4, 'CreateTrainingJob'), 1);
  assert.deepEqual(
    log.entries().map(({ sequence }) => sequence),
    [2, 3],
  );
});
