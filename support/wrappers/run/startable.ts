import { accessSync, closeSync, constants, openSync, readSync, type Stats, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

export interface Start {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Where a system looks for programs when the environment has no PATH. */
const DEFAULT_PATH = '/usr/bin:/bin';

/** Why a command cannot be started, for a person; `undefined` when nothing speaks against it. */
export function whyNotStartable({ command: [program], cwd, environment }: Start): string | undefined {
  const folder = statsOf(cwd);
  if (typeof folder === 'string') return `its folder ${cwd} cannot be reached (${folder})`;
  if (folder === undefined) return `its folder ${cwd} is not there`;
  if (!folder.isDirectory()) return `its folder ${cwd} is not a folder`;
  if (program === '') return 'the command is empty';
  // Windows has its own rules for what can be run; there the start itself reports.
  if (process.platform === 'win32') return undefined;
  if (program.includes('/')) {
    const path = isAbsolute(program) ? program : resolve(cwd, program);
    return whyNotRunnable(path, program, cwd);
  }
  const candidates = programPaths(program, environment.PATH ?? DEFAULT_PATH, cwd);
  const found = candidates.find(runnable);
  if (found !== undefined) return missingInterpreter(found, cwd);
  const near = candidates.find(isFile);
  if (near !== undefined) return notExecutable(near);
  return `${program} is neither a program on the PATH nor a path: write ./${program} for a file in ${cwd}`;
}

/** The path of a program on our own PATH; `undefined` when it is not there. */
export function findProgram(program: string): string | undefined {
  return programPaths(program, process.env.PATH ?? DEFAULT_PATH, process.cwd()).find(runnable);
}

/** Where tools of the system are that an ordinary user's PATH omits on Debian. */
const SYSTEM_PATH = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The path of a tool of the system: on our own PATH, or where only root looks by default. */
export function findSystemTool(program: string): string | undefined {
  return findProgram(program) ?? SYSTEM_PATH.map((folder) => join(folder, program)).find(runnable);
}

function programPaths(program: string, path: string, cwd: string): readonly string[] {
  return path.split(delimiter).map((folder) => resolve(cwd, join(folder === '' ? '.' : folder, program)));
}

function whyNotRunnable(path: string, program: string, cwd: string): string | undefined {
  const found = statsOf(path);
  if (typeof found === 'string') return `${program} cannot be reached (${found})`;
  if (found === undefined) return `${program} is not there`;
  if (!found.isFile()) return `${program} is not a file`;
  if (!runnable(path)) return notExecutable(program);
  return missingInterpreter(path, cwd);
}

const notExecutable = (path: string): string => `${path} is not executable: chmod +x ${path}`;

/** The error's code where the path leads through what may not be read, or is no path. */
function statsOf(path: string): Stats | string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

function isFile(path: string): boolean {
  const stats = statsOf(path);
  return typeof stats === 'object' && stats.isFile();
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return isFile(path);
  } catch {
    return false;
  }
}

/** A script whose first line names a program that is not there fails in a way that names the script only. */
function missingInterpreter(path: string, cwd: string): string | undefined {
  const [, interpreter] = /^#![ \t]*(\S+)/.exec(firstBytes(path)) ?? [];
  if (interpreter === undefined || runnable(resolve(cwd, interpreter))) return undefined;
  return `${path} names ${interpreter} in its first line, which is not there or not executable`;
}

function firstBytes(path: string): string {
  const buffer = Buffer.alloc(256);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    // A program that may be run but not read.
    return '';
  }
  try {
    return buffer.toString('utf8', 0, readSync(file, buffer));
  } finally {
    closeSync(file);
  }
}
