import { dayOf, inForce } from '../../findings/exception.ts';
import { covers } from '../../text/wildcard.ts';
import { answerChange } from './answer.ts';
import { isApprovable } from './approvable.ts';
import { changesBetween } from './changes.ts';
import { diffOf } from './diff.ts';
import { worstOf } from './effect.ts';
import { type Baseline, baselineFile, baselineText, readBaseline, writeBaseline } from './file.ts';
import { findingsOf } from './findings.ts';
import { normaliseCalls } from './normalise.ts';
import type {
  AllowedWeakening,
  BaselineChange,
  BaselineOptions,
  BaselineResult,
  CompareWithBaseline,
} from './types.ts';

/**
 * Compares what a wrapper sent in a situation with what was approved, and approves it where that is asked for. What
 * weakens is approved only where somebody answers for it by name; a failed or unfinished attempt never is.
 * @throws Failure exit code 2, naming file and line, when the file is damaged or belongs to something else; 3 when it
 * can be neither read nor written
 */
export const compareWithBaseline: CompareWithBaseline = async (options) => {
  const { attempt, folder, allow, now = new Date() } = options;
  const { wrapper, situation } = attempt;
  const today = dayOf(now);
  const file = baselineFile(folder, wrapper, situation.id);
  const before = await readBaseline(file, wrapper, situation.id);
  const requests = normaliseCalls(attempt);
  // Of a file that was approved before answers were kept, only --update adds it.
  const known = before === undefined || before.answer !== undefined || options.update;
  const answer = known ? (options.verdict?.answer.answer ?? before?.answer) : undefined;
  const sent: Baseline = {
    wrapper,
    situation: situation.id,
    approved: before?.approved ?? today,
    ...(answer && { answer }),
    requests,
  };

  const texts = [before && baselineText(before), baselineText(sent)] as const;
  const members = before ? changesBetween(before.requests, requests) : [];
  const compared = [...answerChange(before?.answer, answer, members), ...members];
  const changes = compared.map((change) => withAllowance(change, options, allow, today));
  const shared = {
    effect: worstOf(changes.map(({ effect }) => effect)),
    changes,
    diff: diffOf(file, ...texts),
    file,
    ...(before && { since: before.approved }),
  };
  const status = await settle(options, file, { ...sent, approved: today }, changes, texts);
  return { status, ...shared, findings: findingsOf({ status, ...shared }, options) };
};

async function settle(
  options: BaselineOptions,
  file: string,
  sent: Baseline,
  changes: readonly BaselineChange[],
  [before, after]: readonly [string | undefined, string],
): Promise<BaselineResult['status']> {
  if (before === after) return 'same';
  if (
    options.update &&
    isApprovable(options) &&
    changes.every(({ effect, allowed }) => effect !== 'weakens' || allowed)
  ) {
    await writeBaseline(file, sent);
    return 'approved';
  }
  return before === undefined ? 'new' : 'changed';
}

function withAllowance(
  change: BaselineChange,
  { attempt }: BaselineOptions,
  allow: readonly AllowedWeakening[],
  today: string,
): BaselineChange {
  if (change.effect !== 'weakens') return change;
  const allowed = allow.find(
    ({ wrapper, situation = '*', path, expires }) =>
      inForce({ expires }, today) &&
      covers(wrapper, attempt.wrapper) &&
      covers(situation, attempt.situation.id) &&
      covers(path, change.path || change.operation),
  );
  return allowed ? { ...change, allowed } : change;
}
