import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { Failure } from '../../failure.ts';
import { newMarking } from '../../wrappers/run/processes/mark.ts';
import { killMarked, runningMarked } from '../../wrappers/run/processes/marked.ts';
import { send } from '../../wrappers/run/processes/signal.ts';
import type { Mark } from '../../wrappers/run/processes/table.ts';
import { watchDeath } from '../../wrappers/run/processes/watchdog.ts';
import { whyNotStartable } from '../../wrappers/run/startable.ts';

export interface ServedCommand {
  readonly command: readonly [string, ...string[]];
  /** All of it: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds from SIGTERM to SIGKILL for what it leaves running. Default 5,000. */
  readonly graceMs?: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** Signals that are passed on. A second one ends everything at once. */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const GRACE_MS = 5_000;
const POLL_MS = 50;

/**
 * Runs a command with the streams of this process until nothing of it is left. Returns its exit code: 128 and the number
 * of the signal that ended it. It stays in the group of this process, so that it can read from the terminal.
 * Throws a `Failure` with exit code 2 when it cannot be started.
 */
export async function runServed({
  command,
  environment,
  signal: ending,
  graceMs = GRACE_MS,
}: ServedCommand): Promise<number> {
  checkStartable(command, environment);
  const marking = await newMarking();
  const [program, ...args] = [...marking.prefix, ...command] as [string, ...string[]];
  const subprocess = execa(program, args, {
    env: { ...environment, ...marking.environment },
    extendEnv: false,
    stdio: 'inherit',
    buffer: false,
    reject: false,
  });
  const child = subprocess.nodeChildProcess;
  if (child.pid === undefined) throw notStarted((await subprocess).originalMessage ?? 'the system gives no reason');
  // Its process group is also that of whoever runs this.
  const callOff = watchDeath({ pid: child.pid, mark: marking.mark, group: 'shared' });
  const passed: string[] = [];
  const listeners = PASSED_ON.map((signal) => {
    const listener = () => {
      passed.push(signal);
      if (passed.length > 1) killMarked(marking.mark);
      // Ctrl-C reaches the whole group of a terminal by itself.
      else if (signal !== 'SIGINT' || !hasTerminal()) send(child.pid, signal);
    };
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  const endAtExit = () => killMarked(marking.mark);
  process.on('exit', endAtExit);
  const end = () => send(child.pid, 'SIGTERM');
  ending?.addEventListener('abort', end, { once: true });
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    await endAll(marking.mark, passed.length > 1 ? 0 : graceMs);
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } finally {
    callOff();
    process.off('exit', endAtExit);
    ending?.removeEventListener('abort', end);
    for (const [signal, listener] of listeners) process.off(signal, listener);
  }
}

/** @throws Failure (exit code 2) when it is known already that a command cannot be started */
export function checkStartable(command: ServedCommand['command'], environment: ServedCommand['environment']): void {
  const obstacle = whyNotStartable({ command, cwd: process.cwd(), environment });
  if (obstacle !== undefined) throw notStarted(obstacle);
}

function notStarted(why: string): Failure {
  return new Failure(`the command was not started: ${why}.`, { exitCode: 2 });
}

const hasTerminal = (): boolean => [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);

async function endAll(mark: Mark, graceMs: number): Promise<void> {
  const asked = new Set<number>();
  const deadline = performance.now() + graceMs;
  for (let left = runningMarked(mark); left.length > 0; left = runningMarked(mark)) {
    const late = performance.now() >= deadline;
    if (performance.now() >= deadline + GRACE_MS) return;
    for (const { pid } of left) {
      if (!late && asked.has(pid)) continue;
      asked.add(pid);
      send(pid, late ? 'SIGKILL' : 'SIGTERM');
    }
    await sleep(POLL_MS);
  }
}
