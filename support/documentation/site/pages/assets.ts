import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Browsers read these as they are: nothing compiles them.
const PALETTE_FILE = new URL('../assets/palette.css', import.meta.url);
const STYLE_FILE = new URL('../assets/style.css', import.meta.url);
const SCRIPT_FILE = new URL('../assets/site.js', import.meta.url);

export const STYLE = 'assets/style.css';
export const SCRIPT = 'assets/site.js';
export const SEARCH = 'assets/minisearch.js';
export const INDEX = 'assets/scenarios.js';

/** What all pages share, by name. */
export async function sharedAssets(): Promise<readonly (readonly [string, string])[]> {
  const [palette, style, script, search] = await Promise.all([
    readFile(PALETTE_FILE, 'utf8'),
    readFile(STYLE_FILE, 'utf8'),
    readFile(SCRIPT_FILE, 'utf8'),
    miniSearch(),
  ]);
  return [
    [STYLE, `${palette}\n${style}`],
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
