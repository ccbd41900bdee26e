import { ANSWER_CASES, type AnswerCase } from '../../findings/testing/cases.ts';
import { judgeAttempt } from '../judge/index.ts';
import type { CheckedAttempt } from '../report/result.ts';
import type { Attempt } from '../types.ts';
import { attemptOf } from './attempts.ts';
import { checkedOf } from './verdicts.ts';

export interface CheckedCase {
  readonly of: Pick<AnswerCase, 'name' | 'answer' | 'mark'>;
  readonly checked: CheckedAttempt;
}

/** Right as far as anybody saw, and nobody looked at the rules: only the facts tell that it is not shown. */
const UNJUDGED: CheckedCase = {
  of: { name: 'rules not looked at', answer: 'not shown', mark: '?' },
  checked: checkedFrom({ ...attemptFrom(firstCase()), verdicts: [] }),
};

/** The jobs that every surface shows, each sent by a wrapper that exits as a good one does. */
export const CHECKED_CASES: readonly CheckedCase[] = [
  ...ANSWER_CASES.map((of) => ({ of, checked: checkedFrom(attemptFrom(of)) })),
  UNJUDGED,
];

function firstCase(): AnswerCase {
  const [first] = ANSWER_CASES;
  if (first?.answer !== 'encrypted') throw new Error('the first case is not the encrypted one');
  return first;
}

/** The attempt in which a job was seen as in the case. */
export function attemptFrom({ name, seen }: AnswerCase): Attempt {
  const wrapper = name.replaceAll(/[^a-z ]+/g, '');
  if (seen === undefined) {
    return attemptOf({ wrapper, command: { ending: 'not started', reason: 'the command is not there' } });
  }
  const { verdict, request, refusal } = seen;
  const error = refusal && { code: refusal.code, message: 'refused' };
  const single = verdict.job.instances === 1;
  return attemptOf({
    wrapper,
    situation: single ? 'one-instance' : refusal?.expected ? 'denied-without-flag' : 'documented',
    given: { subnets: ['subnet-0', 'subnet-1'], securityGroups: ['sg-1'] },
    calls: [{ operation: verdict.job.operation, input: request, ...(error && { error }) }],
    verdicts: [verdict],
    command: error ? { exitCode: 1, output: `${error.code}: refused` } : {},
  });
}

export function checkedFrom(attempt: Attempt): CheckedAttempt {
  const verdict = judgeAttempt(attempt);
  return { ...checkedOf(verdict), attempt };
}
