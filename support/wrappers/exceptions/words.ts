import type { Exception } from '../types.ts';

/** Advice about one that matched nothing. */
export function unmatchedWords({ wrapper, situation, finding, owner }: Exception): string {
  return `the exception by ${owner} for ${finding} of ${wrapper} in ${situation} matched nothing: what it was for is fixed, or it is misspelt. Remove it.`;
}
