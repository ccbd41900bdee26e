import { type Answer, isSafe } from '../../findings/answer.ts';
import type { BaselineChange } from './types.ts';

/** In place of an operation: the change is one of the answer for the situation. */
export const ANSWER = 'answer';

/**
 * What has become of the approved answer. It weakens where something is broken now, unless a member that weakens says
 * why; where less is shown than before, or something else, nobody saw anything broken.
 */
export function answerChange(
  before: Answer | undefined,
  after: Answer | undefined,
  members: readonly BaselineChange[],
): readonly BaselineChange[] {
  if (before === undefined || after === undefined || before === after) return [];
  const explained = members.some(({ effect }) => effect === 'weakens');
  const effect = isBroken(after) && !explained ? 'weakens' : isBroken(before) ? 'strengthens' : 'changes';
  return [{ operation: ANSWER, request: '', path: '', before, after, effect }];
}

const isBroken = (answer: Answer): boolean => isSafe([{ answer, because: [] }]) === 'no';
