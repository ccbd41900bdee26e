import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// Cucumber's configuration, for our own command and for a plain `cucumber-js --config support/cucumber.ts` alike.

/** The step files: TypeScript in a checkout, JavaScript in the built package, as this file is. */
function stepFiles(): string[] {
  const extension = extname(fileURLToPath(import.meta.url));
  const folder = fileURLToPath(new URL('../steps', import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(extension) && !file.endsWith(`.test${extension}`))
    .sort()
    .map((file) => relative(process.cwd(), join(folder, file)));
}

export default {
  import: stepFiles(),
  parallel: Math.min(availableParallelism(), 4),
  formatOptions: { snippetInterface: 'async-await' },
  worldParameters: { engine: 'embedded', rules: 'documented', strict: false },
};
