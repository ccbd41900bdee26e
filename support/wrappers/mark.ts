import { type Mark, markOf, WORST_FIRST } from '../findings/answer.ts';
import type { WrapperVerdict } from './types.ts';

type Marked = Pick<WrapperVerdict, 'outcome' | 'answer'>;

/** `~`: somebody answers for it. */
export type VerdictMark = Mark | '~';

/** What stands before a verdict everywhere. A tick needs both: an answer that earns it, and nothing broken beside it. */
export function markOfVerdict({ outcome, answer }: Marked): VerdictMark {
  if (outcome === 'excepted') return '~';
  if (outcome === 'failed') return '✗';
  return outcome === 'not shown' ? '?' : markOf(answer);
}

/** `✗ unencrypted`: what every surface prints of a verdict. */
export const signOf = (verdict: Marked): string => `${markOfVerdict(verdict)} ${verdict.answer.answer}`;

const OUTCOMES: readonly WrapperVerdict['outcome'][] = ['failed', 'not shown', 'excepted', 'passed'];

/** For sorting: what failed first, the worst answer first among those alike. */
export const byWorst = (one: Marked, other: Marked): number => rank(one) - rank(other);

const rank = ({ outcome, answer }: Marked): number =>
  OUTCOMES.indexOf(outcome) * WORST_FIRST.length + WORST_FIRST.indexOf(answer.answer);
