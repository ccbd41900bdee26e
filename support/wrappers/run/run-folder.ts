import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processTable } from './processes/index.ts';

/** A folder for what one run of a command needs: a home, a folder for temporary files, keys. */
export interface RunFolder extends AsyncDisposable {
  readonly path: string;
  readonly home: string;
  readonly tmp: string;
  /** Empties home and tmp, before anything has run: a sandbox that could not be built leaves places for its mounts there. */
  empty(): Promise<void>;
}

const PREFIX = 'train-encrypt-run-';
/** Process and its start, by which a later run sees whether anybody still needs the folder. */
const NAME = /^train-encrypt-run-(\d+)-(\d+)-\w+$/;

/** Makes a folder that is removed when it is disposed of. First removes those whose owners died without doing so. */
export async function newRunFolder(parent = tmpdir()): Promise<RunFolder> {
  swept ??= sweep(parent);
  await swept;
  const started = processTable()?.startOf(process.pid) ?? 0;
  const path = await mkdtemp(join(parent, `${PREFIX}${process.pid}-${started}-`));
  const [home, tmp] = [join(path, 'home'), join(path, 'tmp')];
  const make = () => Promise.all([home, tmp].map((folder) => mkdir(folder)));
  await make();
  return {
    path,
    home,
    tmp,
    async empty() {
      await Promise.all([home, tmp].map(remove));
      await make();
    },
    async [Symbol.asyncDispose]() {
      await remove(path);
    },
  };
}

let swept: Promise<void> | undefined;

/** Removes the folders of runs that died. Those of other users are left alone. */
export async function sweep(parent: string, table = processTable()): Promise<void> {
  // Windows does not tell when a process started.
  if (table === undefined) return;
  const left = readdirSync(parent).filter((name) => {
    const [, pid, started] = NAME.exec(name) ?? [];
    return pid !== undefined && table.startOf(Number(pid)) !== Number(started);
  });
  await Promise.all(left.map((name) => remove(join(parent, name)).catch(() => undefined)));
}

/** Folders that a command wrote for itself only, or overlays without any permission, are removed too. */
async function remove(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!['EACCES', 'EPERM', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    const { chmodAll } = await import('./chmod-all.ts');
    await chmodAll(path);
    await rm(path, { recursive: true, force: true });
  }
}
