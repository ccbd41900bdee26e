import { countOf } from '../../../findings/answer.ts';
import type { Finding } from '../../../rules/types.ts';
import { clip } from '../../../text/clip.ts';
import { codeBlock, escapeMarkdown, markdownTable } from '../../../text/markdown.ts';
import { byWorst } from '../../../wrappers/mark.ts';
import type { ClaimStatus } from '../../summary.ts';
import { headlineOf } from '../pages/headline.ts';
import type { SiteClaim, SiteData, SiteResult, SiteRun, SiteScenario, SiteWrapperCell } from '../types.ts';

export interface MarkdownOptions {
  /** Where a scenario's part of the pages can be opened; absent when nobody knows. */
  readonly linkTo?: (scenario: SiteScenario) => string;
  /** How many failures are reported in full. Default 20. */
  readonly mostFailures?: number;
}

/** Characters: a comment on a pull request takes no more than 65,536. */
const MOST = 60_000;
const MOST_REASON = 1_500;

const MARKS: Readonly<Record<ClaimStatus, string>> = {
  holds: '✅ holds',
  broken: '❌ broken',
  'no scenario': '❌ no scenario',
  'not run': '➖ not run',
  'cannot be tested': '➖ cannot be tested',
};

/** A run in Markdown, for pull requests and a job's summary: what is wrong first, then what holds. */
export function markdownSummary(data: SiteData, options: MarkdownOptions = {}): string {
  const parts = [
    headline(data),
    ...gaps(data),
    ...failures(data, options),
    ...brokenWrappers(data.wrappers),
    ...(data.runs.length > 0 ? [claimsTable(data), runsTable(data.runs)] : []),
    ...wrappersLine(data.wrappers),
  ];
  const kept: string[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length + 2;
    if (length > MOST) return `${[...kept, '_More than fits here: see the pages._'].join('\n\n')}\n`;
    kept.push(part);
  }
  return `${kept.join('\n\n')}\n`;
}

const ANSWERS = { yes: '✅', no: '❌', unknown: '⚠️' } as const;

/** As the start page has it. */
function headline(data: SiteData): string {
  const { answer, sentence } = headlineOf(data);
  return `## ${ANSWERS[answer]} ${escapeMarkdown(data.title)}\n\n${escapeMarkdown(sentence)}`;
}

