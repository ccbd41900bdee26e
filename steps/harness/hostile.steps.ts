import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Given, Then, When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../rules/world.ts';
import { attemptOf, checkedOf, keepReport, reportOf } from './checked.ts';
import { type Running, start } from './command.ts';
import { finishedOf, stateOf } from './command-state.ts';

const oneMinute = { timeout: 60_000 };
const KIB = 1024;

const running = new WeakMap<ScenarioWorld, Running>();

Given(/^check runs (.+)$/, oneMinute, async function (this: ScenarioWorld, command: string) {
  const check = start(['check', '--isolation', 'environment', '--json', await reportOf(this), '--', command]);
  running.set(this, check);
  await check.prints(/^ready$/m);
});

When(/^check is sent (SIG\w+)$/, oneMinute, async function (this: ScenarioWorld, signal: NodeJS.Signals) {
  const check = running.get(this);
  assert.ok(check, 'this scenario runs no check');
  stateOf(this).finished = await check.stop(signal);
  await keepReport(this);
});

/** A zombie, which has ended and was not waited for yet, is not running. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Every hostile command prints the pid of each of its processes. */
function pidsIn(output: string): number[] {
  return [...new Set([...output.matchAll(/\bpid (\d+)/g)].map(([, pid]) => Number(pid)))];
}

Then('nothing of the command is left running', function (this: ScenarioWorld) {
  const { output } = finishedOf(this);
  const pids = pidsIn(output);
  assert.ok(pids.length > 0, `no pid was printed:\n${output.slice(-2000)}`);
  assert.deepEqual(pids.filter(isRunning), []);
});

Then('{int} processes of the command were ended', function (this: ScenarioWorld, count: number) {
  const { leftRunning, output } = attemptOf(this).command;
  const ended = leftRunning.map(({ pid }) => pid);
  // Each of them may have had a child of its own just then.
  const printed = pidsIn(output).filter((pid) => ended.includes(pid));
  assert.equal(printed.length, count, JSON.stringify(leftRunning));
});

Then(
  'it printed more than 1 GiB, of which check kept less than {int} KiB and showed less than {int} MiB',
  function (this: ScenarioWorld, kept: number, shown: number) {
    const { outputBytes, outputCut, output } = attemptOf(this).command;
    assert.ok(outputBytes > 1024 ** 3, String(outputBytes));
    assert.ok(outputCut);
    assert.ok(Buffer.byteLength(output) < kept * KIB);
    assert.ok(finishedOf(this).output.length < shown * KIB * KIB);
  },
);

Then(
  'these hosts were tried',
  function (this: ScenarioWorld, table: { hashes(): { readonly host: string; readonly what: string }[] }) {
    const [attempt] = checkedOf(this).attempts;
    const tried = attempt?.egress.map(({ host, what }) => ({ host, what }));
    assert.deepEqual(tried, table.hashes());
  },
);
