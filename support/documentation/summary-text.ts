import pc from 'picocolors';
import { displayed } from '../text/shown.ts';
import { counted, plural } from '../text/words.ts';
import type { ScenarioResult } from './scenario.ts';
import type { ClaimResult, ClaimStatus, Summary } from './summary.ts';

export interface SummaryContext {
  readonly seconds: number;
  /** For example `embedded engine`. */
  readonly engine: string;
  /** For example `documented`. */
  readonly rules: string;
  /** Where the report is, as a person types it. */
  readonly report: string;
  /** The command line that runs the scenario at a location again. */
  readonly rerun: (location: string) => string;
  /** What to do next when all is well. */
  readonly next: string;
}

/** Why scenarios failed takes several lines. */
const REASONS: ReadonlySet<string> = new Set(['reason']);

const MOST_FAILURES = 20;
const MOST_LINES = 8;

/** A run in a few lines that a person understands: what is wrong first, then what holds. */
export function describeSummary(seen: Summary, context: SummaryContext): string {
  const summary = displayed(seen, REASONS);
  const failed = summary.scenarios.filter(({ status }) => status === 'failed');
  const paragraphs = [
    ...broken(summary, failed, context),
    ...gaps(summary),
    ...skipped(summary),
    [
      claimsLine(summary.claims),
      ...untestable(summary.claims),
      scenariosLine(summary, context),
      `Report: ${context.report}`,
    ].join('\n'),
  ];
  const last = failed.length === 0 ? [`Next: ${context.next}`] : [];
  return `${paragraphs.join('\n\n')}\n${last.join('\n')}${last.length > 0 ? '\n' : ''}`;
}

/** `15 documented claims: 14 hold (4 of them in a model of time only), 1 cannot be tested (model-not-data)`. */
function claimsLine(claims: readonly ClaimResult[]): string {
  const parts = STATUSES.flatMap(({ status, words, paint }) => {
    const those = claims.filter((claim) => claim.status === status);
    return those.length === 0 ? [] : [`${paint(`${those.length} ${words(those.length)}`)}${aside(status, those)}`];
  });
  return `${counted(claims.length, 'documented claim')}: ${parts.join(', ')}`;
}

const STATUSES: readonly {
  readonly status: ClaimStatus;
  readonly words: (count: number) => string;
  readonly paint: (text: string) => string;
}[] = [
  { status: 'holds', words: (n) => plural(n, 'holds', 'hold'), paint: (text) => pc.green(text) },
  { status: 'broken', words: (n) => plural(n, 'is broken', 'are broken'), paint: (text) => pc.red(text) },
  {
    status: 'no scenario',
    words: (n) => plural(n, 'has no scenario', 'have no scenario'),
    paint: (text) => pc.red(text),
  },
  { status: 'not run', words: () => 'not run', paint: (text) => pc.yellow(text) },
  { status: 'cannot be tested', words: () => 'cannot be tested', paint: (text) => text },
];

function aside(status: ClaimStatus, claims: readonly ClaimResult[]): string {
  if (status === 'holds') {
    const modelled = claims.filter(({ claim }) => claim.test.kind === 'model').length;
    return modelled === 0 ? '' : ` (${modelled} of them in a model of time only)`;
  }
  return ` (${claims.map(({ claim }) => claim.id).join(', ')})`;
}

function untestable(claims: readonly ClaimResult[]): string[] {
  return claims.flatMap(({ claim, status }) =>
    status === 'cannot be tested' && claim.test.kind === 'none'
      ? [pc.dim(`  ${claim.id} cannot be tested: ${claim.test.reason}`)]
      : [],
  );
}

/** `96 scenarios passed in 6.2 s on the embedded engine, documented rules`. */
function scenariosLine({ scenarios }: Summary, { seconds, engine, rules }: SummaryContext): string {
  const of = (status: ScenarioResult['status']) => scenarios.filter((scenario) => scenario.status === status).length;
  const parts = [
    of('failed') > 0 ? pc.red(`${counted(of('failed'), 'scenario')} failed`) : '',
    of('passed') > 0 || scenarios.length === of('failed') ? `${counted(of('passed'), 'scenario')} passed` : '',
    of('planned') > 0 ? `${counted(of('planned'), 'scenario')} would run` : '',
    of('skipped') > 0 ? pc.yellow(`${of('skipped')} skipped`) : '',
  ];
  const what = parts.filter((part) => part !== '').join(', ');
  return `${what} in ${seconds.toFixed(1)} s on the ${engine}, ${rules} rules`;
}

function broken(summary: Summary, failed: readonly ScenarioResult[], context: SummaryContext): string[] {
  const paragraphs: string[] = [];
  const left = new Set(failed.slice(0, MOST_FAILURES));
  const show = (title: string, scenarios: readonly ScenarioResult[], own?: string): void => {
    const shown = scenarios.filter((scenario) => left.delete(scenario));
    if (shown.length === 0) return;
    paragraphs.push([title, ...shown.map((scenario) => describeFailure(scenario, own, context))].join('\n'));
  };
  for (const { claim, status, scenarios } of summary.claims) {
    if (status === 'broken') show(`${pc.red(`✗ ${claim.id}`)}  ${claim.text}`, scenarios, claim.id);
  }
  show(pc.red('✗ scenarios that belong to no claim'), failed);
  if (failed.length > MOST_FAILURES) paragraphs.push(`… and ${failed.length - MOST_FAILURES} more: see the report.`);
  return paragraphs;
}

function describeFailure(scenario: ScenarioResult, claim: string | undefined, { rerun }: SummaryContext): string {
  const { name, location, reason, claims } = scenario;
  const others = claims.filter((other) => other !== claim);
  const lines = reason.split('\n');
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines;
  return [
    `  ${name}  ${pc.dim(location)}${others.length > 0 ? pc.dim(` (breaks ${others.join(', ')} too)`) : ''}`,
    ...shown.map((line) => `    ${line}`.trimEnd()),
    pc.dim(`    alone: ${rerun(location)}`),
  ].join('\n');
}

function gaps({ claims }: Summary): string[] {
  const missing = claims.filter(({ status }) => status === 'no scenario');
  if (missing.length === 0) return [];
  const lines = missing.map(({ claim }) => `  ${claim.id}  ${claim.text}`);
  return [[pc.red('✗ claims that a test can decide, and no scenario is tagged with'), ...lines].join('\n')];
}

function skipped({ scenarios }: Summary): string[] {
  const those = scenarios.filter(({ status }) => status === 'skipped');
  if (those.length === 0) return [];
  const lines = those.map(({ name, location, reason }) => `  ${name}  ${pc.dim(location)}: ${reason}`);
  return [[pc.yellow('skipped'), ...lines].join('\n')];
}
