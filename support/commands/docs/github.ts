import { relative, resolve } from 'node:path';
import { markdownSummary } from '../../documentation/site/markdown/summary.ts';
import { scenarioLink } from '../../documentation/site/pages/links.ts';
import type { SiteData, SiteScenario } from '../../documentation/site/types.ts';
import { shown, shownLines } from '../../text/shown.ts';
import { appendStepSummary } from '../../text/step-summary.ts';

/** A line beside a feature in GitHub's view of a change. */
export interface Annotation {
  readonly title: string;
  readonly text: string;
  /** From the top of the repository, with slashes. Absent when it lies outside. */
  readonly file?: string;
  readonly line?: number;
}

/** Names the variable that says at which address the pages will be published; without it links name files. */
const ADDRESS = 'TRAIN_ENCRYPT_PAGES_URL';

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
      text: [short(results[0]?.reason ?? ''), claims, `Evidence: ${linkTo(scenario)}`].filter(Boolean).join('\n'),
      ...placeOf(scenario.location),
    };
  });
}

const MOST_TEXT = 1_500;

const short = (text: string) => (text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text);

function placeOf(location: string): Pick<Annotation, 'file' | 'line'> {
  const [, uri = location, line] = /^(.*):(\d+)$/.exec(location) ?? [];
  const top = process.env.GITHUB_WORKSPACE ?? process.cwd();
  const file = relative(top, resolve(uri)).replaceAll('\\', '/');
  if (file.startsWith('..') || file === '') return {};
  return { file, ...(line !== undefined && { line: Number(line) }) };
}

export interface Telling {
  /** The folder of the pages. */
  readonly reports: string;
  /** Whether scenarios that failed are told beside their lines too: once is enough for each run. */
  readonly annotate: boolean;
}

/**
 * Tells GitHub, by what it reads of a step's output and by the file of the job's summary. Elsewhere nothing is told. Never
 * rejects: it changes nothing about the run.
 */
export async function tellGitHub(data: SiteData, { reports, annotate }: Telling): Promise<void> {
  const { [ADDRESS]: address } = process.env;
  const link = scenarioLink(data);
  try {
    const linkTo = address ? (one: SiteScenario) => new URL(link(one), `${address}/`).href : undefined;
    if (process.env.GITHUB_STEP_SUMMARY) appendStepSummary(markdownSummary(data, { ...(linkTo && { linkTo }) }));
    if (!annotate || process.env.GITHUB_ACTIONS !== 'true') return;
    const core = await import('@actions/core');
    for (const { title, text, file, line } of annotationsOf(data, linkTo ?? ((one) => `${reports}/${link(one)}`))) {
      core.error(shownLines(text), {
        title: shown(title),
        ...(file !== undefined && { file }),
        ...(line !== undefined && { startLine: line }),
      });
    }
  } catch (error) {
    process.stderr.write(`train-encrypt: GitHub could not be told: ${(error as Error).message}\n`);
  }
}
