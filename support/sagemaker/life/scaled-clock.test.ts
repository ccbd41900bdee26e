import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createScaledClock } from './scaled-clock.ts';

/** The time limit of the suite ends what never happens. */
const until = async (done: () => boolean) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('goes by itself, faster than real time', async () => {
  const real = Date.now();
  const clock = createScaledClock(1000);
  const start = clock.now();
  const passed = () => (Date.now() - real + 1) * 1000;
  assert.ok(real <= start && start <= real + passed());
  await until(() => clock.now() >= start + 20_000);
  assert.ok(clock.now() <= real + passed());
  clock.close();
});

test('runs what falls due in order, also what a task schedules, and awaits each', async () => {
  const clock = createScaledClock(10_000);
  const seen: string[] = [];
  const start = clock.now();
  clock.schedule(start + 200_000, () => void seen.push('third'));
  clock.schedule(start + 100_000, async () => {
    clock.schedule(start + 100_001, () => void seen.push('second'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    seen.push('first');
  });
  await until(() => seen.length === 3);
  assert.deepEqual(seen, ['first', 'second', 'third']);
  assert.ok(clock.now() >= start + 200_000);
  clock.close();
});

test('no task runs early', async () => {
  const clock = createScaledClock(1000);
  const due = clock.now() + 25_000;
  let ran = 0;
  clock.schedule(due, () => {
    ran = clock.now();
  });
  await until(() => ran > 0);
  assert.ok(ran >= due);
  clock.close();
});

test('what was cancelled, or comes after it was closed, does not run', async () => {
  const clock = createScaledClock(1000);
  const seen: string[] = [];
  clock.schedule(clock.now() + 1000, () => void seen.push('cancelled'))();
  clock.schedule(clock.now() + 5000, () => void seen.push('before it closed'));
  clock.close();
  clock.schedule(clock.now(), () => void seen.push('after it closed'))();
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.deepEqual(seen, []);
});

test('a failing task is reported, and does not stop the clock', async () => {
  const errors: unknown[] = [];
  const clock = createScaledClock(1000, { onError: (error) => errors.push(error) });
  let after = false;
  clock.schedule(clock.now(), () => {
    throw new Error('broken');
  });
  clock.schedule(clock.now() + 5000, () => {
    after = true;
  });
  await until(() => after);
  assert.deepEqual(errors, [new Error('broken')]);
  clock.close();
});

test('does not keep the process alive', () => {
  const module = fileURLToPath(new URL('./scaled-clock.ts', import.meta.url));
  const program = `import { createScaledClock } from ${JSON.stringify(module)};
    const clock = createScaledClock(1); clock.schedule(clock.now() + 60_000, () => {});`;
  const { status, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    timeout: 20_000,
  });
  assert.deepEqual({ status, signal }, { status: 0, signal: null });
});

for (const speed of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
  test(`cannot go at speed ${speed}`, () => {
    assert.throws(() => createScaledClock(speed), {
      name: 'RangeError',
      message: `train-encrypt: a clock cannot go at speed ${speed}; give a number above 0`,
    });
  });
}

test('a task beyond the longest timer waits without a warning and without running early', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error) => warnings.push(warning);
  process.on('warning', listen);
  const clock = createScaledClock(1);
  let ran = false;
  clock.schedule(clock.now() + 2 ** 33, () => {
    ran = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('warning', listen);
  clock.close();
  assert.deepEqual({ ran, warnings }, { ran: false, warnings: [] });
});

test('lets others come to their turn while there is always something due', async () => {
  const clock = createScaledClock(1e9);
  let runs = 0;
  const again = () => {
    runs += 1;
    clock.scheduleRepeat(clock.now(), again);
  };
  again();
  await new Promise((resolve) => setTimeout(resolve, 20));
  clock.close();
  assert.ok(runs > 1);
});
