import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Request } from './process.ts';

/** Changes after which a process makes room for a new one: each leaves the modules it loaded. */
const CHANGES = 40;

const { FORCE_COLOR: _colour, ...environment } = process.env;

/** Tries scenarios on changed code in processes that stay, as many as are asked at once. */
export class WarmRunner implements Disposable {
  readonly #idle: Warm[] = [];
  readonly #all = new Set<Warm>();
  readonly #folder: string;
  readonly #compiled: string;
  readonly #seconds: number;

  /** @param folder of the unchanged code. @param compiled where compiled code is kept. @param seconds for one try */
  constructor(folder: string, compiled: string, seconds: number) {
    this.#folder = realpathSync(folder);
    this.#compiled = compiled;
    this.#seconds = seconds;
  }

  /** Whether one scenario notices a change. Never rejects: what goes wrong leaves the question open. */
  async tryOut(request: Request): Promise<Answer> {
    const warm = this.#idle.pop() ?? this.#start();
    const answer = await warm.ask(request, this.#seconds * 1000);
    if (warm.isUsable(CHANGES)) this.#idle.push(warm);
    else this.#end(warm);
    return answer;
  }

  [Symbol.dispose](): void {
    for (const warm of this.#all) this.#end(warm);
  }

  #start(): Warm {
    const warm = new Warm(this.#folder, this.#compiled);
    this.#all.add(warm);
    return warm;
  }

  #end(warm: Warm): void {
    this.#all.delete(warm);
    warm.end();
  }
}

class Warm {
  readonly #child: ChildProcess;
  #asked = 0;
  #failed = false;
  readonly #ready: Promise<unknown>;

  constructor(folder: string, compiled: string) {
    this.#child = fork(join(import.meta.dirname, 'process.ts'), {
      cwd: folder,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...environment, NO_COLOR: '1', CI: '', NODE_COMPILE_CACHE: compiled },
    });
    this.#ready = this.#next();
    this.#ready.catch(() => {});
    // Sending to a process that is just ending.
    this.#child.on('error', () => {});
  }

  async ask(request: Request, ms: number): Promise<Answer> {
    this.#asked += 1;
    const timer = setTimeout(() => this.end(), ms);
    try {
      await this.#ready;
      this.#child.send(request);
      const answer = (await this.#next()) as Answer;
      // A scenario that fails without the change speaks against this process.
      this.#failed = answer.kind === 'open';
      return answer;
    } catch (error) {
      this.#failed = true;
      return { kind: 'open', why: (error as Error).message };
    } finally {
      clearTimeout(timer);
    }
  }

  isUsable(changes: number): boolean {
    return !this.#failed && this.#asked < changes;
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }

  /** @throws Error when the process ends instead */
  async #next(): Promise<unknown> {
    if (!this.#child.connected) throw new Error('the process ended');
    const ended = new AbortController();
    const message = once(this.#child, 'message', { signal: ended.signal });
    const end = (): void => ended.abort(new Error('the process ended'));
    this.#child.once('exit', end);
    try {
      return ((await message) as unknown[])[0];
    } catch {
      throw new Error('the process ended');
    } finally {
      this.#child.off('exit', end);
    }
  }
}
