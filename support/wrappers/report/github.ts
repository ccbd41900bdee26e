import { type Annotation, addSummary, annotate } from '../../findings/github.ts';
import { escapeMarkdown } from '../../text/markdown.ts';
import { dayOf, inForce } from '../exceptions/apply.ts';
import { unmatchedWords, wordsOf } from '../exceptions/words.ts';
import { summaryOf } from './describe.ts';
import type { Location } from './location.ts';
import { markdownMatrix, matrixOf } from './matrix.ts';
import { type CheckedAttempt, type CheckResult, standingOf } from './result.ts';

/** What is broken is an error, what is excepted a warning. Advice stays in the report: few annotations are shown. */
export function annotationsOf(
  result: CheckResult,
  location: (checked: CheckedAttempt) => Location | undefined,
): readonly Annotation[] {
  const today = dayOf(result.startedAt);
  const findings = result.attempts.flatMap((checked) => {
    const at = location(checked);
    const { wrapper, situation, did } = checked.verdict;
    const broken = checked.verdict.findings.filter(({ outcome }) => outcome === 'broken');
    const told = broken.map(({ id, text, fix, exception }): Annotation => {
      const excepted = exception !== undefined && inForce(exception, today);
      return {
        level: excepted ? 'warning' : 'error',
        title: `${wrapper} in ${situation}: ${id}`,
        text: [text, ...fix, ...(exception ? [wordsOf(exception, today)] : [])].join('\n'),
        ...(at && { location: at }),
      };
    });
    const silent = ['failed', 'not started'].includes(standingOf(checked)) && told.length === 0;
    const text = checked.attempt.command.reason ?? did;
    const bare: Annotation = { level: 'error', title: `${wrapper} in ${situation}`, text, ...(at && { location: at }) };
    return silent ? [bare] : told;
  });
  const unmatched = result.unmatched.map(
    (exception): Annotation => ({ level: 'notice', title: 'exception', text: unmatchedWords(exception) }),
  );
  return [...findings, ...unmatched];
}

/** The job's summary page: what was tried, and each thing that is broken. */
export function markdownOf(result: CheckResult): string {
  const broken = result.attempts
    .filter((checked) => standingOf(checked) === 'failed')
    .flatMap(({ verdict }) =>
      verdict.findings
        .filter(({ outcome }) => outcome === 'broken')
        .map(
          ({ id, text }) =>
            `- **${escapeMarkdown(verdict.wrapper)}** in ${escapeMarkdown(verdict.situation)}: ${escapeMarkdown(text)} (${id})`,
        ),
    );
  return `${[
    '### train-encrypt check',
    escapeMarkdown(summaryOf(result)),
    markdownMatrix(matrixOf(result)),
    ...(broken.length > 0 ? [broken.join('\n')] : []),
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
