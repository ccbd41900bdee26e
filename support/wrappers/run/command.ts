import { once, setMaxListeners } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa, type Result } from 'execa';
import type { Sandbox } from '../isolation/sandbox.ts';
import type { CommandRun, Ending } from '../types.ts';
import { Output, type OutputStream } from './output.ts';
import { newMarking } from './processes/mark.ts';
import type { ProcessRow } from './processes/table.ts';
import { type Tree, watchTree } from './processes/tree.ts';
import { watchDeath } from './processes/watchdog.ts';
import { whyNotStartable } from './startable.ts';

export interface RunOptions {
  /** Program and arguments. No shell stands between. */
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  /** All of it: nothing is inherited. `TRAIN_ENCRYPT_RUN` is added without a sandbox, a mark by which the command's processes are found. */
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds until it is ended. */
  readonly timeoutMs: number;
  /** Bytes of its output that are passed to `onOutput`, both streams together. Default 16 MiB. */
  readonly outputBytes?: number;
  /** Milliseconds from SIGTERM to SIGKILL. Default 5,000. */
  readonly graceMs?: number;
  /** Told what it prints, as it is printed. */
  readonly onOutput?: (stream: OutputStream, chunk: Uint8Array) => void;
  /** Where it runs: it is over afterwards. Default: as a child of this process, confined by its environment only. */
  readonly sandbox?: Sandbox;
  /** Ends it as `interrupted`. */
  readonly signal?: AbortSignal;
}

const OUTPUT_BYTES = 16 * 1024 * 1024;
const KEPT_BYTES = 64 * 1024;
const GRACE_MS = 5_000;
/** Milliseconds that helpers get to end by themselves once their command has, such as those of Python's multiprocessing. */
const SETTLE_MS = 500;
const POLL_MS = 20;
/** What a timer of Node can wait at most. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Milliseconds that the rest of the output gets to arrive once nothing is left that could print. */
const DRAIN_MS = 1_000;

/**
 * Runs a command until nothing of it is left running: its group, and what has left that for a group or session of its
 * own. Never rejects for what the command does; rejects with what `onOutput` throws, once everything has ended.
 */
export async function runCommand(options: RunOptions): Promise<CommandRun> {
  const { command, cwd, environment, signal } = options;
  const started = performance.now();
  const notRun = (ending: Ending, reason?: string): CommandRun => ({
    command,
    ending,
    ...(reason !== undefined && { reason }),
    durationMs: performance.now() - started,
    output: '',
    outputBytes: 0,
    outputCut: false,
    leftRunning: [],
  });
  const obstacle = whyNotStartable({ command, cwd, environment });
  if (obstacle !== undefined) return notRun('not started', obstacle);
  if (signal?.aborted) return notRun('interrupted');
  const child =
    options.sandbox === undefined ? await startChild(options) : await startConfined(options, options.sandbox);
  if (typeof child === 'string') return notRun('not started', child);

  using tree = child.tree;
  const { stdout, stderr, exit } = child;
  const { output, failed } = outputFor(options);
  stdout.on('data', (chunk: Uint8Array) => output.add('stdout', chunk));
  stderr.on('data', (chunk: Uint8Array) => output.add('stderr', chunk));
  const closed = Promise.all([once(stdout, 'close'), once(stderr, 'close')]).catch(() => undefined);
  const graceMs = options.graceMs ?? GRACE_MS;

  const cut = await cutShort(exit, options, failed);
  const unended = cut === undefined ? [] : await tree.end(graceMs);
  // One that another user owns, such as sudo's, may not be ended by us, and must not keep us.
  const [code, by] = unended.length === 0 ? await exit : [null, null];
  const durationMs = performance.now() - started;
  // Read before they are ended: afterwards nobody knows their command lines.
  const left = (cut === undefined ? await settled(tree) : unended).map(({ pid, command }) => ({ pid, command }));
  if (cut === undefined && left.length > 0) await tree.end(graceMs);
  await child.release();
  await Promise.race([closed, sleep(DRAIN_MS, undefined, { ref: false })]);
  stdout.destroy();
  stderr.destroy();
  if (failed.aborted) throw failed.reason;
  return {
    command,
    ...(cut === undefined ? endingOf(code, by) : { ending: cut }),
    durationMs,
    output: output.text(),
    outputBytes: output.bytes,
    outputCut: output.cut,
    leftRunning: left,
  };
}

