import type { EngineChoice } from '../../engines/choice.ts';
import type { RulesMode } from '../../rules/types.ts';
import type { AllowedWeakening } from '../baselines/types.ts';
import type { IsolationChoice } from '../isolation/types.ts';
import type { Exception, Expectation } from '../types.ts';

/**
 * What `train-encrypt.config.ts` exports as its default, or a .json, .yaml or .yml file of that name holds.
 * @example
 * ```ts
 * import type { Config } from 'train-encrypt';
 *
 * export default {
 *   wrappers: { nightly: { command: ['python', 'launch.py'], situations: ['all'] } },
 * } satisfies Config;
 * ```
 */
export interface Config {
  /** A wrapper, by a name for reports, baselines and exceptions. */
  readonly wrappers: Readonly<Record<string, WrapperConfig>>;
  /** The situations that wrappers without a list of their own are tried in; `all` stands for all. Default `documented`. */
  readonly situations?: readonly string[] | undefined;
  /** Enforce what AWS documents, or do what the service was seen to do. Default `documented`. */
  readonly rules?: RulesMode | undefined;
  /** Accept only the rules of a security group as documented. Default false. */
  readonly strict?: boolean | undefined;
  /** What answers EC2. Default `embedded`. */
  readonly engine?: EngineChoice | undefined;
  /** For the engine `endpoint`: scheme, host and port. */
  readonly ec2Endpoint?: string | undefined;
  /**
   * What confines commands: `kernel` fails where that cannot be had, `environment` sets variables only. Default `auto`:
   * the kernel where it can be had.
   */
  readonly isolation?: IsolationChoice | undefined;
  /** How many commands run at once. Default: one per processor. */
  readonly parallel?: number | undefined;
  /** The folder of approved requests, from the folder of this file. Default: nothing is compared. */
  readonly baselines?: string | undefined;
  /** The file of the history of verdicts, from the folder of this file. Default: `history.json` with the reports. */
  readonly history?: string | undefined;
  /** Weakenings of baselines that somebody answers for. */
  readonly allow?: readonly AllowedWeakening[] | undefined;
  /** Findings that somebody answers for, for a time. */
  readonly exceptions?: readonly Exception[] | undefined;
}

export type Variables = Readonly<Record<string, string | true>>;

/**
 * A command that launches jobs, and how it is tried.
 * @example
 * ```ts
 * import type { WrapperConfig } from 'train-encrypt';
 *
 * const nightly: WrapperConfig = { command: './train.sh', timeout: 60, situations: ['documented'] };
 * ```
 */
export interface WrapperConfig {
  /** Program and arguments. A text is split at spaces; a backslash keeps one. No shell reads it. */
  readonly command: string | readonly string[];
  /** From the folder of this file. Default: that folder. */
  readonly cwd?: string | undefined;
  /** Further variables for the command. `true`: with the value that they have where `check` runs, if they have one. */
  readonly env?: Variables | undefined;
  /** Files and folders of the real home that it may read, such as `.netrc`. It has a home of its own otherwise. */
  readonly homeFiles?: readonly string[] | undefined;
  /** AWS profiles that it names; they get throw-away keys. */
  readonly profiles?: readonly string[] | undefined;
  /** Seconds. Default 600. */
  readonly timeout?: number | undefined;
  /** MiB. Default 16. */
  readonly outputLimit?: number | undefined;
  /** Names of situations, or what is other in each of them. */
  readonly situations?: readonly string[] | AllBut | Readonly<Record<string, SituationConfig>> | undefined;
}

/** Every situation but those that make no sense for a wrapper; reports show the reasons. */
export interface AllBut {
  readonly all: true;
  readonly except: readonly LeftOut[];
}

/** A situation that a wrapper is not tried in, and why. */
export interface LeftOut {
  readonly situation: string;
  readonly reason: string;
}

/**
 * What is other for a wrapper in one situation.
 * @example
 * ```ts
 * import type { SituationConfig } from 'train-encrypt';
 *
 * const oneInstance: SituationConfig = { args: ['--count', '1'], expect: 'launches' };
 * ```
 */
export interface SituationConfig {
  /** Added to its command. */
  readonly args?: readonly string[] | undefined;
  /** Added to its variables. */
  readonly env?: Variables | undefined;
  /** What a good wrapper does here, in place of what the situation says. */
  readonly expect?: Expectation | undefined;
}
