import type { RulesMode } from '../../rules/types.ts';

export interface LintOptions {
  readonly network?: readonly string[];
  readonly aws?: boolean;
  readonly profile?: string;
  readonly region?: string;
  readonly rules: RulesMode;
  readonly strict?: boolean;
  readonly requireShown?: boolean;
  readonly allowEmpty?: boolean;
  readonly compact?: boolean;
  readonly onlyFailures?: boolean;
  readonly json?: string;
  readonly sarif?: string;
}
