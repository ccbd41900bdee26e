import { existsSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { globby, isDynamicPattern, isGitIgnored } from 'globby';
import { Failure } from '../../failure.ts';
import type { ReadNeighbour } from '../../lint/read-requests.ts';

/** A file to judge. */
export interface Source {
  /** `-` is standard input. */
  readonly file: string;
  /** It was not named but found in a folder or by a pattern: what lint does not know in it is counted only. */
  readonly found: boolean;
}

/**
 * The files that are meant: folders are walked as git does, without what it ignores; patterns too.
 * @throws Failure (exit code 2) for a pattern that finds nothing
 */
export async function sourcesOf(named: readonly string[]): Promise<readonly Source[]> {
  const all: Source[] = [];
  for (const name of named) {
    if (name === '-') all.push({ file: name, found: false });
    else if ((await kindOf(name)) === 'folder') all.push(...(await walked('**/*', name)));
    else if (!existsSync(name) && isDynamicPattern(name)) {
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

const kindOf = (name: string): Promise<'folder' | 'file'> =>
  stat(name).then(
    (is) => (is.isDirectory() ? 'folder' : 'file'),
    () => 'file',
  );

async function walked(pattern: string, folder: string): Promise<readonly Source[]> {
  // A folder that git ignores, such as cdk.out, is walked where it is named itself.
  const gitignore = !(await isIgnored(folder));
  const found = await globby(pattern, {
    cwd: folder,
    gitignore,
    dot: true,
    ignore: ['**/.git/**'],
    suppressErrors: true,
  });
  return found
    .map((file) => (folder === '.' ? file : join(folder, file)))
    .filter(isOfCdk)
    .sort()
    .map((file) => ({ file, found: true }));
}

async function isIgnored(folder: string): Promise<boolean> {
  const within = relative(process.cwd(), resolve(folder));
  if (within === '' || within.startsWith('..')) return false;
  try {
    return (await isGitIgnored({ cwd: process.cwd() }))(`${within}/x`);
  } catch {
    return false;
  }
}

/** What the CDK puts beside its templates repeats what is in them. */
function isOfCdk(file: string): boolean {
  return !existsSync(join(dirname(file), 'cdk.out')) || /\.template\.(json|ya?ml)$/.test(file);
}

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
