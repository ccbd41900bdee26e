import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JournalRing } from '../journal.ts';
import { type CallsAnswer, callsPage } from './calls.ts';
import { PageError } from './page-error.ts';

const ACCOUNTS = ['111111111111', '222222222222'];

/** A journal of so many calls; those named are still under way. */
function journalOf(calls: number, underWay: readonly number[] = []) {
  const journal = new JournalRing();
  for (let index = 0; index < calls; index += 1) {
    const sequence = journal.next();
    if (underWay.includes(sequence)) continue;
    const entry = {
      sequence,
      time: '2026-11-23T00:00:00.000Z',
      durationMs: 1,
      caller: { account: ACCOUNTS[index % 2] ?? '', region: 'eu-central-1' },
      service: index % 3 === 0 ? 'ec2' : 'sagemaker',
      operation: index % 3 === 0 ? 'DescribeVpcs' : 'CreateTrainingJob',
      status: 200,
    };
    journal.add(entry, 1);
    journal.done(sequence);
  }
  return journal;
}

async function callsOf(journal: JournalRing, query: Record<string, string>): Promise<CallsAnswer> {
  const { GET } = callsPage(journal);
  assert.ok(GET);
  return GET({ rest: undefined, query, body: undefined }) as CallsAnswer;
}

async function ask(journal: JournalRing, query: Record<string, string> = {}) {
  const { calls, next } = await callsOf(journal, query);
  return { calls: calls.map(({ sequence }) => sequence), next };
}

test('all, in order, and where to go on', async () => {
  assert.deepEqual(await ask(journalOf(4)), { calls: [1, 2, 3, 4], next: 4 });
  assert.deepEqual(await ask(journalOf(0)), { calls: [], next: 0 });
});

test('by account, service, operation and number', async () => {
  const journal = journalOf(6);
  assert.deepEqual((await ask(journal, { account: '111111111111' })).calls, [1, 3, 5]);
  assert.deepEqual((await ask(journal, { service: 'ec2' })).calls, [1, 4]);
  assert.deepEqual((await ask(journal, { operation: 'Create*Job' })).calls, [2, 3, 5, 6]);
  assert.deepEqual((await ask(journal, { after: '4' })).calls, [5, 6]);
  assert.deepEqual((await ask(journal, { account: '222222222222', service: 'ec2', after: '1' })).calls, [4]);
});

test('so many at a time lead through all of them', async () => {
  const journal = journalOf(5);
  assert.deepEqual(await ask(journal, { limit: '2' }), { calls: [1, 2], next: 2 });
  assert.deepEqual(await ask(journal, { limit: '2', after: '2' }), { calls: [3, 4], next: 4 });
  assert.deepEqual(await ask(journal, { limit: '2', after: '4' }), { calls: [5], next: 5 });
});

test('a call that is under way is not missed by who goes on', async () => {
  const journal = journalOf(4, [2]);
  assert.deepEqual(await ask(journal), { calls: [1, 3, 4], next: 1 });
  journal.done(2);
  assert.deepEqual((await ask(journal)).next, 4);
});

for (const query of [
  { account: '1' },
  { after: '-1' },
  { after: 'x' },
  { limit: '10001' },
  { service: 'x'.repeat(101) },
  { sinc: '1' },
]) {
  test(`refuses ${JSON.stringify(query).slice(0, 40)}`, async () => {
    await assert.rejects(ask(journalOf(1), query as unknown as Record<string, string>), (error) => {
      return error instanceof PageError && error.status === 400;
    });
  });
}
