import { dayOf, inForce } from '../exceptions/apply.ts';
import { unmatchedWords, wordsOf } from '../exceptions/words.ts';
import { causesOf } from './causes.ts';
import { summaryOf } from './describe.ts';
import type { Location } from './location.ts';
import { escaped, markdownMatrix, matrixOf } from './matrix.ts';
import {
  answerOfAttempt,
  type CheckedAttempt,
  type CheckResult,
  markOfAttempt,
  standingOf,
  worstFirst,
} from './result.ts';

/** A line beside a file in GitHub's view of a change. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly text: string;
  readonly location?: Location;
}

/**
 * What is broken is an error, what is excepted or not shown a warning, the worst first. Advice stays in the report: few
 * annotations are shown.
 */
export function annotationsOf(
  result: CheckResult,
  location: (checked: CheckedAttempt) => Location | undefined,
): readonly Annotation[] {
  const today = dayOf(result.startedAt);
  const findings = worstFirst(result.attempts).flatMap((checked) => {
    const at = location(checked);
    const { wrapper, situation, did } = checked.verdict;
    const sign = `${markOfAttempt(checked)} ${answerOfAttempt(checked)}`;
    const counting = checked.verdict.findings.filter(({ outcome }) => outcome !== 'advice');
    const told = counting.map(({ id, outcome, text, fix, exception }): Annotation => {
      const excepted = exception !== undefined && inForce(exception, today);
      return {
        level: excepted || (outcome === 'not shown' && !result.requireShown) ? 'warning' : 'error',
        title: `${sign}: ${wrapper} in ${situation}: ${id}`,
        text: [text, ...fix, ...(exception ? [wordsOf(exception, today)] : [])].join('\n'),
        ...(at && { location: at }),
      };
    });
    if (told.length > 0 || ['✓', '~'].includes(markOfAttempt(checked))) return told;
    const failed = standingOf(checked) === 'failed' || result.requireShown;
    const text = checked.attempt.command.reason ?? ([...checked.verdict.answer.because].join('; ') || did);
    const bare: Annotation = {
      level: failed ? 'error' : 'warning',
      title: `${sign}: ${wrapper} in ${situation}`,
      text,
      ...(at && { location: at }),
    };
    return [bare];
  });
  const unmatched = result.unmatched.map(
    (exception): Annotation => ({ level: 'notice', title: 'exception', text: unmatchedWords(exception) }),
  );
  return [...findings, ...unmatched];
}

/** The job's summary page: what was tried, each thing that is broken or not shown, and who answers for what. */
export function markdownOf(result: CheckResult): string {
  const today = dayOf(result.startedAt);
  const lines = causesOf(worstFirst(result.attempts)).flatMap(({ attempts: [first, ...others], findings }) =>
    findings.map(({ id, text, exception }) => {
      const where = [first, ...others].map(({ verdict }) => verdict.situation);
      const sign = `${markOfAttempt(first)} ${answerOfAttempt(first)}`;
      const answered = exception === undefined ? '' : `; ${escaped(wordsOf(exception, today))}`;
      const named = `**${escaped(first.verdict.wrapper)}** in ${escaped(where.join(', '))}`;
      return `- ${escaped(sign)} ${named}: ${escaped(text)} (${id})${answered}`;
    }),
  );
  return `${[
    '### train-encrypt check',
    escaped(summaryOf(result)),
    markdownMatrix(matrixOf(result)),
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    ...(result.unmatched.length > 0
      ? [result.unmatched.map((exception) => `- ${escaped(unmatchedWords(exception))}`).join('\n')]
      : []),
  ].join('\n\n')}\n`;
}

/**
 * Tells GitHub, by what it reads of a step's output and by the file of the job's summary.
 * @param annotate false where standard output is for something else
 */
export async function tellGitHub(
  result: CheckResult,
  location: (checked: CheckedAttempt) => Location | undefined,
  annotate: boolean,
): Promise<void> {
  const core = await import('@actions/core');
  if (annotate) {
    for (const { level, title, text, location: at } of annotationsOf(result, location)) {
      core[level](text, { title, ...(at && { file: at.file, startLine: at.line }) });
    }
  }
  if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdownOf(result)).write();
}
