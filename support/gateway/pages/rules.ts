import { rules } from '../../rules/index.ts';
import type { Rule, RuleOptions } from '../../rules/types.ts';
import type { Page } from './introspection.ts';

/**
 * The rules that jobs are judged by.
 * @example
 * ```ts
 * import { connect } from 'train-encrypt/client';
 *
 * const client = connect('http://127.0.0.1:4577');
 * const { rules, strict } = await client.rules();
 * ```
 */
export interface RulesAnswer extends RuleOptions {
  readonly rules: readonly Omit<Rule, 'check'>[];
}

/** `/_train-encrypt/rules`: what jobs are judged by, and in which mode where an account has none of its own. */
export function rulesPage(options: RuleOptions): Page {
  return {
    text: 'the rules that jobs are judged by, and the mode',
    GET: (): RulesAnswer => ({ ...options, rules: rules.map(({ check: _, ...rule }) => rule) }),
  };
}
