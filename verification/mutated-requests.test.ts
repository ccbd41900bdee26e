import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('mutated-requests.ts', import.meta.url));

const run = (...flags: string[]) => spawnSync(process.execPath, [program, ...flags], { encoding: 'utf8' });

test('a few requests in rounds: each is reported, and all hold', () => {
  const { status, stdout, stderr } = run('--requests', '25', '--round', '10', '--seed', '7');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^10 requests, .*seed 7; .*\n20 requests, .*seed 8; .*\n25 requests, .*seed 9; /);
  assert.match(stdout, /All held; growth -?[\d.]+ MiB\n$/);
});

test('a run that takes too long is ended, and has failed', () => {
  const { status, stderr } = run('--time-limit', '1');
  assert.equal(status, 1);
  assert.match(stderr, /train-encrypt: not done after 1 s/);
});

test('flags that are none end it with 2', () => {
  assert.equal(run('--requests', 'many').status, 2);
});
