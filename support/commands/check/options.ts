import type { RulesMode } from '../../rules/types.ts';
import type { IsolationChoice } from '../../wrappers/isolation/types.ts';
import type { EngineFlags } from '../options.ts';

export interface CheckOptions extends EngineFlags {
  /** Absent: what the configuration says, or `documented`. */
  readonly rules?: RulesMode;
  readonly strict?: boolean;
  readonly situation?: readonly string[];
  readonly wrapper?: readonly string[];
  readonly config?: string;
  readonly name?: string;
  readonly cwd?: string;
  readonly env?: readonly (readonly [name: string, value: string | true])[];
  readonly homeFile?: readonly string[];
  /** Absent: what the configuration says, or `auto`. */
  readonly isolation?: IsolationChoice;
  readonly profile?: readonly string[];
  readonly timeout?: number;
  readonly outputLimit?: number;
  readonly parallel?: number;
  /** `2/3`: the second of three parts. */
  readonly shard?: string;
  readonly baselines?: string;
  readonly update?: boolean;
  readonly history?: string;
  readonly json?: string;
  readonly junit?: string;
  readonly sarif?: string;
  readonly verbose?: boolean;
  /** A line for each cause of what is no tick, and nothing about what is. */
  readonly compact?: boolean | undefined;
  readonly onlyFailures?: boolean | undefined;
  readonly requireShown?: boolean;
  /** Again at every change of a file. */
  readonly watch?: boolean;
}

/** Where a run of the whole configuration always leaves what it learnt. */
export const DEFAULT_JSON = 'reports/check.json';
