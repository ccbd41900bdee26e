import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// Cucumber's configuration, for our own command and for a plain `cucumber-js --config support/cucumber.ts` alike.

/** TypeScript in a checkout, JavaScript in the built package, as this file is. */
const extension = extname(import.meta.filename);

/** What the scenarios share, and the steps of the documented rules; in a checkout those that test this tool as well. */
const WORLD = new URL(`../steps/rules/world${extname(import.meta.filename)}`, import.meta.url);
const FOLDERS = [
  new URL('../steps/', import.meta.url),
  new URL('../steps/rules/', import.meta.url),
  new URL('../steps/harness/', import.meta.url),
];

const stepFiles = (folder: URL): readonly URL[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(`.steps${extension}`))
    .sort()
    .map((file) => new URL(file, folder));

export default {
  import: [WORLD, ...FOLDERS.filter((folder) => existsSync(folder)).flatMap(stepFiles)].map((url) =>
    relative(process.cwd(), fileURLToPath(url)),
  ),
  parallel: Math.min(availableParallelism(), 4),
  formatOptions: { snippetInterface: 'async-await' },
  worldParameters: { engine: 'embedded', rules: 'documented', strict: false },
};
