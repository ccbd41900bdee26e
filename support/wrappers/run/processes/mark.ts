import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { execa } from 'execa';
import { findProgram } from '../startable.ts';
import type { Mark } from './table.ts';

/** A mark for one run, and how a command is started so that it carries it. */
export interface Marking {
  readonly mark: Mark;
  readonly environment: Readonly<Record<string, string>>;
  /** Stands before the command; empty when the variable alone has to do. */
  readonly prefix: readonly string[];
}

/** The name of the variable that marks a run's processes. */
const VARIABLE = 'TRAIN_ENCRYPT_RUN';

/** About 4 PiB, which nothing reaches: the limit would not hold anyone back even where it counted. */
const LIMIT = 2 ** 52;

export async function newMarking(): Promise<Marking> {
  const id = randomUUID();
  const environment = { [VARIABLE]: id };
  const variable = `${VARIABLE}=${id}`;
  prlimit ??= workingPrlimit();
  const program = await prlimit;
  if (program === undefined) return { mark: { variable }, environment, prefix: [] };
  const limit = newLimit();
  return { mark: { variable, limit }, environment, prefix: [program, `--rss=${limit}`, '--'] };
}

let prlimit: Promise<string | undefined> | undefined;

const newLimit = (): number => LIMIT + randomInt(2 ** 47);

/**
 * A variable is lost to a command that clears the environment, a limit is not: neither a new session nor a new parent nor a new
 * environment takes it off. It is set by util-linux's prlimit, which then becomes the command. `undefined` where that is
 * missing or may not set it.
 */
async function workingPrlimit(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const program = findProgram('prlimit');
  const free = /^Max resident set\s+unlimited\s+unlimited\s/m.test(readFileSync('/proc/self/limits', 'latin1'));
  if (program === undefined || !free) return undefined;
  const limit = newLimit();
  const options = { reject: false, stdin: 'ignore', timeout: 5_000 } as const;
  const { stdout } = await execa(program, [`--rss=${limit}`, '--', 'cat', '/proc/self/limits'], options);
  return stdout?.includes(` ${limit} `) ? program : undefined;
}
