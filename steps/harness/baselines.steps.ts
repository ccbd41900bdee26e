import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Given, Then, When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../rules/world.ts';
import { attemptOf, checkedOf, runCheck } from './checked.ts';
import { finishedOf, folderOf } from './command-state.ts';

const twoMinutes = { timeout: 120_000 };

/** It compares its option with `true`, so `True` does not turn encryption on. */
const WRAPPER = ['node', 'examples/wrappers/wrong/string_flag.ts', '--encrypt'];
const NAME = 'wrapper';

const folder = async (world: ScenarioWorld): Promise<string> => join(await folderOf(world), 'approved');
const approvedFile = async (world: ScenarioWorld): Promise<string> =>
  join(await folder(world), NAME, 'documented.yaml');

async function check(world: ScenarioWorld, encrypt: boolean, ...options: string[]): Promise<void> {
  const all = ['--name', NAME, '--baselines', await folder(world), ...options];
  await runCheck(world, all, [...WRAPPER, encrypt ? 'true' : 'True']);
}

Given('a wrapper with an option to encrypt', () => {
  assert.ok(existsSync(WRAPPER[1] ?? ''));
});

Given("the wrapper's requests with encryption are approved", twoMinutes, async function (this: ScenarioWorld) {
  await check(this, true, '--update');
  assert.equal(finishedOf(this).code, 0, finishedOf(this).output);
});

Given('the approved file has an unresolved merge conflict', async function (this: ScenarioWorld) {
  const file = await approvedFile(this);
  await writeFile(file, `<<<<<<< ours\n${await readFile(file, 'utf8')}`);
});

When(
  /^check (compares|approves) the wrapper's requests (with|without) encryption$/,
  twoMinutes,
  async function (this: ScenarioWorld, what: string, encryption: string) {
    await check(this, encryption === 'with', ...(what === 'approves' ? ['--update'] : []));
  },
);

Then('nothing is approved', async function (this: ScenarioWorld) {
  assert.ok(!existsSync(await approvedFile(this)));
});

Then('the approved requests have the flag and placeholders for the network', async function (this: ScenarioWorld) {
  const text = await readFile(await approvedFile(this), 'utf8');
  for (const line of [
    'EnableInterContainerTrafficEncryption: true',
    '- <security group 1>',
    '- <subnet 1>',
    'RoleArn: <role>',
  ]) {
    assert.ok(text.includes(line), text);
  }
  const { given } = attemptOf(this);
  for (const id of [...given.subnets, ...given.securityGroups, given.roleArn]) assert.ok(!text.includes(id), text);
});

Then('it finds no difference', function (this: ScenarioWorld) {
  const { baseline } = attemptOf(this);
  assert.deepEqual(
    [baseline?.status, baseline?.diff],
    ['same', ''],
    JSON.stringify(checkedOf(this).attempts[0]?.baseline),
  );
});
