import { existsSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { Failure } from '../../failure.ts';
import type { ReadNeighbour } from '../../lint/read-requests.ts';
import type { Source } from './source.ts';

/**
 * The files that are meant: folders are walked as git does, without what it ignores; patterns too.
 * @throws Failure (exit code 2) for a pattern that finds nothing
 */
export async function sourcesOf(named: readonly string[]): Promise<readonly Source[]> {
  const all: Source[] = [];
  for (const name of named) {
    if (name === '-' || (await isFile(name))) {
      all.push({ file: name, found: false });
      continue;
    }
    // What walks folders is loaded for them only.
    const { isPattern, walked } = await import('./walk.ts');
    if (existsSync(name)) all.push(...(await walked('**/*', name)));
    else if (isPattern(name)) {
      const found = await walked(name, '.');
      if (found.length === 0)
        throw new Failure(`no file is named like ${name}. Name files, folders or patterns.`, { exitCode: 2 });
      all.push(...found);
    } else all.push({ file: name, found: false });
  }
  const seen = new Set<string>();
  return all.filter(({ file }) => {
    const path = file === '-' ? file : resolve(file);
    return !seen.has(path) && seen.add(path);
  });
}

const isFile = (name: string): Promise<boolean> =>
  stat(name).then(
    (is) => !is.isDirectory(),
    () => false,
  );

/** Files that a document names, from its own folder on: none above that, and none by an absolute path. */
export function besides(file: string): ReadNeighbour {
  return (path) => {
    const own = file === '-' ? '.' : dirname(file);
    const within = relative(own, join(own, path));
    if (isAbsolute(path) || within.startsWith('..')) return undefined;
    const at = join(own, within);
    try {
      return { file: at, text: readFileSync(at, 'utf8') };
    } catch {
      return undefined;
    }
  };
}

/** Of a name alone: whether it is a document for certain, so that one that cannot be read is worth a word. */
export const isDocument = (file: string): boolean =>
  /\.(json|jsonl|ndjson|ya?ml|template|tfstate|tf|ipynb)(\.gz|\.zst)?$/i.test(file);

/** Of a name alone: whether a document can be in it that lint reads. */
export const canHoldDocument = (file: string): boolean =>
  /\.(json|jsonl|ndjson|ya?ml|template|tfstate|tf|ipynb|gz|zst|log|txt)$/i.test(file) ||
  !/\./.test(basename(file).slice(1));
