import type { Stats } from 'node:fs';
import { chmod, lstat, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file beside its place and moves it there in one step: whoever reads it finds the former one or the whole new
 * one, whatever happens meanwhile. Removes what earlier writers left that died. Devices and pipes are written as they
 * are. Rejects with the system's error, and leaves the former file then.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  const there = await statsOf(file);
  if (there?.isSymbolicLink()) {
    const real = await realpath(file).catch(() => undefined);
    return real === undefined ? writeFile(file, text) : writeWhole(real, text);
  }
  if (there !== undefined && !there.isFile()) return writeFile(file, text);
  await removeUnfinished(file);
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.unfinished`);
  try {
    await writeFile(beside, text);
    if (there !== undefined) await chmod(beside, there.mode);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    // A file that may be written, in a folder that may not.
    const { code } = error as NodeJS.ErrnoException;
    if (there === undefined || (code !== 'EACCES' && code !== 'EPERM')) throw error;
    await writeFile(file, text);
  }
}

async function statsOf(file: string): Promise<Stats | undefined> {
  return lstat(file).catch(() => undefined);
}

async function removeUnfinished(file: string): Promise<void> {
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(`.${basename(file)}.`)) continue;
    const pid = /\.(\d+)\.unfinished$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
