import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createInstantClock } from './instant-clock.ts';

test('goes with real time until it is read, then jumps over everything scheduled', async () => {
  let real = 1000;
  const clock = createInstantClock(() => real);
  const seen: number[] = [];
  clock.schedule(90_000, () => {
    seen.push(clock.now());
    clock.schedule(95_000, () => void seen.push(clock.now()));
  });
  real = 2000;
  assert.equal(clock.now(), 2000);
  assert.deepEqual(seen, []);
  await clock.settle();
  assert.deepEqual(seen, [90_000, 95_000]);
  assert.equal(clock.now(), 95_000);
});

test('goes on with real time from where it has jumped to, and never back', async () => {
  let real = 1000;
  const clock = createInstantClock(() => real);
  clock.schedule(5000, () => {});
  await clock.settle();
  real = 4000;
  assert.equal(clock.now(), 8000);
  real = 3000;
  assert.equal(clock.now(), 8000);
});

test('who asks while another asks waits for the same to have happened', async () => {
  const clock = createInstantClock();
  const seen: string[] = [];
  clock.schedule(0, async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen.push('slow');
  });
  const ask = async (name: string) => {
    await clock.settle();
    seen.push(name);
  };
  await Promise.all([ask('first'), ask('second')]);
  assert.deepEqual(seen, ['slow', 'first', 'second']);
});

test('a failing task fails the read that ran it, and none after', async () => {
  const clock = createInstantClock();
  clock.schedule(0, () => {
    throw new Error('broken');
  });
  await assert.rejects(clock.settle(), { message: 'broken' });
  await clock.settle();
});

test('what was cancelled, or scheduled before it was closed, does not run', async () => {
  const clock = createInstantClock();
  const seen: string[] = [];
  clock.schedule(0, () => void seen.push('cancelled'))();
  clock.schedule(0, () => void seen.push('closed'));
  clock.close();
  await clock.settle();
  assert.deepEqual(seen, []);
});

test('does not jump to what comes round again and again, and runs it once time has come to it', async () => {
  let real = 1000;
  const clock = createInstantClock(() => real);
  const seen: number[] = [];
  const repeat = (at: number) => () => {
    seen.push(at);
    clock.scheduleRepeat(at + 10, repeat(at + 10));
  };
  clock.scheduleRepeat(2000, repeat(2000));
  const cancel = clock.scheduleRepeat(2000, () => void seen.push(-1));
  cancel();
  await clock.settle();
  assert.deepEqual([seen, clock.now()], [[], 1000]);
  real = 2000;
  await clock.settle();
  assert.deepEqual(seen, [2000]);
  clock.schedule(2015, () => {});
  await clock.settle();
  assert.deepEqual(seen, [2000], 'who asks is answered before time that was jumped over is made up for');
  await clock.settle();
  assert.deepEqual(seen, [2000, 2010]);
  clock.close();
  real = 9000;
  await clock.settle();
  assert.deepEqual(seen, [2000, 2010]);
});

test('what it jumped over was, for clients, between what they created and now', async () => {
  let real = 1000;
  const clock = createInstantClock(() => real);
  real = 2000;
  clock.schedule(3_602_000, () => {});
  real = 4000;
  await clock.settle();
  assert.deepEqual(
    [2000, 1_802_000, 3_602_000].map((at) => clock.toReal(at)),
    [2000, 3000, 4000],
  );
  assert.equal(clock.fromReal(3999) < 3_602_000, true);
  assert.equal(clock.fromReal(4000) >= 3_602_000, true);
});
