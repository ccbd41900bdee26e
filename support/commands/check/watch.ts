import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watch as watchFiles } from 'chokidar';
import pc from 'picocolors';
import { Failure } from '../../failure.ts';
import { clip } from '../../text/clip.ts';
import { shown } from '../../text/shown.ts';
import { counted, listed } from '../../text/words.ts';
import type { CheckOptions } from './options.ts';

/** Folders in which nobody writes a wrapper, at any depth. */
const ASIDE = new Set(['node_modules', 'reports', '__pycache__', 'venv', 'site-packages']);

/** Milliseconds that an editor gets to write all that it writes at once. */
const SETTLE_MS = 100;

const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/**
 * Runs `check` again whenever a file changes, each time as a process of its own, until Ctrl-C. Returns the exit code of
 * the last run, or that of the signal when none came to its end.
 * @param args those of this process, without `--watch`
 */
export async function watchCheck(args: readonly string[], options: CheckOptions): Promise<number> {
  if ([options.json, options.junit, options.sarif].includes('-')) {
    throw new Failure('--watch prints a report for every run; give --json, --junit and --sarif files.', {
      exitCode: 2,
    });
  }
  const { stdout } = process;
  const stop = stopping();
  const changes = new Changes();
  const isAside = asideOf(options);
  await using watcher = disposable(
    watchFiles(foldersOf(options), { ignored: (path) => isAside(path) || changes.ignores(path), ignoreInitial: true }),
  );
  watcher.on('all', (_, path) => changes.add(path));
  await new Promise<void>((ready) => void watcher.on('ready', () => ready()));
  let last: number | undefined;
  for (;;) {
    changes.begin();
    const code = await runOnce(args, stop);
    if (stop.code !== undefined) break;
    last = code;
    for (const path of changes.end())
      stdout.write(`${pc.dim(`Ignored from now on, since every run changes it: ${name(path)}`)}\n`);
    if (changes.empty) stdout.write(`\nWaiting for changes below ${shown(process.cwd())}; Ctrl-C ends.\n`);
    await Promise.race([changes.first(), stop.asked]);
    if (stop.code !== undefined) break;
    await sleep(SETTLE_MS);
    const paths = changes.take();
    if (stdout.isTTY) stdout.write(CLEAR);
    const named = listed(paths.slice(0, 3).map(name));
    const more = paths.length > 3 ? ` and ${counted(paths.length - 3, 'other file')}` : '';
    stdout.write(`${pc.bold('Changed:')} ${named}${more}\n`);
  }
  stdout.write('\n');
  return last ?? stop.code ?? 130;
}

const name = (path: string): string => clip(shown(relative(process.cwd(), path)), 200);

/** What is watched: here, and where the configuration and the command lie. */
function foldersOf({ config, cwd }: CheckOptions): string[] {
  const all = [process.cwd(), ...(cwd === undefined ? [] : [resolve(cwd)]), ...(config ? [resolve(config)] : [])];
  return all.filter((one, index) => !all.some((other, at) => at !== index && isBelow(one, other)));
}

const isBelow = (path: string, folder: string): boolean => {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

/** Whether a path is none that a wrapper depends on: packages, what a tool keeps, and what `check` itself writes. */
export function asideOf(options: CheckOptions, from = process.cwd()): (path: string) => boolean {
  const { json, junit, sarif, history, baselines, update } = options;
  const files = [json, junit, sarif, history, ...(update ? [baselines] : [])];
  const written = files.flatMap((file) => (file === undefined ? [] : [resolve(from, file)]));
  return (path) => {
    const parts = relative(from, path).split(sep);
    return (
      parts.some(
        (part) => ASIDE.has(part) || (part.startsWith('.') && part !== '.' && part !== '..' && part !== '.env'),
      ) ||
      path.endsWith('.pyc') ||
      // Editors write beside the file, and rename.
      /~$|\.sw[a-z]$|^4913$/.test(basename(path)) ||
      written.some((file) => path === file || isBelow(path, file) || isPartOf(path, file))
    );
  };
}

/** A report is written whole beside its place first. */
const isPartOf = (path: string, file: string): boolean =>
  dirname(path) === dirname(file) && basename(path).includes(basename(file));

/** Files that changed. What changes with every run is the run's own work. */
class Changes {
  #changed = new Set<string>();
  #before = new Set<string>();
  readonly #ignored = new Set<string>();
  #running = false;
  #told: () => void = () => undefined;

  get empty(): boolean {
    return this.#changed.size === 0;
  }

  ignores(path: string): boolean {
    return this.#ignored.has(path);
  }

  add(path: string): void {
    if (this.#ignored.has(path)) return;
    this.#changed.add(path);
    if (!this.#running) this.#told();
  }

  begin(): void {
    this.#running = true;
  }

  /** A run is over. Returns the files that changed during this and the one before. */
  end(): readonly string[] {
    this.#running = false;
    const again = [...this.#changed].filter((path) => this.#before.has(path));
    this.#before = new Set(this.#changed);
    for (const path of again) {
      this.#ignored.add(path);
      this.#changed.delete(path);
    }
    return again;
  }

  /** Resolves once something has changed. */
  first(): Promise<void> {
    if (!this.empty) return Promise.resolve();
    return new Promise((resolve) => {
      this.#told = resolve;
    });
  }

  take(): readonly string[] {
    const paths = [...this.#changed].sort();
    this.#changed = new Set();
    return paths;
  }
}

/** The code of `check`, run as this process was. */
async function runOnce(args: readonly string[], stop: Stop): Promise<number> {
  const [, main = ''] = process.argv;
  const child = spawn(process.execPath, [...process.execArgv, main, ...args], { stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  stop.listeners.add(pass);
  const [code, signal] = await new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...ended) => resolve(ended));
  });
  stop.listeners.delete(pass);
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

interface Stop {
  /** 128 and the number of the signal; undefined as long as none came. */
  readonly code: number | undefined;
  readonly asked: Promise<void>;
  readonly listeners: Set<(signal: NodeJS.Signals) => void>;
}

function stopping(): Stop {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const listeners = new Set<(signal: NodeJS.Signals) => void>();
  let code: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      code ??= 128 + constants.signals[signal];
      // Ctrl-C reaches the whole group of a terminal by itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) for (const pass of listeners) pass(signal);
      ask();
    });
  }
  return {
    get code() {
      return code;
    },
    asked,
    listeners,
  };
}

const disposable = <T extends { close(): Promise<void> }>(one: T): T & AsyncDisposable =>
  Object.assign(one, { [Symbol.asyncDispose]: () => one.close() });
