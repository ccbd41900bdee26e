import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JournalRing } from './journal.ts';

const entry = (sequence: number, account = '111111111111') => ({
  sequence,
  time: '2026-11-23T00:00:00.000Z',
  durationMs: 1,
  caller: { account, region: 'eu-central-1' },
  service: 'ec2',
  status: 200,
});
const sequences = (ring: JournalRing, account?: string) => ring.entries(account).map(({ sequence }) => sequence);

test('forgets its oldest entries beyond its capacity', () => {
  const ring = new JournalRing({ capacity: 3 });
  for (let i = 1; i <= 5; i += 1) ring.add(entry(ring.next()), 1);
  assert.deepEqual(sequences(ring), [3, 4, 5]);
});

test('forgets its oldest entries beyond its weight', () => {
  const ring = new JournalRing({ bytes: 100 });
  for (const bytes of [60, 30, 60]) ring.add(entry(ring.next()), bytes);
  assert.deepEqual(sequences(ring), [2, 3]);
  ring.add(entry(ring.next()), 101);
  assert.deepEqual(sequences(ring), []);
});

test('gives entries in order of arrival, of one account when asked', () => {
  const ring = new JournalRing();
  for (const [sequence, account] of [
    [2, 'a'],
    [3, 'b'],
    [1, 'a'],
  ] as const)
    ring.add(entry(sequence, account), 1);
  assert.deepEqual(sequences(ring), [1, 2, 3]);
  assert.deepEqual(sequences(ring, 'a'), [1, 2]);
});

test('reports the calls of one account while they are watched', () => {
  const ring = new JournalRing({ capacity: 1 });
  const seen: number[] = [];
  const watch = ring.watch('a', ({ sequence }) => seen.push(sequence));
  ring.add(entry(1, 'a'), 1);
  ring.add(entry(2, 'b'), 1);
  ring.add(entry(3, 'a'), 1);
  watch.stop();
  ring.add(entry(4, 'a'), 1);
  assert.deepEqual(seen, [1, 3]);
});

test('is settled once the calls under way are over, whatever came after', async () => {
  const ring = new JournalRing();
  await ring.settled(1);
  const [first, second] = [ring.next(), ring.next()];
  let settled = false;
  const waiting = ring.settled(10_000).then(() => {
    settled = true;
  });
  const later = ring.next();
  ring.done(second);
  await new Promise(setImmediate);
  assert.equal(settled, false);
  ring.done(first);
  await waiting;
  assert.ok(settled);
  ring.done(later);
});

test('waits for no call longer than its limit', async () => {
  const ring = new JournalRing();
  ring.next();
  await ring.settled(1);
});
