import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { Failure } from '../../failure.ts';
import type { Fault } from './fault.ts';
import { FaultError, readFaults } from './read.ts';

/**
 * Reads a file of faults, JSON or YAML: a list of them, or `faults:` and a list. Each is written as on the command line,
 * or with its settings as members.
 * @throws Failure (exit code 2) that names the file and what is wrong with it
 */
export async function readFaultFile(path: string): Promise<readonly Fault[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw bad(`the file of faults ${path} cannot be read (${error.code}). Give a JSON or YAML file.`, error);
  });
  let read: unknown;
  try {
    // JSON is YAML. A file of a few faults needs few aliases, and none of them need grow.
    read = parse(text, { maxAliasCount: 100, prettyErrors: true });
  } catch (error) {
    throw bad(`the file of faults ${path} is neither JSON nor YAML: ${firstLine(error)}`, error);
  }
  try {
    return readFaults(read);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    throw bad(`${path}: ${error.message}`, error);
  }
}

function bad(text: string, cause: unknown): Failure {
  return new Failure(text, { exitCode: 2, cause });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
