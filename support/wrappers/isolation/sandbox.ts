import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { processTable } from '../run/processes/index.ts';
import type { Tree } from '../run/processes/tree.ts';
import { findSystemTool, type Start } from '../run/startable.ts';
import { MOST_ATTEMPTS, RULES, readAttempts, type StoppedAttempt } from './attempts.ts';
import { Bridge } from './bridge.ts';
import type { FromSandbox, ToSandbox } from './messages.ts';
import { planSandbox, type View } from './plan.ts';
import { SandboxTree } from './processes.ts';
import { answerNobody } from './resolver.ts';
import type { SandboxTool } from './types.ts';

/** A command that runs in a sandbox. */
export interface Confined {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly tree: Tree;
  /** Its exit code and signal. Both null when the sandbox ended under it. */
  readonly exit: Promise<readonly [code: number | null, signal: NodeJS.Signals | null]>;
}

/** Namespaces in which one command runs: it reaches the ports that were opened, and nothing else. */
export interface Sandbox extends AsyncDisposable {
  /** Attempts that go around the proxy are recorded. */
  readonly recorded: boolean;
  /** Listens on 127.0.0.1 within, on the ports of these URLs, and joins each with the same port outside. */
  open(urls: readonly string[]): Promise<void>;
  /** Starts the command. Resolves to why not, for a person, where it cannot be started. */
  start(start: Start): Promise<Confined | string>;
  /** Attempts that went around the proxy, each once. Known once it has ended. */
  readonly attempts: readonly StoppedAttempt[];
  /** Ends whatever is left. */
  end(): Promise<void>;
}

/** A sandbox could not be built. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}

const NAMESPACES =
  '--user --map-root-user --net --ipc --mount --pid --fork --kill-child --propagation private --'.split(' ');
/** Milliseconds that building one gets: far more than it takes on a busy machine. */
const BUILD_MS = 30_000;

/** Milliseconds that the kernel gets to end what is left when this process exits. */
const EXIT_MS = 1_000;
/** Milliseconds that it gets to end once it is cut off. */
const LEAVE_MS = 5_000;

type Answer<Kind extends FromSandbox['kind']> = Extract<FromSandbox, { kind: Kind }>;

/** As root within: the first process mounts and filters before it gives all of that up. Killed when this process is. */
const BUBBLEWRAP =
  '--unshare-user --unshare-net --unshare-ipc --unshare-pid --uid 0 --gid 0 --cap-add ALL --die-with-parent --as-pid-1'.split(
    ' ',
  );

/** Program and arguments that run `node` as the first process of new namespaces. */
function inNamespaces(tool: SandboxTool, options: readonly string[], node: readonly string[]): readonly string[] {
  if (tool === 'bubblewrap') return ['bwrap', ...BUBBLEWRAP, ...options, '--', ...node];
  // Its first process ends with this one, and every other with the first.
  return ['setpriv', '--pdeathsig', 'KILL', '--', 'unshare', ...NAMESPACES, ...node];
}

