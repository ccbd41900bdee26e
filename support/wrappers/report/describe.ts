import { countOf as countAnswers } from '../../findings/answer.ts';
import { dayOf, inForce, wordsOf } from '../../findings/exception.ts';
import type { Paint } from '../../rules/describe.ts';
import { counted } from '../../text/words.ts';
import type { BaselineResult } from '../baselines/types.ts';
import { unmatchedWords } from '../exceptions/words.ts';
import { describeWrapperVerdict } from '../judge/index.ts';
import { pathFrom } from './document.ts';
import { answerOfAttempt, type CheckedAttempt, type CheckResult, countOf, distinct, surroundingsOf } from './result.ts';

/** One attempt in full: its verdict, what is not excepted any more, and how its requests differ from those approved. */
export function describeAttempt({ verdict, baseline }: CheckedAttempt, paint: Paint, now: Date): string {
  const today = dayOf(now);
  const diff = shownDiff(baseline);
  const expired: string[] = [];
  const findings = verdict.findings.map(({ exception, ...finding }) => {
    if (exception === undefined) return finding;
    if (inForce(exception, today)) return { ...finding, exception };
    expired.push(`  ${finding.id}: ${wordsOf(exception, today)}`);
    return finding;
  });
  return [
    describeWrapperVerdict({ ...verdict, findings }, paint),
    ...section(expired),
    ...section(diff === '' ? [] : diffLines(diff, paint)),
    ...section(baseline?.status === 'approved' ? [`  approved  ${pathFrom(process.cwd(), baseline.file)}`] : []),
  ].join('\n');
}

/** The diff where there is one to show: what is new altogether needs none. */
export const shownDiff = (baseline: BaselineResult | undefined): string =>
  baseline?.since === undefined ? '' : baseline.diff;

const section = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? ['', ...lines] : []);

function diffLines(diff: string, paint: Paint): readonly string[] {
  return diff
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line.startsWith('-') ? paint.bad(line) : line.startsWith('+') ? paint.good(line) : line}`);
}

/** Exceptions that nothing called for, a line each. */
export function describeUnmatched({ unmatched }: Pick<CheckResult, 'unmatched'>): readonly string[] {
  return unmatched.map((exception) => `advice  ${unmatchedWords(exception)}`);
}

/** Situations that the configuration leaves out, a line each. */
export const describeLeftOut = ({ leftOut = [] }: Pick<CheckResult, 'leftOut'>): readonly string[] =>
  leftOut.map(({ wrapper, situation, reason }) => `not tried  ${wrapper} in ${situation}: ${reason}`);

/** `12 attempts (3 wrappers, 4 situations): 2 unencrypted, 10 encrypted; 2 failed, 1 excepted in 4.5 s on the embedded engine, …` */
export function summaryOf(result: CheckResult): string {
  const { attempts, planned, durationMs } = result;
  const wrappers = distinct(attempts.map(({ verdict }) => verdict.wrapper));
  const situations = distinct(attempts.map(({ verdict }) => verdict.situation));
  const answers = countAnswers(attempts.map((checked) => ({ answer: answerOfAttempt(checked) })));
  const counts = [
    [countOf(result, 'failed'), 'failed'],
    [countOf(result, 'excepted'), 'excepted'],
    [countOf(result, 'not started'), 'could not be started'],
    [countOf(result, 'interrupted') + planned - attempts.length, 'interrupted or not tried'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const parts = [answers, told.join(', '), approvedWords(result)].filter((part) => part !== '');
  const size = `${counted(wrappers.length, 'wrapper')}, ${counted(situations.length, 'situation')}`;
  const seconds = (durationMs / 1000).toFixed(1);
  return `${counted(planned, 'attempt')} (${size}): ${parts.join('; ')} in ${seconds} s on the ${surroundingsOf(result)}`;
}

/** `18 approved, 12 not`, where approval was asked for. */
function approvedWords({ update, attempts }: CheckResult): string {
  if (!update) return '';
  const of = (status: BaselineResult['status']) =>
    attempts.filter(({ baseline }) => baseline?.status === status).length;
  const [approved, same] = [of('approved'), of('same')];
  const not = attempts.length - approved - same;
  return [
    `${approved} approved`,
    ...(same > 0 ? [`${same} as approved before`] : []),
    ...(not > 0 ? [`${not} not`] : []),
  ].join(', ');
}
