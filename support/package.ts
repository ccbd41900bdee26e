import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json: the checkout, or the installed package above `dist`. */
export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Whether this runs from the sources, rather than from what was built of them. */
export const isCheckout = extname(fileURLToPath(import.meta.url)) === '.ts';

const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly homepage: string;
};

/** The version in package.json. */
export const version: string = manifest.version;

/** The address of a page of `docs/`, such as `findings.md#no-call`. */
export const docsUrl = (page: string): string => `${manifest.homepage.replace(/#.*$/, '')}/blob/main/docs/${page}`;

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('train-encrypt: there is no package.json above its own files');
  return findRoot(parent);
}
