import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sweep } from '../../wrappers/run/run-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-death-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const skip = process.platform !== 'linux' && 'it reads /proc';

/** Starts a child, a grandchild in a session of its own, and one that has lost its environment. */
const FAMILY = `
sleep "$1" &
setsid sleep "$1" &
(env -i setsid sleep "$1" &)
echo "up $1"
sleep "$1"
`;

function start(args: readonly string[]): ChildProcess {
  const env = { ...process.env, NO_COLOR: '1', TMPDIR: folder, NODE_TEST_CONTEXT: undefined };
  return spawn(process.execPath, [MAIN, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Processes that have this for an argument. */
function withArgument(text: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(text);
    } catch {
      return false;
    }
  });
}

async function untilNone(text: string): Promise<readonly string[]> {
  for (let looks = 0; looks < 400 && withArgument(text).length > 0; looks += 1) await sleep(25);
  return withArgument(text);
}

const runFolders = () => readdirSync(folder).filter((name) => name.startsWith('train-encrypt-run-'));

/** A number of seconds that no other process sleeps for. */
const mark = (index: number): string => `${86_000 + index}.${process.pid}`;

suite('SIGKILL of check', { skip, concurrency: 2 }, () => {
  for (const [index, isolation] of ['auto', 'environment'].entries()) {
    test(`${isolation}: ends child, grandchild and one without environment; its folder goes with the next run`, async () => {
      const seconds = mark(index);
      const child = start(['check', '--isolation', isolation, '--', 'sh', '-c', FAMILY, 'sh', seconds]);
      let printed = '';
      for await (const chunk of child.stdout ?? []) {
        printed += chunk;
        if (printed.includes(`up ${seconds}`)) break;
      }
      assert.ok(withArgument(seconds).length >= 3);
      child.kill('SIGKILL');
      await once(child, 'exit');
      assert.deepEqual(await untilNone(seconds), []);
      await sweep(folder);
      const own = runFolders().filter((name) => name.startsWith(`train-encrypt-run-${child.pid}-`));
      assert.deepEqual(own, []);
    });
  }

  test('at random moments: nothing runs, the report is the former or the whole new one', async (t) => {
    const report = join(folder, 'report.json');
    const former = '{"former": true}';
    writeFileSync(report, former);
    const seconds = mark(9);
    const script = `trap 'exit 1' TERM; echo up; setsid sleep ${seconds} & sleep 0.1`;
    for (let round = 0; round < 4; round += 1) {
      const child = start(['check', '--json', report, '--', 'sh', '-c', script]);
      const exit = once(child, 'exit');
      child.stdout?.resume();
      const delay = Math.random() * 3_000;
      t.diagnostic(`killed after ${delay.toFixed(0)} ms`);
      await Promise.race([exit, sleep(delay)]);
      child.kill('SIGKILL');
      await exit;
      assert.deepEqual(await untilNone(seconds), []);
      const text = readFileSync(report, 'utf8');
      assert.ok(text === former || JSON.parse(text).schema === 'train-encrypt/check', text.slice(0, 200));
    }
    await sweep(folder);
    assert.equal(existsSync(report), true);
  });
});
