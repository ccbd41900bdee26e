import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { taskOf } from './task.ts';

const before = process.cwd();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'train-encrypt-task-')));
after(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});
beforeEach(() => process.chdir(mkdtempSync(join(folder, 'x-'))));

const CONFIG = 'train-encrypt.config.json';
const configured = (more: object = {}) =>
  writeFileSync(CONFIG, JSON.stringify({ wrappers: { a: { command: 'x' }, b: { command: 'y' } }, ...more }));

test('a command is tried here, where everything is there, and called as its script', async () => {
  writeFileSync('launch.py', '');
  const { plan, configFile, baselines, config } = await taskOf(['python', '-u', 'launch.py', '--x'], {});
  assert.deepEqual(
    plan.map(({ wrapper, situation, command, cwd }) => [wrapper, situation.id, command, cwd]),
    [['launch.py', 'documented', ['python', '-u', 'launch.py', '--x'], process.cwd()]],
  );
  assert.deepEqual([configFile, baselines, config], [undefined, undefined, {}]);
});

test('a command is called as its program when it names no script here, or as was asked for', async () => {
  const nameOf = async (words: string[], name?: string) =>
    (await taskOf(words, name === undefined ? {} : { name })).plan[0]?.wrapper;
  assert.equal(await nameOf(['/usr/bin/launch', 'x.py']), 'launch');
  assert.equal(await nameOf(['./--odd:name']), 'oddname');
  assert.equal(await nameOf(['./::']), 'command');
  assert.equal(await nameOf(['x'], 'Nightly training'), 'Nightly training');
  await assert.rejects(nameOf(['x'], '../x'), {
    message: /^--name is "\.\.\/x", which is no name for a wrapper: /,
    exitCode: 2,
  });
});

test('every option about the command', async () => {
  const { plan, baselines } = await taskOf(['x', '{subnets}'], {
    situation: ['no-vpc', 'documented'],
    cwd: 'sub',
    env: [
      ['A', '1'],
      ['B', ''],
      ['A', '2'],
    ],
    profile: ['prod'],
    timeout: 5,
    outputLimit: 2,
    baselines: 'approved',
  });
  assert.deepEqual(
    plan.map(({ situation }) => situation.id),
    ['documented', 'no-vpc'],
  );
  for (const { cwd, env, profiles, timeoutSeconds, outputLimitMiB } of plan) {
    assert.deepEqual(
      [cwd, env, profiles, timeoutSeconds, outputLimitMiB],
      [join(process.cwd(), 'sub'), { A: '2', B: '' }, ['prod'], 5, 2],
    );
  }
  assert.equal(baselines, join(process.cwd(), 'approved'));
});

test('without a command, the configuration here', async () => {
  configured({ baselines: 'approved', exceptions: [] });
  const task = await taskOf([], {});
  assert.deepEqual(
    task.plan.map(({ wrapper }) => wrapper),
    ['a', 'b'],
  );
  assert.equal(task.configFile, join(process.cwd(), CONFIG));
  assert.equal(task.baselines, join(process.cwd(), 'approved'));
  assert.deepEqual(task.config, { baselines: 'approved', exceptions: [] });
  const picked = await taskOf([], { wrapper: ['b'], baselines: 'other' });
  assert.deepEqual(
    picked.plan.map(({ wrapper }) => wrapper),
    ['b'],
  );
  assert.equal(picked.baselines, join(process.cwd(), 'other'));
});

test('a configuration elsewhere: its paths are its own', async () => {
  configured();
  const home = process.cwd();
  process.chdir(folder);
  const { plan } = await taskOf([], { config: join(home, CONFIG) });
  assert.equal(plan[0]?.cwd, home);
});

test('what makes no sense together', async (t) => {
  const mistakes: readonly [string, string[], Parameters<typeof taskOf>[1], RegExp][] = [
    [
      'nothing',
      [],
      {},
      /^there is nothing to check: no command, and no train-encrypt\.config\.ts here\. .*train-encrypt init\.$/,
    ],
    [
      'a wrapper and a command',
      ['x'],
      { wrapper: ['a'] },
      /^--wrapper goes with a configuration, not with a command\./,
    ],
    [
      'a configuration and a command',
      ['x'],
      { config: CONFIG },
      /^--config goes with a configuration, not with a command\./,
    ],
    ['a name without a command', [], { name: 'a' }, /^--name goes with a command, not with a configuration\./],
    ['a folder without a command', [], { cwd: '.' }, /^--cwd goes with a command, not with a configuration\./],
    [
      'an unknown situation',
      ['x'],
      { situation: ['esp_missing'] },
      /^unknown situation "esp_missing"; did you mean esp-missing\?/,
    ],
    [
      'no such file',
      [],
      { config: 'none.json' },
      /^the configuration none\.json cannot be read: there is no such file\.$/,
    ],
  ];
  for (const [what, words, options, message] of mistakes) {
    await t.test(what, () => assert.rejects(taskOf(words, options), { name: 'Failure', message, exitCode: 2 }));
  }
  configured();
  await assert.rejects(taskOf([], { wrapper: ['c'] }), { message: /^unknown wrapper "c"\./, exitCode: 2 });
});
