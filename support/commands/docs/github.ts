import { relative, resolve } from 'node:path';
import { markdownSummary } from '../../documentation/site/markdown/summary.ts';
import { scenarioLink } from '../../documentation/site/pages/links.ts';
import type { SiteData, SiteScenario } from '../../documentation/site/types.ts';
import { type Annotation, addSummary, annotate } from '../../findings/github.ts';
import { clip } from '../../text/clip.ts';

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
  return failed.slice(0, MOST).map((scenario): Annotation => {
    const results = scenario.results.filter(({ status }) => status === 'failed');
    const where = runs.length > 1 ? ` (${results.map(({ run }) => run).join(', ')})` : '';
    const claims = scenario.claims.map((claim) => `breaks ${claim}`).join(', ');
    const location = placeOf(scenario.location);
    return {
      level: 'error',
      title: `${scenario.name}${where}`,
      text: [clip(results[0]?.reason ?? '', MOST_TEXT), claims, `Evidence: ${linkTo(scenario)}`]
        .filter(Boolean)
        .join('\n'),
      ...(location && { location }),
    };
  });
}

const MOST_TEXT = 1_500;

function placeOf(location: string): Annotation['location'] {
  const [, uri = location, line] = /^(.*):(\d+)$/.exec(location) ?? [];
  const top = process.env.GITHUB_WORKSPACE ?? process.cwd();
  const file = relative(top, resolve(uri)).replaceAll('\\', '/');
  if (file.startsWith('..') || file === '') return undefined;
  return { file, ...(line !== undefined && { line: Number(line) }) };
}

export interface Telling {
  /** The folder of the pages. */
  readonly reports: string;
  /** Whether scenarios that failed are reported beside their lines too: once is enough for each run. */
  readonly annotated: boolean;
}

/**
 * Tells GitHub, by what it reads of a step's output and by the file of the job's summary. Elsewhere nothing is reported. Never
 * rejects: it changes nothing about the run.
 */
export async function tellGitHub(data: SiteData, { reports, annotated }: Telling): Promise<void> {
  const { [ADDRESS]: address } = process.env;
  const link = scenarioLink(data);
  try {
    const linkTo = address ? (one: SiteScenario) => new URL(link(one), `${address}/`).href : undefined;
    addSummary(() => markdownSummary(data, { ...(linkTo && { linkTo }) }));
    if (!annotated || process.env.GITHUB_ACTIONS !== 'true') return;
    await annotate(annotationsOf(data, linkTo ?? ((one) => `${reports}/${link(one)}`)));
  } catch (error) {
    process.stderr.write(`train-encrypt: nothing could be reported to GitHub: ${(error as Error).message}\n`);
  }
}
