import type { WrapperFinding } from '../../findings/finding.ts';
import type { Attempt } from '../types.ts';
import type { SentRequest } from './requests.ts';

/** What every check looks at. */
export interface Seen {
  readonly attempt: Attempt;
  readonly requests: readonly SentRequest[];
}

/** One thing to look for. `id` is the finding's, or the first of them. */
export type Check = (seen: Seen) => readonly WrapperFinding[];

type About = Pick<WrapperFinding, 'id' | 'text'> & Partial<WrapperFinding>;

/** A finding; what is not said is broken, ours, and has nothing near it. */
export const found = (about: About): WrapperFinding => ({
  outcome: 'broken',
  closestMatch: '',
  fix: [],
  provenance: 'ours',
  ...about,
});
