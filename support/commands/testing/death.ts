/** Starts the command line to end it at any moment, and looks for what it leaves. For tests on Linux, which has /proc. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from '../../../verification/fast-check.ts';
import { MAIN } from './main.ts';

/** Milliseconds between looks at what is to be gone. */
const POLL_MS = 25;
const LOOKS = 400;

/** Starts the command line as the leader of a session of its own. */
export function startProgram(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  const { CI: _, GITHUB_ACTIONS: __, NODE_TEST_CONTEXT: ___, ...own } = process.env;
  return spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...own, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

/** Waits until it has printed this. Rejects when it ends first. */
export async function untilPrinted(child: ChildProcess, text: string): Promise<string> {
  let printed = '';
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`it ended with ${code} first:\n${printed}`);
  });
  ended.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  }
  while (!printed.includes(text)) await Promise.race([ended, sleep(POLL_MS)]);
  return printed;
}

/**
 * Milliseconds at which something is to be killed. The seed is printed: TRAIN_ENCRYPT_SEED repeats them.
 * @param most the latest
 */
export function moments(t: TestContext, count: number, most: number): readonly number[] {
  const seed = Number(process.env.TRAIN_ENCRYPT_SEED ?? Date.now() % 2 ** 31);
  const delays = fc.sample(fc.noBias(fc.nat(Math.ceil(most))), { seed, numRuns: count });
  t.diagnostic(`TRAIN_ENCRYPT_SEED=${seed}: killed after ${delays.join(', ')} ms`);
  return delays;
}

/** Runs to the end, and resolves to how long that took, in milliseconds: kills are spread over as much. */
export async function wholeRun(child: ChildProcess): Promise<number> {
  const started = performance.now();
  child.stdout?.resume();
  child.stderr?.resume();
  await once(child, 'exit');
  return performance.now() - started;
}

/** Sends SIGKILL after so many milliseconds, unless it ends before. */
export async function killAfter(child: ChildProcess, delayMs: number): Promise<void> {
  const exit = once(child, 'exit');
  child.stdout?.resume();
  child.stderr?.resume();
  await Promise.race([exit, sleep(delayMs, undefined, { ref: false })]);
  child.kill('SIGKILL');
  await exit;
}

const processes = (): readonly string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

function contentsOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

/** Processes that have this for an argument. */
export const withArgument = (text: string): readonly string[] =>
  processes().filter((pid) => contentsOf(`/proc/${pid}/cmdline`).split('\0').includes(text));

/** Processes of a session that run: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function ofSession(leader: number | undefined): readonly string[] {
  return processes().filter((pid) => {
    const [state, , , session] = contentsOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    return session === String(leader) && state !== 'Z';
  });
}

/** Waits until nothing is found any more, for ten seconds at most; resolves to what still is. */
export async function untilNone(find: () => readonly string[]): Promise<readonly string[]> {
  for (let looks = 0; looks < LOOKS && find().length > 0; looks += 1) await sleep(POLL_MS);
  return find();
}
