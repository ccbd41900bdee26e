import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { Failure } from '../../failure.ts';
import { isWithin, readable } from './mounts.ts';
import { HOME_CACHES, HOME_TOOLCHAINS } from './places.ts';

/** What of the real home, and of other covered folders, a command may see. Absolute paths, only of what is there. */
export interface Visible {
  readonly toolchains: readonly string[];
  readonly caches: readonly string[];
  /** Named by the caller. */
  readonly named: readonly string[];
}

export interface Wanted {
  /** What reaches the command from outside; before it gets a home of its own. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly program: string;
  readonly cwd: string;
  /** Files and folders, from the home or absolute. */
  readonly homeFiles?: readonly string[];
}

/** Throws a `Failure` (exit code 2) for a file of the home that is not there, or that nobody may have. */
export function visibleTo({ environment, program, cwd, homeFiles = [] }: Wanted): Visible {
  const home = homedir();
  const own = (paths: readonly string[]) => paths.map((path) => join(home, path));
  const path = (environment.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder) && folder !== home);
  // Values such as GOROOT, JAVA_HOME, VIRTUAL_ENV. A home itself is not shown because a variable names it.
  const variables = Object.entries(environment)
    .filter(([name]) => !['PATH', 'SHELL', 'HOME', 'PWD', 'OLDPWD', 'TMPDIR'].includes(name))
    .flatMap(([, value]) => value?.split(delimiter) ?? [])
    .filter((value) => isAbsolute(value) && isFolder(value) && value !== home && !isWithin(home, value));
  return {
    toolchains: there([
      ...own(HOME_TOOLCHAINS),
      ...[...path, ...foldersOf(program, cwd)].flatMap(withPrefix),
      ...variables,
    ]),
    caches: there(own(HOME_CACHES)),
    named: homeFiles.map(homeFile),
  };
}

/** Each once, however a PATH writes it: `/opt//bin/`. */
const there = (paths: readonly string[]) =>
  [...new Set(paths.map((path) => resolve(path)))].filter((path) => readable(path) !== undefined);

/** A toolchain has its libraries beside its programs: `jdk-21` of `jdk-21/bin`. Known ones are listed, without tokens. */
function withPrefix(folder: string): readonly string[] {
  const parent = dirname(folder);
  const known = HOME_TOOLCHAINS.some((path) => isWithin(folder, join(homedir(), path)));
  if (basename(folder) !== 'bin' || known || isWithin(homedir(), parent)) return [folder];
  return [folder, parent];
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Where a program given by its path lies, and where it really lies. */
function foldersOf(program: string, cwd: string): readonly string[] {
  if (!program.includes('/')) return [];
  try {
    const path = resolve(cwd, program);
    return [path, ...environmentOf(path), dirname(realpathSync(path))].filter((folder) => folder !== homedir());
  } catch {
    return [];
  }
}

/** The `bin` of a Python environment, whose `python` is a link to one elsewhere, and whose packages are beside it. */
function environmentOf(program: string): readonly string[] {
  const folder = dirname(program);
  return readable(join(dirname(folder), 'pyvenv.cfg')) === undefined ? [] : [folder];
}

/** The path of a file of the home that was asked for by name: `.netrc`, `~/.netrc` or absolute. */
export function homeFile(name: string): string {
  const path = resolve(homedir(), name.replace(/^~\//, ''));
  const bad = (why: string) => new Failure(`the file of the home ${name} ${why}.`, { exitCode: 2 });
  const real = readable(path);
  if (real === undefined) throw bad('is not there or cannot be read');
  const stats = statSync(real);
  if (!stats.isFile() && !stats.isDirectory()) throw bad('is neither a file nor a folder, so it is not shown');
  if (isWithin(homedir(), real)) throw bad('is the home itself: name what the command needs of it');
  const aws = join(homedir(), '.aws');
  if (isWithin(path, aws) || isWithin(real, aws) || basename(path) === '.aws') {
    throw bad('holds keys of AWS. Give --profile for a profile that the command names');
  }
  return path;
}
