import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Breather } from './breather.ts';
import { createInstantClock } from './instant-clock.ts';
import { createManualClock } from './manual-clock.ts';

test('others come to their turn once a share of time is used up, and not before', async () => {
  let now = 0;
  const breather = new Breather(() => now);
  let turns = 0;
  setImmediate(() => {
    turns += 1;
  });
  await breather.breathe();
  assert.equal(turns, 0);
  now = 10;
  await breather.breathe();
  assert.equal(turns, 1);
  assert.ok(!breather.due);
});

/** Takes longer than a share. */
const work = () => {
  const until = performance.now() + 11;
  while (performance.now() < until);
};

for (const [name, clock, go] of [
  ['manual', createManualClock(0), (clock) => (clock as ReturnType<typeof createManualClock>).advance(9)],
  ['instant', createInstantClock(), (clock) => clock.settle()],
] as const satisfies readonly (readonly [
  string,
  ReturnType<typeof createInstantClock>,
  (clock: ReturnType<typeof createInstantClock>) => Promise<void>,
])[]) {
  test(`a ${name} clock that catches up lets others come to their turn`, async () => {
    let turns = 0;
    for (let index = 1; index <= 3; index += 1) {
      clock.schedule(clock.now() + index, () => {
        work();
        setImmediate(() => {
          turns += 1;
        });
      });
    }
    await go(clock);
    assert.ok(turns >= 2, `${turns} turns`);
  });
}
