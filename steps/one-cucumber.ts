import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setDefaultTimeout, version } from '@cucumber/cucumber';
import { Failure } from '../support/failure.ts';

// Steps count only for the copy of @cucumber/cucumber that runs, and cucumber-js keeps nothing that a step file could
// ask beforehand: the copy that does not run throws at the first thing that is registered.
try {
  setDefaultTimeout(30_000);
} catch (cause) {
  throw new Failure(whyNot(), { exitCode: 2, cause });
}

function whyNot(): string {
  const ours = createRequire(import.meta.url).resolve('@cucumber/cucumber/package.json');
  const here = createRequire(join(process.cwd(), 'package.json'));
  const theirs = resolveFrom(here);
  if (theirs === undefined || theirs === ours) {
    return (
      'train-encrypt/steps was imported, but no cucumber-js runs. ' +
      'Import it from a support file of cucumber-js; in other test runners, use startHarness from train-encrypt.'
    );
  }
  return (
    `train-encrypt/steps was imported with @cucumber/cucumber ${version} (${ours}), ` +
    `but this project runs ${(here(theirs) as { version: string }).version} (${theirs}). Both must be one copy: ` +
    `npm install --save-dev @cucumber/cucumber@^${version} && npm dedupe`
  );
}

function resolveFrom(here: NodeJS.Require): string | undefined {
  try {
    return here.resolve('@cucumber/cucumber/package.json');
  } catch {
    return undefined;
  }
}
