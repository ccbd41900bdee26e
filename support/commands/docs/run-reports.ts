import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../failure.ts';

const MESSAGES = 'messages.ndjson';
const CHECK = 'check.json';

/** What runs left. */
export interface RunReports {
  /** Of `features`. */
  readonly messages: readonly string[];
  /** Of `check`. */
  readonly checks: readonly string[];
}

/**
 * The files that were named, those that end in `.json` as reports of `check`; and those called `messages.ndjson` or
 * `check.json` anywhere below folders that were named.
 * Rejects with a `Failure` (exit code 2) when one is not there, or a folder holds none.
 */
export async function runReports(places: readonly string[]): Promise<RunReports> {
  const files: string[] = [];
  for (const place of places) files.push(...(isFolder(place) ? await below(place) : [place]));
  const isCheck = (file: string) => file.endsWith('.json');
  return { messages: files.filter((file) => !isCheck(file)), checks: files.filter(isCheck) };
}

function isFolder(place: string): boolean {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined)
    throw new Failure(
      `${place} does not exist in ${process.cwd()}. Name files or folders that features or check wrote.`,
      { exitCode: 2 },
    );
  return found.isDirectory();
}

async function below(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((one) => one.isFile() && [MESSAGES, CHECK].includes(one.name))
    .map((one) => join(one.parentPath, one.name));
  if (files.length === 0) {
    throw new Failure(`there is neither ${MESSAGES} nor ${CHECK} in ${folder}, nor below it.`, { exitCode: 2 });
  }
  // What an audit has kept is a copy.
  return files.filter((file) => !file.includes(join('audit', 'evidence'))).sort();
}
