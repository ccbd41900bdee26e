import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Failure } from '../../failure.ts';
import type { PlannedAttempt } from '../../wrappers/config/plan.ts';
import { type CheckedAttempt, standingOf } from '../../wrappers/report/result.ts';
import { checkedOf, verdictWith } from '../../wrappers/testing/verdicts.ts';
import { type RunAllOptions, runAll } from './run-all.ts';

const checked = (wrapper: string, failed = false): CheckedAttempt =>
  checkedOf(verdictWith({ wrapper, outcome: failed ? 'failed' : 'passed' }));
const planned = (...names: readonly string[]): PlannedAttempt[] => names.map((name) => checked(name).planned);
const namesOf = (attempts: readonly CheckedAttempt[]) => attempts.map(({ planned }) => planned.wrapper);

const options = (more: Partial<RunAllOptions> & Pick<RunAllOptions, 'run'>): RunAllOptions => ({
  parallel: 2,
  signal: new AbortController().signal,
  terminal: false,
  onDone: () => {},
  title: ({ wrapper }) => wrapper,
  ended: ({ planned }) => planned.wrapper,
  good: (one) => standingOf(one) === 'passed',
  ...more,
});

test('so many at once, and what comes of them in the order planned', async () => {
  let now = 0;
  let most = 0;
  const done: string[] = [];
  const attempts = await runAll(
    planned('a', 'b', 'c', 'd'),
    options({
      run: async ({ wrapper }) => {
        now += 1;
        most = Math.max(most, now);
        for (let turns = wrapper === 'a' ? 5 : 1; turns > 0; turns -= 1) await turn();
        now -= 1;
        return checked(wrapper, wrapper === 'b');
      },
      onDone: (one) => done.push(one.planned.wrapper),
    }),
  );
  assert.equal(most, 2);
  assert.deepEqual(namesOf(attempts), ['a', 'b', 'c', 'd']);
  assert.equal(done[0], 'b');
  assert.equal(done.length, 4);
});

test('nothing new is begun once it is interrupted', async () => {
  const controller = new AbortController();
  const attempts = await runAll(
    planned('a', 'b', 'c'),
    options({
      parallel: 1,
      signal: controller.signal,
      run: async ({ wrapper }) => {
        if (wrapper === 'b') controller.abort();
        return checked(wrapper);
      },
    }),
  );
  assert.deepEqual(namesOf(attempts), ['a', 'b']);
});

test('the first error ends it, once what was under way has ended', async () => {
  const begun: string[] = [];
  const failure = new Failure('no network', { exitCode: 3 });
  let ended = false;
  const running = runAll(
    planned('a', 'b', 'c', 'd'),
    options({
      run: async ({ wrapper }) => {
        begun.push(wrapper);
        if (wrapper === 'b') throw failure;
        for (let turns = 0; turns < 20; turns += 1) await turn();
        ended = true;
        return checked(wrapper);
      },
    }),
  );
  await assert.rejects(running, failure);
  assert.deepEqual(begun, ['a', 'b']);
  assert.equal(ended, true);
});
