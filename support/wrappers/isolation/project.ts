import { existsSync, realpathSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What package managers leave at the top of a project: programs below it find their packages there. */
const TOPS = ['node_modules', 'package.json', 'pyproject.toml', 'go.work', 'go.mod', 'pom.xml', '.venv'];

/**
 * The project that a folder belongs to: its repository; else the topmost folder around it that holds packages or describes
 * some; else the folder itself.
 */
export function projectOf(cwd: string): string {
  const start = realpathSync(cwd);
  let top = start;
  // A home or the temporary folder is nobody's project, whatever lies in it.
  const shared = [homedir(), tmpdir()];
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    if (folder !== start && shared.includes(folder)) break;
    if (existsSync(join(folder, '.git'))) return folder;
    if (TOPS.some((name) => existsSync(join(folder, name)))) top = folder;
  }
  return top;
}
