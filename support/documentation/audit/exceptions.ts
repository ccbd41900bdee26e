import { dayOf, inForce } from '../../findings/exception.ts';
import type { Exception } from '../../wrappers/types.ts';
import type { SiteData } from '../site/types.ts';

export interface ListedException extends Exception {
  readonly standing: 'in force' | 'expired' | 'matched nothing';
}

/** Each exception once: expired ones first, then by the day on which they end. */
export function exceptionsIn({ wrappers, unmatched = [], writtenAt }: SiteData): readonly ListedException[] {
  const today = dayOf(new Date(writtenAt));
  const used = wrappers.flatMap(({ exceptions = [] }) => exceptions);
  const distinct = new Map(
    [...unmatched.map((one) => [one, true] as const), ...used.map((one) => [one, false] as const)].map(
      ([one, none]) => [JSON.stringify(one), { one, none }],
    ),
  );
  return [...distinct.values()]
    .map(({ one, none }): ListedException => {
      const standing = !inForce(one, today) ? 'expired' : none ? 'matched nothing' : 'in force';
      return { ...one, standing };
    })
    .toSorted((a, b) => a.expires.localeCompare(b.expires) || a.wrapper.localeCompare(b.wrapper, 'en'));
}
