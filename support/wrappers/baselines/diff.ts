import { relative, sep } from 'node:path';
import { formatPatch, structuredPatch } from 'diff';

/** From one text of a file to the next, as `git diff` shows it; empty when they are the same. */
export function diffOf(file: string, before: string | undefined, after: string): string {
  if (before === after) return '';
  const path = relative(process.cwd(), file).split(sep);
  // Of a folder elsewhere, the folder of baselines and what is in it.
  const name = (path[0] === '..' ? path.slice(-3) : path).join('/');
  const patch = structuredPatch(
    before === undefined ? '/dev/null' : `a/${name}`,
    `b/${name}`,
    before ?? '',
    after,
    undefined,
    undefined,
    { context: 3 },
  );
  return formatPatch({ ...patch, isGit: true, ...(before === undefined && { isCreate: true, newMode: '100644' }) });
}
