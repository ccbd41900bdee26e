import { mkdir, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { isWithin } from './mounts.ts';
import type { Visible } from './visible.ts';

/** Links what may be seen of the real home into another one, where no mount can show it. */
export async function linkHome(home: string, { toolchains, caches, named }: Visible): Promise<void> {
  const real = homedir();
  const linked: string[] = [];
  const shown = [...toolchains, ...caches, ...named].filter((path) => path !== real && isWithin(path, real));
  for (const path of shown.sort((one, other) => one.length - other.length)) {
    if (linked.some((folder) => isWithin(path, folder))) continue;
    const link = join(home, relative(real, path));
    await mkdir(dirname(link), { recursive: true });
    await symlink(path, link);
    linked.push(path);
  }
}
