import type { Exception } from '../types.ts';
import { inForce } from './apply.ts';

/** What a report says beside a finding that has an exception. */
export function wordsOf(exception: Exception, today: string): string {
  const { owner, reason, expires } = exception;
  return inForce(exception, today)
    ? `excepted until ${expires} by ${owner}: ${reason}`
    : `the exception by ${owner} expired after ${expires}: ${reason}`;
}

/** Advice about one that matched nothing. */
export function unmatchedWords({ wrapper, situation, finding, owner }: Exception): string {
  return `the exception by ${owner} for ${finding} of ${wrapper} in ${situation} matched nothing: what it was for is fixed, or it is misspelt. Remove it.`;
}
