import { shown, shownLines } from '../text/shown.ts';
import { appendStepSummary } from '../text/step-summary.ts';

/** What a step of a GitHub workflow shows beside files, and on the page of its job. */

/** A line beside a file in GitHub's view of a change. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly text: string;
  /** The file from the top of the repository, with slashes. Absent when it lies outside. */
  readonly location?: { readonly file: string; readonly line?: number };
}

/** Prints annotations on standard output, where GitHub reads them. */
export async function annotate(annotations: readonly Annotation[]): Promise<void> {
  const core = await import('@actions/core');
  for (const { level, title, text, location } of annotations) {
    const line = location?.line;
    core[level](shownLines(text), {
      title: shown(title),
      ...(location && { file: location.file }),
      ...(line !== undefined && { startLine: line }),
    });
  }
}

/** Adds Markdown to the summary page of the job. Elsewhere there is none, and nothing is written. */
export function addSummary(markdown: () => string): void {
  if (process.env.GITHUB_STEP_SUMMARY) appendStepSummary(markdown());
}
