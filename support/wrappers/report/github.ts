import { dayOf, inForce, wordsOf } from '../../findings/exception.ts';
import { type Annotation, addSummary, annotate } from '../../findings/github.ts';
import { escapeMarkdown } from '../../text/markdown.ts';
import { unmatchedWords } from '../exceptions/words.ts';
import { causesOf } from './causes.ts';
import { describeLeftOut, summaryOf } from './describe.ts';
import { displayedResult } from './displayed.ts';
import type { Location } from './location.ts';
import { markdownMatrix, matrixOf } from './matrix.ts';
import {
  answerOfAttempt,
  type CheckedAttempt,
  type CheckResult,
  isolationLines,
  markOfAttempt,
  standingOf,
  worstFirst,
} from './result.ts';

/**
 * What is broken is an error, what is excepted or not shown a warning, the worst first. Advice stays in the report: few
 * annotations are shown.
 */
export function annotationsOf(
  seen: CheckResult,
  location: (checked: CheckedAttempt) => Location | undefined,
): readonly Annotation[] {
  const result = displayedResult(seen);
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
export function markdownOf(seen: CheckResult): string {
  const result = displayedResult(seen);
  const today = dayOf(result.startedAt);
  const lines = causesOf(worstFirst(result.attempts)).flatMap(({ attempts: [first, ...others], findings }) =>
    findings.map(({ id, text, exception }) => {
      const where = [first, ...others].map(({ verdict }) => verdict.situation);
      const sign = `${markOfAttempt(first)} ${answerOfAttempt(first)}`;
      const answered = exception === undefined ? '' : `; ${escapeMarkdown(wordsOf(exception, today))}`;
      const named = `**${escapeMarkdown(first.verdict.wrapper)}** in ${escapeMarkdown(where.join(', '))}`;
      return `- ${escapeMarkdown(sign)} ${named}: ${escapeMarkdown(text)} (${id})${answered}`;
    }),
  );
  return `${[
    '### train-encrypt check',
    escapeMarkdown(summaryOf(result)),
    ...isolationLines(result).map(escapeMarkdown),
    markdownMatrix(matrixOf(result)),
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    ...((result.leftOut ?? []).length > 0
      ? [
          describeLeftOut(result)
            .map((line) => `- ${escapeMarkdown(line)}`)
            .join('\n'),
        ]
      : []),
    ...(result.unmatched.length > 0
      ? [result.unmatched.map((exception) => `- ${escapeMarkdown(unmatchedWords(exception))}`).join('\n')]
      : []),
  ].join('\n\n')}\n`;
}

/**
 * Annotates the files of a change, and adds to the summary page of the job.
 * @param annotated false where standard output is for something else
 */
export async function tellGitHub(
  result: CheckResult,
  location: (checked: CheckedAttempt) => Location | undefined,
  annotated: boolean,
): Promise<void> {
  if (annotated) await annotate(annotationsOf(result, location));
  addSummary(() => markdownOf(result));
}
