import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../failure.ts';

const NAME = 'messages.ndjson';

/**
 * The files that were named, and those called `messages.ndjson` anywhere below folders that were named.
 * Rejects with a `Failure` (exit code 2) when one is not there, or a folder holds none.
 */
export async function messageFiles(places: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const place of places) files.push(...(isFolder(place) ? await below(place) : [place]));
  return files;
}

function isFolder(place: string): boolean {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) throw new Failure(`there is no ${place}, as seen from ${process.cwd()}.`, { exitCode: 2 });
  return found.isDirectory();
}

async function below(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile() && one.name === NAME).map((one) => join(one.parentPath, one.name));
  if (files.length === 0) throw new Failure(`there is no ${NAME} in ${folder}, nor below it.`, { exitCode: 2 });
  return files.sort();
}
