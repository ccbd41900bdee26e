import junit, { type Builder } from 'junit-report-builder';
import { dayOf, wordsOf } from '../../findings/exception.ts';
import { describeIsolation } from '../isolation/types.ts';
import { describeAttempt } from './describe.ts';
import { displayedResult } from './displayed.ts';
import {
  answerOfAttempt,
  type CheckedAttempt,
  type CheckResult,
  distinct,
  isolationsOf,
  markOfAttempt,
  standingOf,
  UNSHOWN,
} from './result.ts';

// Its types describe a module that exports it as a member, its code exports the builder itself.
const factory = junit as unknown as Builder;

const same = (text: string): string => text;
const PLAIN = { bad: same, good: same, dim: same };

/**
 * A suite for each wrapper, a case for each situation. What is excepted passes, and says so in its output; what is not
 * shown is skipped.
 */
export function junitOf(seen: CheckResult, location: (checked: CheckedAttempt) => string | undefined): string {
  const result = displayedResult(seen);
  const builder = factory.newBuilder().name('train-encrypt check');
  for (const wrapper of distinct(result.attempts.map(({ verdict }) => verdict.wrapper))) {
    const suite = builder.testSuite().name(clean(wrapper)).timestamp(result.startedAt);
    const own = result.attempts.filter(({ verdict }) => verdict.wrapper === wrapper);
    const [isolation] = isolationsOf({ attempts: own });
    if (isolation !== undefined) suite.property('isolation', clean(describeIsolation(isolation)));
    for (const checked of result.attempts) {
      if (checked.verdict.wrapper !== wrapper) continue;
      const { situation } = checked.verdict;
      const one = suite.testCase().name(situation).className(clean(wrapper));
      one.time(Math.round(checked.attempt.command.durationMs) / 1000);
      const file = location(checked);
      if (file !== undefined) one.file(file);
      const standing = standingOf(checked);
      one.property('answer', answerOfAttempt(checked));
      one.property('mark', markOfAttempt(checked));
      const unshown = UNSHOWN.includes(standing);
      if (unshown && !result.requireShown) one.skipped();
      if (unshown && result.requireShown) one.failure(clean(whyOf(checked)), 'not shown');
      if (standing === 'failed') {
        const broken = checked.verdict.findings.find(({ outcome }) => outcome === 'broken');
        const text = broken?.text ?? checked.verdict.did;
        one.failure(clean(`${answerOfAttempt(checked)}: ${text}`), broken?.id ?? 'broken');
        one.stacktrace(clean(describeAttempt(checked, PLAIN, result.startedAt)));
      }
      const output = [
        unshown ? whyOf(checked) : '',
        exceptionsOf(checked, result.startedAt),
        checked.attempt.command.output,
      ].filter(Boolean);
      if (standing !== 'passed' && output.length > 0) one.standardOutput(clean(output.join('\n\n')));
    }
  }
  return builder.build();
}

/** `not shown: why` */
function whyOf(checked: CheckedAttempt): string {
  const { verdict, attempt } = checked;
  if (standingOf(checked) === 'interrupted') return 'not shown: it was interrupted';
  const [finding] = verdict.findings.filter(({ outcome }) => outcome === 'not shown');
  const why = attempt.command.reason ?? finding?.text ?? verdict.answer.because.join('; ');
  return `not shown: ${why}`;
}

function exceptionsOf({ verdict }: CheckedAttempt, now: Date): string {
  return verdict.findings
    .flatMap(({ id, exception }) => (exception ? [`${id}: ${wordsOf(exception, dayOf(now))}`] : []))
    .join('\n');
}

/** XML 1.0 has no place for most control characters, escaped or not, nor for halves of characters. */
const clean = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd');
