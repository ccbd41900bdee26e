import { rules } from '../../../rules/index.ts';
import type { Claim, Rule } from '../../../rules/types.ts';

/** Rules that look whether a claim holds. */
export const rulesOf = (claim: string): readonly Rule[] => rules.filter((rule) => rule.claim === claim);

/** Where a claim comes from and how far a test can decide it, in a few words each. */
export function provenanceOf({ id, test, observed }: Claim): readonly string[] {
  const ours = rulesOf(id).filter(({ provenance }) => provenance === 'ours');
  return [
    'documented',
    ...(observed === undefined ? [] : ['observed otherwise']),
    ...(ours.length === 0 ? [] : [`in part ours (${ours.map((rule) => rule.id).join(', ')})`]),
    ...(test.kind === 'model' ? ['modelled only'] : []),
    ...(test.kind === 'none' ? ['cannot be tested'] : []),
  ];
}
