import { appendFileSync } from 'node:fs';

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
    core[level](text, {
      title,
      ...(location && { file: location.file }),
      ...(line !== undefined && { startLine: line }),
    });
  }
}

/** Adds Markdown to the summary page of the job. Elsewhere there is none, and nothing is written. */
export function addSummary(markdown: () => string): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file) appendFileSync(file, markdown());
}
