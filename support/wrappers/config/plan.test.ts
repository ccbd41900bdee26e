import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { situations } from '../situations/index.ts';
import type { Config, WrapperConfig } from './config.ts';
import { leftOutOf, type PlanOverrides, planOf } from './plan.ts';

const folder = resolve('/somewhere/here');
const plan = (config: Pick<Config, 'wrappers' | 'situations'>, overrides: PlanOverrides = {}) =>
  planOf(config, folder, situations, overrides);
const planOne = (wrapper: WrapperConfig, overrides: PlanOverrides = {}) =>
  plan({ wrappers: { a: wrapper } }, overrides);
const ids = (attempts: Awaited<ReturnType<typeof plan>>) =>
  attempts.map(({ wrapper, situation }) => `${wrapper} ${situation.id}`);

test('a wrapper without a word more is tried where everything is there, within the usual limits', async () => {
  const [attempt, ...others] = await planOne({ command: './a.sh --fast two\\ words' });
  assert.deepEqual(others, []);
  assert.equal(attempt?.situation.id, 'documented');
  assert.deepEqual(attempt?.command, ['./a.sh', '--fast', 'two words']);
  assert.deepEqual(
    [attempt?.cwd, attempt?.timeoutSeconds, attempt?.outputLimitMiB, attempt?.env, attempt?.profiles],
    [folder, 600, 16, {}, []],
  );
});

test('situations: its own before those of all, and all stands for all, in their order', async () => {
  const a = { command: ['a'] };
  assert.deepEqual(
    ids(
      await plan({
        wrappers: { a, b: { ...a, situations: ['one-instance', 'documented'] } },
        situations: ['esp-missing'],
      }),
    ),
    ['a esp-missing', 'b documented', 'b one-instance'],
  );
  assert.deepEqual(
    ids(await planOne({ ...a, situations: ['all'] })),
    situations.map(({ id }) => `a ${id}`),
  );
  assert.deepEqual(ids(await planOne({ ...a, situations: ['documented'] }, { situations: ['no-vpc'] })), ['a no-vpc']);
});

test('all but some, each left out for a reason that is kept', async () => {
  const except = [{ situation: 'heterogeneous', reason: 'its jobs have no instance groups' }];
  const a: WrapperConfig = { command: ['a'], situations: { all: true, except } };
  assert.deepEqual(
    ids(await planOne(a)),
    situations.filter(({ id }) => id !== 'heterogeneous').map(({ id }) => `a ${id}`),
  );
  assert.deepEqual(ids(await planOne(a, { situations: ['heterogeneous'] })), ['a heterogeneous'], 'unless asked for');
  assert.deepEqual(leftOutOf({ wrappers: { a, b: { command: ['b'] } } }), [{ wrapper: 'a', ...except[0] }]);
  assert.deepEqual(leftOutOf({ wrappers: { a } }, ['b']), []);
  const misspelt: WrapperConfig = {
    ...a,
    situations: { all: true, except: [{ situation: 'heterogenous', reason: 'x' }] },
  };
  await assert.rejects(planOne(misspelt), { exitCode: 2, message: /wrapper a: .*did you mean heterogeneous\?/ });
});

test('what is other in a situation, or in all but those', async () => {
  const wrapper: WrapperConfig = {
    command: ['a', '--x'],
    env: { A: '1', B: '1' },
    situations: {
      all: { env: { B: '2' } },
      'one-instance': { args: ['--instances', '1'], env: { B: '3' }, expect: 'refuses' },
    },
  };
  const attempts = await planOne(wrapper);
  const at = (id: string) => attempts.find(({ situation }) => situation.id === id);
  assert.equal(attempts.length, situations.length);
  assert.deepEqual(at('documented')?.command, ['a', '--x']);
  assert.deepEqual(at('documented')?.env, { A: '1', B: '2' });
  assert.deepEqual(at('one-instance')?.command, ['a', '--x', '--instances', '1']);
  assert.deepEqual(at('one-instance')?.env, { A: '1', B: '3' });
  assert.equal(at('one-instance')?.situation.expectation, 'refuses');
  assert.equal(at('documented')?.situation.expectation, 'launches');
  assert.deepEqual((await planOne(wrapper, { situations: ['one-instance'] }))[0]?.command, [
    'a',
    '--x',
    '--instances',
    '1',
  ]);
});

test('paths start from the folder of the configuration', async () => {
  assert.equal((await planOne({ command: ['a'], cwd: 'jobs' }))[0]?.cwd, join(folder, 'jobs'));
  assert.equal((await planOne({ command: ['a'], cwd: '/elsewhere' }))[0]?.cwd, resolve('/elsewhere'));
});

test('the command line goes before the configuration', async () => {
  const wrapper = { command: ['a'], timeout: 5, outputLimit: 2, env: { A: '1', B: '1' }, profiles: ['prod'] };
  const overrides = { timeout: 7, outputLimit: 3, env: { B: '2' }, profiles: ['test', 'prod'] };
  const [attempt] = await planOne(wrapper, overrides);
  assert.deepEqual(
    [attempt?.timeoutSeconds, attempt?.outputLimitMiB, attempt?.env, attempt?.profiles],
    [7, 3, { A: '1', B: '2' }, ['prod', 'test']],
  );
  const [own] = await planOne(wrapper);
  assert.deepEqual([own?.timeoutSeconds, own?.outputLimitMiB], [5, 2]);
});

test('only the wrappers that are asked for', async () => {
  const wrappers = { a: { command: ['a'] }, b: { command: ['b'] } };
  assert.deepEqual(ids(await plan({ wrappers }, { wrappers: ['b'] })), ['b documented']);
});

test('what there is not', async () => {
  const wrappers = { launch: { command: ['a'] }, nightly: { command: ['b'] } };
  await assert.rejects(plan({ wrappers }, { wrappers: ['lunch'] }), {
    message: 'unknown wrapper "lunch"; did you mean launch? Available: launch, nightly.',
    exitCode: 2,
  });
  await assert.rejects(
    planOne({ command: ['a'], situations: ['esp_missing'] }),
    /^Failure: wrapper a: unknown situation "esp_missing"; did you mean esp-missing\? Available: documented, .*, all\.$/,
  );
  await assert.rejects(
    planOne({ command: ['a'], situations: { nowhere: {} } }),
    /wrapper a: unknown situation "nowhere"\. Available/,
  );
  await assert.rejects(
    planOne({ command: ['a'] }, { situations: ['nowhere'] }),
    /^Failure: unknown situation "nowhere"\. Available: documented, /,
  );
  await assert.rejects(
    plan({ wrappers, situations: ['nowhere'] }, { situations: ['documented'] }),
    /unknown situation "nowhere"/,
  );
});
