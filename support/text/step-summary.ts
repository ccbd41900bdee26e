import { accessSync, appendFileSync, constants } from 'node:fs';
import { shown } from './shown.ts';

/**
 * Adds Markdown to the summary of a step of GitHub Actions; elsewhere nothing. A file that cannot be written is a warning
 * on standard error: it changes nothing about the run.
 */
export function appendStepSummary(markdown: string): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    // The runner makes it: what is not there is a mistake in the name.
    accessSync(file, constants.W_OK);
    appendFileSync(file, markdown);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    process.stderr.write(
      `train-encrypt: warning: the summary was not written: GITHUB_STEP_SUMMARY is ${shown(JSON.stringify(file))}, which is no file that can be written (${why}).\n`,
    );
  }
}
