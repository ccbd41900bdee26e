import { appendFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { markdownSummary } from '../../documentation/site/markdown/summary.ts';
import type { SiteData, SiteScenario } from '../../documentation/site/types.ts';

/** A line beside a feature in GitHub's view of a change. */
export interface Annotation {
  readonly title: string;
  readonly text: string;
  /** From the top of the repository, with slashes. Absent when it lies outside. */
  readonly file?: string;
  readonly line?: number;
}

/** GitHub shows no more of one step. */
const MOST = 10;

/** One for each scenario that failed, in whichever run. */
export function annotationsOf(
  { scenarios, runs }: SiteData,
  linkTo: (scenario: SiteScenario) => string,
): readonly Annotation[] {
  const failed = scenarios.filter(({ results }) => results.some(({ status }) => status === 'failed'));
  return failed.slice(0, MOST).map((scenario) => {
    const results = scenario.results.filter(({ status }) => status === 'failed');
    const where = runs.length > 1 ? ` (${results.map(({ run }) => run).join(', ')})` : '';
    const claims = scenario.claims.map((claim) => `breaks ${claim}`).join(', ');
    return {
      title: `${scenario.name}${where}`,
      text: [results[0]?.reason, claims, `Evidence: ${linkTo(scenario)}`].filter(Boolean).join('\n'),
      ...placeOf(scenario.location),
    };
  });
}

function placeOf(location: string): Pick<Annotation, 'file' | 'line'> {
  const [, uri = location, line] = /^(.*):(\d+)$/.exec(location) ?? [];
  const top = process.env.GITHUB_WORKSPACE ?? process.cwd();
  const file = relative(top, resolve(uri)).replaceAll('\\', '/');
  if (file.startsWith('..') || file === '') return {};
  return { file, ...(line !== undefined && { line: Number(line) }) };
}

/**
 * Tells GitHub, by what it reads of a step's output and by the file of the job's summary. Nothing elsewhere. Never
 * rejects: it changes nothing about the run.
 */
export async function tellGitHub(data: SiteData, linkTo: (scenario: SiteScenario) => string): Promise<void> {
  const summary = process.env.GITHUB_STEP_SUMMARY;
  try {
    if (summary) appendFileSync(summary, markdownSummary(data));
    if (!process.env.GITHUB_ACTIONS) return;
    const core = await import('@actions/core');
    for (const { title, text, file, line } of annotationsOf(data, linkTo)) {
      core.error(text, { title, ...(file !== undefined && { file }), ...(line !== undefined && { startLine: line }) });
    }
  } catch (error) {
    process.stderr.write(`train-encrypt: GitHub could not be told: ${(error as Error).message}\n`);
  }
}
