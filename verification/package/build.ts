import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { NOTICES, notices } from './notices.ts';
import { filesIn, type Reachable, reachable } from './reachable.ts';
import { vendor } from './vendor.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Compiles the package into `dist` below a folder that has its package.json, bundles the command, and leaves there only
 * what its commands and exports need. Rejects with an Error that names what they need and nobody wrote.
 */
export async function build(folder: string): Promise<Reachable> {
  const dist = join(folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  // By its path: node_modules/.bin/tsc may be that of the older TypeScript that dependency-cruiser needs.
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = fileURLToPath(new URL('tsconfig.json', import.meta.url));
  execFileSync(process.execPath, [tsc, '-p', project, '--outDir', dist], { stdio: ['ignore', 'inherit', 'inherit'] });

  // The bundle takes only what it uses of a package: it is made from the packages, not from their copies.
  const bundled = await bundle(folder);
  const copied = await vendor(folder);
  writeFileSync(join(folder, NOTICES), notices(folder, [bundled, copied]));
  let built = reachable(folder);
  // What was copied may need more.
  while (copySources(folder, built) > 0) built = reachable(folder);
  // Documents and features are packed from where they are: a guard on the package looks for those.
  const first = built.missing.find(({ file }) => file.startsWith('dist/'));
  if (first !== undefined) throw new Error(`${first.neededBy} needs ${first.file}, and there is no such file`);
  for (const file of filesIn(folder, 'dist')) if (!built.files.has(file)) rmSync(join(folder, file));
  removeEmpty(dist);
  return built;
}

/** What is not TypeScript is packed as it is. Returns how many files were copied. */
function copySources(folder: string, { missing }: Reachable): number {
  const sources = missing
    .filter(({ file }) => file.startsWith('dist/'))
    .map(({ file }) => ({ file: join(folder, file), source: join(ROOT, file.slice('dist/'.length)) }))
    .filter(({ source }) => existsSync(source));
  for (const { file, source } of sources) {
    mkdirSync(dirname(file), { recursive: true });
    cpSync(source, file);
  }
  return sources.length;
}

function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

if (import.meta.main) {
  const { files } = await build(ROOT);
  process.stdout.write(`${[...files].filter((file) => file.startsWith('dist/')).length} files in dist\n`);
}
