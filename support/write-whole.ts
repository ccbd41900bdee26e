import { readdirSync, rmSync, type Stats } from 'node:fs';
import { chmod, lstat, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file beside its place and moves it there in one step: a reader finds the former one or the whole new
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
  removeUnfinished(file);
  const beside = unfinished(file);
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

/** Where this process writes what is to become a file. */
export const unfinished = (file: string): string => join(dirname(file), `.${basename(file)}.${process.pid}.unfinished`);

/** Removes what writers of a file left that died. What cannot be removed stays. */
export function removeUnfinished(file: string): void {
  const folder = dirname(file);
  for (const name of namesIn(folder)) {
    if (!name.startsWith(`.${basename(file)}.`)) continue;
    const pid = /\.(\d+)\.unfinished$/.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      rmSync(join(folder, name), { force: true });
    } catch {
      // Somebody else's.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
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