/** What nobody looked at, and what went wrong around the scenarios. */
function gaps({ runs, problems }: SiteData): readonly string[] {
  const missing = runs
    .filter(({ missingShards }) => missingShards.length > 0)
    .map(({ id, missingShards }) => `- ❌ ${escapeMarkdown(id)}: shard ${missingShards.join(', ')} is missing`);
  const lines = [...missing, ...problems.map((problem) => `- ❌ ${escapeMarkdown(problem)}`)];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function failures({ scenarios, runs }: SiteData, { linkTo, mostFailures = 20 }: MarkdownOptions): readonly string[] {
  const failed = scenarios.flatMap((scenario) => {
    const results = scenario.results.filter(({ status }) => status === 'failed');
    return results.length === 0 ? [] : [{ scenario, results }];
  });
  if (failed.length === 0) return [];
  const told = failed.slice(0, mostFailures).map(({ scenario, results }) => failure(scenario, results, runs, linkTo));
  const more = failed.length - told.length;
  return ['### What failed', ...told, ...(more > 0 ? [`… and ${more} more: see the pages.`] : [])];
}

function failure(
  scenario: SiteScenario,
  results: readonly SiteResult[],
  runs: readonly SiteRun[],
  linkTo: MarkdownOptions['linkTo'],
): string {
  const { name, location, claims } = scenario;
  const title = `**${escapeMarkdown(name) || '(no name)'}**`;
  const linked =
    linkTo === undefined ? title : `[${title}](<${linkTo(scenario).replace(/[<>\s]/g, encodeURIComponent)}>)`;
  const about = [location, ...claims.map((claim) => `claim ${claim}`)].map(escapeMarkdown).join(', ');
  const where = runs.length > 1 ? ` (${results.map(({ run }) => escapeMarkdown(run)).join(', ')})` : '';
  const [first] = results;
  return [
    `${linked}${where}  \n${about}`,
    ...(first ? [codeBlock(clip(first.reason, MOST_REASON)), ...advice(first)] : []),
  ].join('\n\n');
}

/** What was there and what fixes it, of what the rules found broken. */
function advice({ evidence }: SiteResult): readonly string[] {
  const broken = (evidence?.verdicts ?? []).flatMap(({ findings }) => findings).filter(isBroken);
  const near = distinct(broken.map(({ closestMatch }) => closestMatch).filter((text) => text !== ''));
  const fix = distinct(broken.flatMap(({ fix }) => fix));
  return [
    ...near.slice(0, 3).map((text) => `What is there: ${escapeMarkdown(text)}`),
    ...(fix.length > 0 ? [`To fix it:\n\n${codeBlock(clip(fix.slice(0, 6).join('\n'), MOST_REASON))}`] : []),
  ];
}

const isBroken = ({ outcome }: Finding) => outcome === 'broken';

function brokenWrappers(cells: readonly SiteWrapperCell[]): readonly string[] {
  const failed = cells.filter(({ outcome }) => outcome === 'failed').toSorted(byWorst);
  if (failed.length === 0) return [];
  const told = failed.slice(0, 10).map(({ wrapper, situation, report }) => {
    return `**${escapeMarkdown(wrapper)}** in ${escapeMarkdown(situation)}\n\n${codeBlock(clip(report, MOST_REASON))}`;
  });
  const more = failed.length - told.length;
  return ['### Wrappers', ...told, ...(more > 0 ? [`… and ${more} more: see the pages.`] : [])];
}

function claimsTable({ claims, runs }: SiteData): string {
  const cells = ({ claim, byRun, scenarios }: SiteClaim) => [
    escapeMarkdown(claim.id),
    ownWords(claim.text),
    String(scenarios.length),
    ...runs.map(({ id }) => MARKS[byRun[id] ?? 'not run']),
  ];
  const names = runs.map(({ id }) => escapeMarkdown(id));
  return markdownTable(['claim', '', 'scenarios', ...names], claims.map(cells));
}

function runsTable(runs: readonly SiteRun[]): string {
  const rows = runs.map(({ id, conditions, startedAt, counts, missingShards }) => [
    escapeMarkdown(id),
    escapeMarkdown(`${conditions.engineDescription}, ${conditions.rules} rules, Node ${conditions.node}`),
    String(counts.passed),
    String(counts.failed),
    String(counts.skipped),
    `${startedAt.slice(0, 16).replace('T', ' ')} UTC${missingShards.length > 0 ? ', not whole' : ''}`,
  ]);
  return markdownTable(['run', 'on', 'passed', 'failed', 'skipped', 'when'], rows);
}

function wrappersLine(cells: readonly SiteWrapperCell[]): readonly string[] {
  if (cells.length === 0) return [];
  const of = (outcome: SiteWrapperCell['outcome']) => cells.filter((cell) => cell.outcome === outcome).length;
  const parts = (['failed', 'excepted'] as const).flatMap((outcome) =>
    of(outcome) > 0 ? [`${of(outcome)} ${outcome}`] : [],
  );
  const answers = countOf(cells.map(({ answer }) => answer));
  return [`Wrappers: ${[answers, ...(parts.length > 0 ? [parts.join(', ')] : [])].join('; ')}.`];
}

/** Our own words: what stands between backticks is code. */
const ownWords = (text: string) =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? spaced(part) : `\`${part}\``))
    .join('');

/** Escaped, with the spaces at its ends. */
const spaced = (text: string) => text.replace(/\S(?:.*\S)?/s, escapeMarkdown);

const distinct = (texts: readonly string[]) => [...new Set(texts)];
