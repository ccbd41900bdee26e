import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mark } from './table.ts';

let watchdog: ChildProcess | undefined;

export interface Watched {
  readonly pid: number;
  readonly mark: Mark;
  /** Whether its process group and session are its own: other members of a shared one are left alone. */
  readonly group: 'own' | 'shared';
}

/** Has the tree of a process ended should this process die without doing so. Call what it returns to call it off. */
export function watchDeath({ pid, mark, group }: Watched): () => void {
  // taskkill walks a tree from its root, which may have gone by then.
  if (process.platform === 'win32') return () => undefined;
  watchdog ??= start();
  watchdog.stdin?.write(`${JSON.stringify({ pid, mark, group })}\n`);
  return () => {
    watchdog?.stdin?.write(`${JSON.stringify({ pid })}\n`);
  };
}

function start(): ChildProcess {
  const script = fileURLToPath(new URL(`./watchdog-process${extname(import.meta.filename)}`, import.meta.url));
  // A session of its own: what ends this process's group does not end it.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env.PATH ?? '' },
    detached: true,
  });
  // Without it commands run all the same.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as Socket).unref?.();
  return child;
}
