import { setTimeout as sleep } from 'node:timers/promises';
import { type ContainerRuntimeClient, getReaper } from 'testcontainers';
import type { Failure } from '../../failure.ts';
import type { Engine } from '../engine.ts';
import { UpstreamEngine } from '../upstream/engine.ts';
import { identify } from '../upstream/identify.ts';
import { Contained } from './contained.ts';
import { LOCALSTACK_PORT, LocalStackForEc2 } from './container.ts';
import type { DockerAddress } from './docker.ts';
import { dockerGone, endedEarly, endedInMidRun, noRyuk, notReady, notStarted } from './failures.ts';
import type { LocalStackOptions } from './options.ts';
import { untilReady } from './ready.ts';
import type { LocalStackSettings } from './settings.ts';
import { isThisMachine } from './this-machine.ts';

/** Milliseconds that a lost connection waits for word of what became of the container. */
const WORD_MS = 2_000;

/** One container, from nothing to an engine or back to nothing. */
export class Launch {
  readonly #docker: DockerAddress;
  readonly #runtime: ContainerRuntimeClient;
  readonly #settings: LocalStackSettings;
  readonly #options: LocalStackOptions;
  readonly #fault = new AbortController();
  /** The launch is aborted: the container has ended, or the launch was cancelled. */
  readonly #over: AbortSignal;
  #contained: Contained | undefined;
  #running = false;

  constructor(
    docker: DockerAddress,
    runtime: ContainerRuntimeClient,
    settings: LocalStackSettings,
    options: LocalStackOptions,
  ) {
    this.#docker = docker;
    this.#runtime = runtime;
    this.#settings = settings;
    this.#options = options;
    this.#over = AbortSignal.any([this.#fault.signal, ...(options.signal ? [options.signal] : [])]);
  }

  async run(): Promise<Engine> {
    const url = await this.#unlessOver(this.#start());
    const { startSeconds } = this.#settings;
    if (!(await this.#unlessOver(untilReady(url, startSeconds, this.#over)))) {
      throw notReady(this.#settings, await this.#keepLog());
    }
    // Its first call loads what is loaded late, so that no scenario waits for it.
    const { kind, description } = await this.#unlessOver(identify(url));
    this.#running = true;
    return this.#engine({ name: 'localstack', url: url.origin, kind, description });
  }

  /** Leaves nothing behind, even of what is still being made. */
  async undo(): Promise<void> {
    this.#fault.abort();
    await this.#contained?.remove();
  }

  async #start(): Promise<URL> {
    if (!this.#kept) await this.#ryuk();
    const { host } = this.#runtime.info.containerRuntime;
    const local = await isThisMachine(host);
    const container = new LocalStackForEc2({
      settings: this.#settings,
      labels: this.#options.labels ?? {},
      reuse: this.#kept,
      lean: this.#options.lean ?? false,
      local,
      onCreated: (id) => this.#watch(id),
    });
    const started = await container.start().catch((error: unknown) => {
      throw notStarted(this.#settings, error);
    });
    if (this.#contained === undefined) this.#watch(started.getId());
    return new URL(`http://${local ? '127.0.0.1' : host}:${started.getMappedPort(LOCALSTACK_PORT)}`);
  }

  /** Testcontainers' own clean-up, for when this machine goes down with the janitor. None for what is to stay. */
  async #ryuk(): Promise<void> {
    await getReaper(this.#runtime).catch((error: unknown) => {
      throw noRyuk(error);
    });
  }

  #watch(id: string): void {
    const contained = new Contained(this.#runtime, this.#docker, id, { kept: this.#kept });
    this.#contained = contained;
    // Made too late: the launch was undone in the meantime.
    if (this.#over.aborted) void contained.remove();
    contained.exited
      .then(
        async (exit) => {
          const log = await this.#keepLog();
          return this.#running ? endedInMidRun(exit, log) : endedEarly(exit.exitCode, this.#settings, log);
        },
        (error: unknown) => dockerGone(this.#docker.where, error),
      )
      .then((failure) => this.#fault.abort(failure));
  }

  #engine(reference: UpstreamEngine['reference']): Engine {
    const contained = this.#contained;
    const fault = new Promise<Failure>((resolve) => {
      this.#fault.signal.addEventListener('abort', () => resolve(this.#fault.signal.reason), { once: true });
    });
    const { onWorkaround } = this.#options;
    const engine = new UpstreamEngine(reference, {
      ...(onWorkaround && { onWorkaround }),
      whyLost: () => Promise.race([fault, sleep(WORD_MS, undefined, { ref: false })]),
      close: async () => (this.#kept ? contained?.leave() : contained?.remove()),
    });
    void fault.then((failure) => engine.end(failure));
    return engine;
  }

  get #kept(): boolean {
    return this.#options.reuse ?? false;
  }

  async #keepLog(): Promise<string | undefined> {
    return this.#contained?.keepLog(this.#options.reports ?? 'reports');
  }

  /** What is waited for, unless the launch is over first. */
  async #unlessOver<Value>(waited: Promise<Value>): Promise<Value> {
    waited.catch(() => {});
    this.#over.throwIfAborted();
    let stop = () => {};
    const over = new Promise<never>((_, reject) => {
      stop = () => reject(this.#over.reason);
      this.#over.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([waited, over]);
    } finally {
      this.#over.removeEventListener('abort', stop);
    }
  }
}
