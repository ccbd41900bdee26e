import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import pc from 'picocolors';
import { Failure } from '../../failure.ts';
import { version } from '../../package.ts';
import { CONFIG_NAMES } from '../../wrappers/config/find.ts';
import { wrapperName } from '../../wrappers/config/name.ts';
import { situations } from '../../wrappers/situations/index.ts';
import { ciFile } from './ci.ts';
import { filesFor, type NewFile } from './files.ts';
import type { InitOptions } from './options.ts';
import { projectIn } from './project.ts';

/** What cucumber-js would read in place of our file. */
const CUCUMBER_NAMES = [
  'cucumber.js',
  'cucumber.cjs',
  'cucumber.mjs',
  'cucumber.json',
  'cucumber.yaml',
  'cucumber.yml',
];

/**
 * Writes a first configuration and a first feature into the working folder. Returns the exit code. Rejects with a
 * `Failure`: exit code 2 when something is in the way, 3 when a file cannot be written.
 */
export async function init(words: readonly string[], { force = false, ci }: InitOptions): Promise<number> {
  const name = words.length > 0 ? wrapperName(words, process.cwd()) : 'launch';
  const job =
    ci === undefined ? [] : [ciFile(ci, projectIn(process.cwd(), version), existsSync(resolve('.gitlab-ci.yml')))];
  // A project with a configuration wants the job for it.
  const begun =
    ci !== undefined && words.length === 0 && !force && CONFIG_NAMES.some((one) => existsSync(resolve(one)));
  const files = [...(begun ? [] : filesFor(name, words, situations, new Date())), ...job];
  const there = begun ? files.map(({ path }) => path).filter((path) => existsSync(resolve(path))) : inTheWay(files);
  if (there.length > 0 && !force) {
    const message = `${there.join(', ')} ${there.length > 1 ? 'exist' : 'exists'} already. Nothing was written; --force overwrites files of the same name.`;
    throw new Failure(message, { exitCode: 2 });
  }
  for (const file of files) write(file);
  process.stdout.write(
    `${[...files.map(({ path }) => `${pc.green('written')}  ${path}`), '', ...next(words, { begun, ci: job[0]?.next })].join('\n')}\n`,
  );
  return 0;
}

/** What has the name of one of ours, or would be read beside or in place of it. */
function inTheWay(files: readonly NewFile[]): readonly string[] {
  const names = [...CONFIG_NAMES, ...CUCUMBER_NAMES, ...files.map(({ path }) => path)];
  return [...new Set(names)].filter((name) => existsSync(resolve(name)));
}

function write({ path, text }: NewFile): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Failure(`${path} cannot be written (${why}). Run it in a folder that you may write.`, {
      exitCode: 3,
      cause: error,
    });
  }
}

/** Whether a line of .gitignore covers what `check` writes. */
function ignoresReports(): boolean {
  const lines = existsSync(resolve('.gitignore')) ? readFileSync(resolve('.gitignore'), 'utf8').split(/\r?\n/) : [];
  return lines.some((line) => /^\/?reports\/?\*{0,2}$/.test(line.trim()));
}

function next(
  words: readonly string[],
  { begun, ci }: { readonly begun: boolean; readonly ci: string | undefined },
): readonly string[] {
  const commit = ci === undefined ? [] : [`  ${ci}`];
  if (begun) return ['Next:', ...commit];
  return [
    'Next:',
    ...(words.length > 0
      ? []
      : ['  replace python launch.py by your wrapper in train-encrypt.config.ts and features/encryption.feature']),
    '  npx train-encrypt check                       runs the wrapper, and judges what it sends',
    '  npx train-encrypt check --situation all       runs it in every situation',
    '  npx train-encrypt check --isolation kernel    in CI: fails where the kernel cannot isolate the wrapper',
    '  npm install --save-dev @cucumber/cucumber@^13.3.0 && npx cucumber-js',
    '                                                runs the feature',
    ...(ignoresReports() ? [] : ['  add reports/ to .gitignore; check writes its report and pages there']),
    ...commit,
  ];
}
