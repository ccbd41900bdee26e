import type { RulesMode } from '../../rules/types.ts';
import type { EngineFlags } from '../options.ts';
import type { Suite } from './sources.ts';

export interface FeaturesOptions extends EngineFlags {
  readonly rules: RulesMode;
  readonly suite: Suite;
  readonly tags?: string;
  readonly parallel?: number;
  readonly shard?: string;
  readonly reports: string;
  readonly dryRun?: boolean;
  readonly pages: boolean;
}
