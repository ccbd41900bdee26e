import parse from '@cucumber/tag-expressions';
import { Failure } from '../../failure.ts';
import type { RulesMode } from '../../rules/types.ts';

/** The tag expression of a run: what was asked for, without what only holds as documented when that is not enforced. */
export function tagExpression(asked: string | undefined, rules: RulesMode): string {
  const parts = rules === 'observed' ? ['not @documented'] : [];
  if (asked === undefined || asked.trim() === '') return parts.join('');
  try {
    parse(asked);
  } catch (error) {
    const why = (error as Error).message.replace(/\s*\n\s*/g, ' ');
    throw new Failure(`--tags cannot be read: ${why} An expression reads like "@a and not (@b or @c)".`, {
      exitCode: 2,
    });
  }
  return [`(${asked})`, ...parts].join(' and ');
}
