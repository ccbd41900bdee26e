import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import type { HistoryFile } from './types.ts';

/**
 * Every file of folders, at any depth, and files given by name, in the order of their names and each once. Links to
 * folders are not followed.
 * @throws Failure (exit code 2) for what is not there
 */
export async function findFiles(places: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const place of places) {
    const about = await stat(place).catch((error: NodeJS.ErrnoException) => {
      throw new Failure(`${place} cannot be read (${error.code}). Give a folder or files of CloudTrail logs.`, {
        exitCode: 2,
        cause: error,
      });
    });
    if (!about.isDirectory()) found.add(place);
    else for await (const file of below(place)) found.add(file);
  }
  return [...found].sort();
}

async function* below(folder: string): AsyncGenerator<string> {
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* below(path);
    else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(path)))) yield path;
  }
}

const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (about) => about.isFile(),
    () => true,
  );

/** Files of this machine as those of a history. */
export const ofThisMachine = (paths: readonly string[]): readonly HistoryFile[] =>
  paths.map((path) => ({ name: path, fetch: async () => path }));
