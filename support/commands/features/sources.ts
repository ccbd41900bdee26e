import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Failure } from '../../failure.ts';
import { packageRoot } from '../../package.ts';

/** `rules`: the documented claims. `all`: with them real wrappers, and the features that test this tool itself. */
export type Suite = 'rules' | 'all';

/** The features that come with the package, as paths from the working directory. */
export function bundledFeatures(suite: Suite): string[] {
  const folder = join(packageRoot, 'features');
  if (!existsSync(folder)) {
    throw new Failure(`its own features are missing from ${folder}. Install train-encrypt again.`, { exitCode: 3 });
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.feature') && (suite === 'all' || !file.includes(sep)))
    .sort()
    .map((file) => relative(process.cwd(), join(folder, file)));
}

/** Paths as given on the command line: files, folders, `file:line`, or `@list`. Each must exist. */
export function namedFeatures(paths: readonly string[]): string[] {
  for (const path of paths) {
    const file = path.replace(/(:\d+)*$/, '').replace(/^@/, '');
    if (!existsSync(file)) {
      throw new Failure(`${file} does not exist. Name feature files or folders, as seen from ${process.cwd()}`, {
        exitCode: 2,
      });
    }
  }
  return [...paths];
}
