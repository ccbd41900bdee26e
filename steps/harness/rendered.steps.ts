import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../rules/world.ts';
import { run, startProgram } from './command.ts';
import { folderOf, stateOf } from './command-state.ts';
import { pythonReleased, releaseFolder } from './requirements.ts';

const twoMinutes = { timeout: 120_000 };
const RELEASED = 'examples/wrappers/released';

/** SDKs that define state machines. They make no call; if one did, nothing would answer. */
const RENDERERS: Readonly<Record<string, { readonly program: string; readonly script: string }>> = {
  'stepfunctions-2.3.0': { program: pythonReleased, script: 'state_machine.py' },
  'aws-cdk-lib': { program: process.execPath, script: 'cdk/state-machine.js' },
};

When('lint reads the state machine that {word} renders', twoMinutes, async function (this: ScenarioWorld, sdk: string) {
  const { program, script } = RENDERERS[sdk] ?? assert.fail(`there is no ${sdk}`);
  const unreachable = 'http://127.0.0.1:9';
  const rendered = await startProgram(program, [join(RELEASED, script)], {
    ...this.account.environment,
    AWS_ENDPOINT_URL: unreachable,
    HTTPS_PROXY: unreachable,
    HTTP_PROXY: unreachable,
    PYTHONPATH: [releaseFolder(sdk), 'examples/wrappers/python'].join(':'),
    TRAIN_ENCRYPT_SUBNETS: 'subnet-0a1b2c3d',
    TRAIN_ENCRYPT_SECURITY_GROUPS: 'sg-0a1b2c3d',
    TRAIN_ENCRYPT_ROLE_ARN: 'arn:aws:iam::111122223333:role/training',
  }).ended;
  assert.equal(rendered.code, 0, rendered.output);
  const definition = join(await folderOf(this), 'definition.json');
  // Warnings go before it.
  await writeFile(definition, rendered.output.slice(rendered.output.search(/^\{/m)));
  stateOf(this).finished = await run(['lint', definition]);
});

When(
  'lint reads the request of the reference architecture with {word}',
  twoMinutes,
  async function (this: ScenarioWorld, network: string) {
    const folder = join(RELEASED, 'reference-architecture');
    stateOf(this).finished = await run(['lint', join(folder, 'request.yaml'), '--network', join(folder, network)]);
  },
);
