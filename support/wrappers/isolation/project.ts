import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository in which a folder lies; the folder itself where it lies in none. Real paths. */
export function projectOf(cwd: string): string {
  const start = realpathSync(cwd);
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return start;
  }
}