/** A command that runs, by whichever means. */
interface Child {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly tree: Tree;
  readonly exit: Promise<readonly [code: number | null, signal: NodeJS.Signals | null]>;
  /** Called once nothing of it is left running. */
  readonly release: () => Promise<void>;
}

/** Resolves to why not where it cannot be started. */
async function startChild({ command, cwd, environment }: RunOptions): Promise<Child | string> {
  const marking = await newMarking();
  const [program, ...args] = [...marking.prefix, ...command] as [string, ...string[]];
  const subprocess = execa(program, args, {
    cwd,
    env: { ...environment, ...marking.environment },
    extendEnv: false,
    stdin: 'ignore',
    buffer: false,
    // A group of its own, which the terminal's Ctrl-C does not reach: the caller decides.
    detached: true,
    reject: false,
    windowsHide: true,
  });
  const { pid, stdout, stderr, nodeChildProcess } = subprocess;
  if (pid === undefined) return whyNot(await subprocess);
  const callOff = watchDeath({ pid, mark: marking.mark, group: 'own' });
  return {
    stdout,
    stderr,
    tree: watchTree(pid, marking.mark),
    exit: once(nodeChildProcess, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
    release: async () => {
      callOff();
      nodeChildProcess.unref();
    },
  };
}

async function startConfined({ command, cwd, environment }: RunOptions, sandbox: Sandbox): Promise<Child | string> {
  const confined = await sandbox.start({ command, cwd, environment });
  if (typeof confined === 'string') return REASONS[confined] ?? confined;
  return { ...confined, release: () => sandbox.end() };
}

/** `failed` is aborted when nobody can be told what was printed. */
function outputFor(options: RunOptions): { readonly output: Output; readonly failed: AbortSignal } {
  const failure = new AbortController();
  const limits = { passedOn: options.outputBytes ?? OUTPUT_BYTES, kept: KEPT_BYTES };
  const output = new Output(limits, (stream, chunk) => {
    if (failure.signal.aborted) return;
    try {
      options.onOutput?.(stream, chunk);
    } catch (error) {
      failure.abort(error);
    }
  });
  return { output, failed: failure.signal };
}

/** Waits for the command's end; resolves to why it is to be ended when that comes first. */
async function cutShort(
  exit: Promise<unknown>,
  { timeoutMs, signal }: RunOptions,
  failed: AbortSignal,
): Promise<'timed out' | 'interrupted' | undefined> {
  const over = new AbortController();
  // Of many commands at once, each listens.
  if (signal !== undefined) setMaxListeners(0, signal);
  const timeout = sleep(Math.min(timeoutMs, LONGEST_TIMER_MS), 'timed out' as const, { signal: over.signal });
  const stops = [failed, ...(signal ? [signal] : [])].map(async (stop) => {
    if (!stop.aborted) await once(stop, 'abort', { signal: over.signal });
    return 'interrupted' as const;
  });
  try {
    return await Promise.race([exit.then(() => undefined), timeout, ...stops]);
  } finally {
    over.abort();
    await Promise.allSettled([timeout, ...stops]);
  }
}

/** What is still running after the command's own end and some time to follow it. */
async function settled(tree: Tree): Promise<readonly ProcessRow[]> {
  const deadline = performance.now() + SETTLE_MS;
  let left = tree.running();
  while (left.length > 0 && performance.now() < deadline) {
    await sleep(POLL_MS);
    left = tree.running();
  }
  return left;
}

function endingOf(code: number | null, by: NodeJS.Signals | null): Pick<CommandRun, 'ending' | 'exitCode' | 'signal'> {
  if (by !== null) return { ending: 'signalled', signal: by };
  return { ending: 'exited', ...(code !== null && { exitCode: code }) };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such program',
  EACCES: 'it is not executable',
  E2BIG: 'its arguments and environment are too long',
  EAGAIN: 'there are too many processes',
  ENOMEM: 'there is no memory left',
};

/** What the start itself had against it, where nothing was seen beforehand. */
function whyNot({ code, originalMessage }: Pick<Result, 'code' | 'originalMessage'>): string {
  return REASONS[code ?? ''] ?? originalMessage ?? 'the system gives no reason';
}
