import { rules } from '../../rules/index.ts';
import type { Rule, RuleOptions } from '../../rules/types.ts';
import type { Page } from './introspection.ts';

export interface RulesAnswer extends RuleOptions {
  readonly rules: readonly Omit<Rule, 'check'>[];
}

/** `/_train-encrypt/rules`: what jobs are judged by, and in which mode where an account has none of its own. */
export function rulesPage(options: RuleOptions): Page {
  return { GET: (): RulesAnswer => ({ ...options, rules: rules.map(({ check: _, ...rule }) => rule) }) };
}
