import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { globby, isDynamicPattern, isGitIgnored } from 'globby';
import type { Source } from './source.ts';

/** Whether a name has characters that stand for others. */
export const isPattern = (name: string): boolean => isDynamicPattern(name);

/** The files in a folder that a pattern names, without what git ignores there, in order. */
export async function walked(pattern: string, folder: string): Promise<readonly Source[]> {
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
