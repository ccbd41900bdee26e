import { resolve } from 'node:path';
import { Failure } from '../../failure.ts';
import type { Config } from '../../wrappers/config/config.ts';
import { findConfig } from '../../wrappers/config/find.ts';
import { wrapperName } from '../../wrappers/config/name.ts';
import type { PlannedAttempt } from '../../wrappers/config/plan.ts';
import { leftOutOf, planOf } from '../../wrappers/config/plan.ts';
import type { CheckResult } from '../../wrappers/report/result.ts';
import { situations } from '../../wrappers/situations/index.ts';
import type { CheckOptions } from './options.ts';

/** What a command line of `check` and a configuration ask for together. */
export interface Task {
  readonly plan: readonly PlannedAttempt[];
  /** What is said about rules, engine, baselines and exceptions, without its wrappers. */
  readonly config: Omit<Config, 'wrappers'>;
  /** Situations that wrappers leave out, with their reasons. */
  readonly leftOut?: CheckResult['leftOut'];
  /** Absolute. Absent when a command was given. */
  readonly configFile?: string;
  /** Absolute. */
  readonly baselines?: string;
  /** The file of the history, where one is named. */
  readonly history?: string;
}

/** Rejects with a `Failure` (exit code 2) for what cannot be done. */
export async function taskOf(words: readonly string[], options: CheckOptions): Promise<Task> {
  const overrides = {
    wrappers: options.wrapper,
    situations: options.situation,
    timeout: options.timeout,
    outputLimit: options.outputLimit,
    env: options.env && Object.fromEntries(options.env),
    homeFiles: options.homeFile,
    profiles: options.profile,
  };
  if (words.length > 0) {
    const wrong = (['wrapper', 'config'] as const).find((name) => options[name] !== undefined);
    if (wrong !== undefined)
      throw usage(`--${wrong} goes with a configuration, not with a command. Leave one of them out.`);
    const name = await nameOf(words, options);
    const wrappers = { [name]: { command: words, cwd: options.cwd } };
    const plan = await planOf({ wrappers }, process.cwd(), situations, overrides);
    return {
      plan,
      config: {},
      ...baselinesOf(options.baselines, process.cwd()),
      ...historyOf(options.history, process.cwd()),
    };
  }
  const wrong = (['name', 'cwd'] as const).find((name) => options[name] !== undefined);
  if (wrong !== undefined) throw usage(`--${wrong} goes with a command, not with a configuration. Leave it out.`);
  const path = options.config ?? findConfig(process.cwd());
  if (path === undefined) throw usage(NOTHING);
  const { readConfig } = await import('../../wrappers/config/read.ts');
  const { file, folder, config } = await readConfig(path);
  const { wrappers: _, ...rest } = config;
  const plan = await planOf(config, folder, situations, overrides);
  const baselines = options.baselines
    ? baselinesOf(options.baselines, process.cwd())
    : baselinesOf(config.baselines, folder);
  const history = options.history ? historyOf(options.history, process.cwd()) : historyOf(config.history, folder);
  const leftOut = options.situation === undefined ? leftOutOf(config, options.wrapper) : [];
  return { plan, config: rest, configFile: file, leftOut, ...baselines, ...history };
}

const NOTHING =
  'there is nothing to check: no command, and no train-encrypt.config.ts here. ' +
  'Give the command after --, as in train-encrypt check -- python launch.py, or begin with train-encrypt init.';

const baselinesOf = (path: string | undefined, folder: string) => (path ? { baselines: resolve(folder, path) } : {});

const historyOf = (path: string | undefined, folder: string) => (path ? { history: resolve(folder, path) } : {});

async function nameOf(words: readonly string[], { name, cwd = '.' }: CheckOptions): Promise<string> {
  if (name === undefined) return wrapperName(words, cwd);
  const { nameSchema } = await import('../../wrappers/config/schema.ts');
  const { success, error } = nameSchema.safeParse(name);
  if (success) return name;
  throw usage(`--name is ${JSON.stringify(name)}, which ${error.issues[0]?.message ?? 'is no name'}.`);
}

const usage = (text: string): Failure => new Failure(text, { exitCode: 2 });
