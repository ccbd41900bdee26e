import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Lets their owner into every folder below a path: overlayfs leaves some that nobody may enter. */
export async function chmodAll(path: string): Promise<void> {
  await chmod(path, 0o700);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await chmodAll(join(path, entry.name));
  }
}
