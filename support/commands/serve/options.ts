import type { RulesMode } from '../../rules/types.ts';
import type { EngineFlags, Speed } from '../options.ts';

export interface ServeOptions extends EngineFlags {
  readonly port: number;
  readonly host: string;
  readonly allowedHost: readonly string[];
  readonly rules: RulesMode;
  readonly speed: Speed;
  readonly strict?: boolean;
  readonly policy?: string;
  readonly refuseUnencrypted?: boolean;
  readonly withNetwork?: boolean;
  readonly fault: readonly string[];
  readonly faults?: string;
}
