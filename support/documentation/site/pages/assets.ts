import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../../package.ts';

/** Beside the package's own files, as they are: browsers read them, nothing compiles them. */
const FOLDER = join(packageRoot, 'support/documentation/site/assets');

export const STYLE = 'assets/style.css';
export const SCRIPT = 'assets/site.js';
export const SEARCH = 'assets/minisearch.js';
export const INDEX = 'assets/scenarios.js';

/** What all pages share, by name. */
export async function sharedAssets(): Promise<readonly (readonly [string, string])[]> {
  const [style, script, search] = await Promise.all([
    readFile(join(FOLDER, 'style.css'), 'utf8'),
    readFile(join(FOLDER, 'site.js'), 'utf8'),
    miniSearch(),
  ]);
  return [
    [STYLE, style],
    [SCRIPT, script],
    [SEARCH, search],
  ];
}

/** As a classic script: pages opened from a file have no modules. Its licence goes with it. */
async function miniSearch(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('minisearch');
  const folder = join(dirname(entry), '..', '..');
  const [script, licence] = await Promise.all([
    readFile(join(folder, 'dist/umd/index.js'), 'utf8'),
    readFile(join(folder, 'LICENSE.txt'), 'utf8'),
  ]);
  return `/*! MiniSearch\n${licence.replaceAll('*/', '* /')}*/\n${script.replace(/^\/\/# sourceMappingURL.*$/m, '')}`;
}
