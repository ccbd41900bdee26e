import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Failure } from '../../failure.ts';

const ENDINGS = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml'] as const;

export const CONFIG_NAMES: readonly string[] = ENDINGS.map((ending) => `train-encrypt.config.${ending}`);

/**
 * The configuration of a folder, as an absolute path; `undefined` when there is none.
 * Throws a `Failure` (exit code 2) when there are several.
 */
export function findConfig(folder: string): string | undefined {
  const [found, ...more] = CONFIG_NAMES.filter((name) => existsSync(join(folder, name)));
  if (found === undefined) return undefined;
  if (more.length > 0) {
    const message = `there are several configurations in ${folder}: ${[found, ...more].join(', ')}. Keep one, or name it with --config <file>.`;
    throw new Failure(message, { exitCode: 2 });
  }
  return resolve(folder, found);
}
