import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createManualClock } from './manual-clock.ts';

test('stands still until it is turned, then by just so much', async () => {
  const clock = createManualClock(1000);
  assert.equal(clock.now(), 1000);
  await clock.settle();
  assert.equal(clock.now(), 1000);
  await clock.advance(1.5);
  assert.equal(clock.now(), 2500);
});

test('starts at the present by default', () => {
  const before = Date.now();
  const now = createManualClock().now();
  assert.ok(before <= now && now <= Date.now());
});

test('runs what falls due in order of time, then in the order scheduled, each at its own instant', async () => {
  const clock = createManualClock(0);
  const seen: string[] = [];
  const note = (name: string) => () => void seen.push(`${name} ${clock.now()}`);
  clock.schedule(3000, note('third'));
  clock.schedule(1000, note('first'));
  clock.schedule(1000, note('second'));
  clock.schedule(3001, note('never'));
  await clock.advance(3);
  assert.deepEqual(seen, ['first 1000', 'second 1000', 'third 3000']);
});

test('runs what a task schedules on the way, and awaits each task before the next', async () => {
  const clock = createManualClock(0);
  const seen: string[] = [];
  clock.schedule(1000, async () => {
    clock.schedule(1500, () => void seen.push(`scheduled on the way, at ${clock.now()}`));
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen.push('slow');
  });
  clock.schedule(2000, () => void seen.push('last'));
  await clock.advance(2);
  assert.deepEqual(seen, ['slow', 'scheduled on the way, at 1500', 'last']);
});

test('a task of the past runs at the next turn, and time does not go back', async () => {
  const clock = createManualClock(5000);
  const seen: number[] = [];
  clock.schedule(1000, () => void seen.push(clock.now()));
  assert.deepEqual(seen, []);
  await clock.advance(0);
  assert.deepEqual(seen, [5000]);
});

test('turns asked for at once follow one another', async () => {
  const clock = createManualClock(0);
  const seen: number[] = [];
  for (const at of [1000, 2000, 3000]) clock.schedule(at, () => void seen.push(clock.now()));
  await Promise.all([clock.advance(1), clock.advance(2)]);
  assert.deepEqual(seen, [1000, 2000, 3000]);
  assert.equal(clock.now(), 3000);
});

test('what was cancelled, or scheduled before it was closed, does not run', async () => {
  const clock = createManualClock(0);
  const seen: string[] = [];
  const cancel = clock.schedule(1000, () => void seen.push('cancelled'));
  cancel();
  cancel();
  await clock.advance(1);
  clock.schedule(2000, () => void seen.push('closed'));
  clock.close();
  await clock.advance(1);
  assert.deepEqual(seen, []);
});

test('a failing task fails the turn, and the rest still runs at the next', async () => {
  const clock = createManualClock(0);
  const seen: string[] = [];
  clock.schedule(1000, () => Promise.reject(new Error('broken')));
  clock.schedule(2000, () => void seen.push('after'));
  await assert.rejects(clock.advance(3), { message: 'broken' });
  assert.deepEqual(seen, []);
  await clock.advance(3);
  assert.deepEqual(seen, ['after']);
});

for (const seconds of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
  test(`cannot be turned by ${seconds}`, async () => {
    await assert.rejects(createManualClock(0).advance(seconds), {
      name: 'RangeError',
      message: `train-encrypt: a clock cannot be turned by ${seconds} seconds, only forward`,
    });
  });
}