/** Builds a sandbox with the tool of the view. Rejects with a `SandboxError` where the system does not let it. */
export async function startSandbox(view: View): Promise<Sandbox> {
  const script = fileURLToPath(new URL(`./init${extname(import.meta.filename)}`, import.meta.url));
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', script];
  const { tool = 'unshare' } = view;
  const { options, ...plan } = planSandbox(view);
  const [program = '', ...args] = inNamespaces(tool, options, node);
  const path = findSystemTool(program);
  if (path === undefined) throw new SandboxError(`${program} is not installed`);
  const child = spawn(path, args, {
    cwd: '/',
    // What is in it can be read by nobody within, and there is nothing in it.
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const sandbox = new LinuxSandbox(child);
  try {
    await sandbox.build({ kind: 'build', ...plan, rules: RULES });
    return sandbox;
  } catch (error) {
    await sandbox[Symbol.asyncDispose]();
    throw error;
  }
}

class LinuxSandbox implements Sandbox {
  recorded = false;
  attempts: readonly StoppedAttempt[] = [];
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  readonly #bridge = new Bridge();
  readonly #sockets: DatagramSocket[] = [];
  readonly #names = new Set<string>();
  /** What the tools of the system print before the command runs. */
  #complaint = '';
  #first: number | undefined;
  #over = false;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#exit = once(child, 'exit').catch(() => undefined);
    child.on('error', () => undefined);
    if (living.size === 0) process.on('exit', endLiving);
    living.add(this);
  }

  async build(message: Extract<ToSandbox, { kind: 'build' }>): Promise<void> {
    const { stderr } = this.#child;
    const complain = (chunk: Buffer) => {
      this.#complaint += chunk;
    };
    stderr?.on('data', complain);
    const { recorded } = await this.#ask(message, 'built');
    stderr?.off('data', complain).pause();
    this.recorded = recorded;
    this.#first = this.#child.pid === undefined ? undefined : childOf(this.#child.pid);
  }

  async open(urls: readonly string[]): Promise<void> {
    const hosts = new Map(urls.map((url) => [Number(new URL(url).port || 80), new URL(url).hostname]));
    const take = (message: FromSandbox, handle: unknown) => {
      if (message.kind === 'port') this.#bridge.add(handle as Server, hosts.get(message.port) ?? '', message.port);
      if (message.kind !== 'resolver') return;
      this.#sockets.push(handle as DatagramSocket);
      answerNobody(handle as DatagramSocket, (name) => {
        if (this.#names.size < MOST_ATTEMPTS) this.#names.add(name);
      });
    };
    this.#child.on('message', take);
    await this.#ask({ kind: 'listen', ports: [...hosts.keys()] }, 'listening');
    this.#child.off('message', take);
  }

  async start(start: Start): Promise<Confined | string> {
    const { stdout, stderr } = this.#child;
    const first = this.#first;
    if (stdout === null || stderr === null || first === undefined)
      throw new SandboxError('it ended before the command');
    const user = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
    const ended = this.#next('ended').catch(() => undefined);
    const answer = await this.#ask({ kind: 'run', start, user }, 'started', 'not started');
    if (answer.kind === 'not started') return answer.reason;
    return {
      stdout,
      stderr,
      tree: new SandboxTree(first, () => this.#leave()),
      exit: ended.then((end) => [end?.code ?? null, end?.signal ?? null] as const),
    };
  }

  async end(): Promise<void> {
    const names = [...this.#names].map((host) => ({ protocol: 'dns', host }));
    const { listed } = this.#over
      ? { listed: '' }
      : await this.#ask({ kind: 'attempts' }, 'attempts').catch(() => ({ listed: '' }));
    await this[Symbol.asyncDispose]();
    this.attempts = [...names, ...readAttempts(listed)];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#leave();
    const timer = setTimeout(() => this.kill(), LEAVE_MS);
    await this.#exit;
    clearTimeout(timer);
    this.#bridge[Symbol.dispose]();
    for (const socket of this.#sockets.splice(0)) socket.close();
    living.delete(this);
    if (living.size === 0) process.off('exit', endLiving);
  }

  /** Its first process ends when it is cut off, and with it all others. unshare waits for them, then ends too. */
  #leave(): void {
    this.#over = true;
    if (this.#child.connected) this.#child.disconnect();
  }

  isThere(): boolean {
    return this.#first !== undefined && processTable()?.startOf(this.#first) !== undefined;
  }

  /** The same at once, and without asking. */
  kill(): void {
    const pid = this.#first ?? this.#child.pid;
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }

  async #ask<Kind extends FromSandbox['kind']>(message: ToSandbox, ...kinds: Kind[]): Promise<Answer<Kind>> {
    const answer = this.#next(...kinds);
    // It may have ended: then there is no answer, which says so.
    this.#child.send(message, () => undefined);
    return answer;
  }

  async #next<Kind extends FromSandbox['kind']>(...kinds: Kind[]): Promise<Answer<Kind>> {
    const over = new AbortController();
    const { signal } = over;
    const answered = new Promise<Answer<Kind>>((resolve, reject) => {
      const take = (message: FromSandbox) => {
        if ((kinds as string[]).includes(message.kind)) resolve(message as Answer<Kind>);
        else if (message.kind === 'failed') reject(new SandboxError(message.reason));
      };
      this.#child.on('message', take);
      const gone = () => reject(new SandboxError(this.#complaint.trim().split('\n', 1)[0] || 'it ended by itself'));
      // Its streams may be paused, so that it never closes.
      this.#child.once('exit', gone).once('error', gone);
      const timer = kinds.includes('ended' as Kind) ? undefined : setTimeout(gone, BUILD_MS);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        this.#child.off('message', take).off('exit', gone).off('error', gone);
      });
    });
    return answered.finally(() => over.abort());
  }
}

/** Most systems list the children of a process, which is far less to read than all processes. */
function childOf(parent: number): number | undefined {
  try {
    const [first = ''] = readFileSync(`/proc/${parent}/task/${parent}/children`, 'latin1').split(' ', 1);
    if (first !== '') return Number(first);
  } catch {
    // A kernel without CONFIG_PROC_CHILDREN.
  }
  return processTable()
    ?.list()
    .find((row) => row.parent === parent)?.pid;
}

/** One listener for all: Node warns of more than ten. */
const living = new Set<LinuxSandbox>();

/** Waits until they are gone: nothing of a command outlives this process. */
function endLiving(): void {
  for (const sandbox of living) sandbox.kill();
  const deadline = performance.now() + EXIT_MS;
  const still = new Int32Array(new SharedArrayBuffer(4));
  while ([...living].some((sandbox) => sandbox.isThere()) && performance.now() < deadline) Atomics.wait(still, 0, 0, 5);
}
