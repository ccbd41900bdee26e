import { closestOf, flowsOf, instancesOf, type Paint, PLAIN, tableOf } from '../rules/describe.ts';
import { rules } from '../rules/index.ts';
import type { Finding, Job, Verdict } from '../rules/types.ts';
import { wrapped, wrappedCommand } from '../text/wrap.ts';
import { type Answered, markOf } from './answer.ts';

/** Characters. */
const WIDTH = 100;

/** What a surface knows of a job beside its verdict. */
export interface AboutJob {
  /** Lines below the headline, such as the file that a request was found in. */
  readonly where?: readonly string[] | undefined;
  /** In place of `2 × ml.m5.xlarge`. */
  readonly instances?: string | undefined;
  /** In place of `private VPC`. */
  readonly vpc?: string | undefined;
  /** What would make an answer known. */
  readonly fix?: readonly string[] | undefined;
}

/** What is said of a job below its headline. */
export interface Described {
  readonly sentences: readonly string[];
  /** What each group lets through, as lines of a table. */
  readonly table: readonly string[];
  readonly closest: readonly string[];
  readonly fixes: readonly string[];
  readonly sources: readonly string[];
}

/** The parts of `describeAnswer`, for surfaces that set them out themselves. */
export function describedParts(
  verdict: Verdict,
  answered: Answered,
  paint: Paint = PLAIN,
  about: AboutJob = {},
): Described {
  const reported = reportedFindings(verdict, answered);
  const table = reported.some(({ flows }) => flows.length > 0)
    ? tableOf(verdict.job, flowsOf(reported, verdict.findings), paint)
    : [];
  const unknown = answered.answer === 'not shown' ? answered.because.map((why) => `Unknown: ${why}.`) : [];
  const refused = answered.answer === 'refused' && reported.length === 0 ? answered.because : [];
  const fixes = [...new Set([...reported.flatMap(({ fix }) => fix), ...(about.fix ?? [])])];
  const sentences = [
    ...unknown,
    ...refused.map((why) => `${why.replace(/\.$/, '')}.`),
    ...reported.map(({ text }) => text),
    ...(verdict.stalls && verdict.refusals.length === 0 ? [STALLS] : []),
  ];
  return {
    sentences: [...new Set(sentences)],
    table,
    closest: [...new Set(reported.flatMap(closestOf))],
    fixes,
    sources: sourcesOf(reported),
  };
}

/** The answer for a job for a person: the answer first, then what is wrong, how near it was, what fixes it, the source. */
export function describeAnswer(
  verdict: Verdict,
  answered: Answered,
  paint: Paint = PLAIN,
  about: AboutJob = {},
): string {
  const { sentences, table, closest, fixes, sources } = describedParts(verdict, answered, paint, about);
  return [
    headline(verdict.job, answered, paint, about),
    ...(about.where ?? []).map((line) => paint.dim(`  ${line}`)),
    ...sentences.flatMap((text) => wrapped(text, WIDTH - 2)).map((line) => `  ${line}`),
    ...section(table),
    ...section([
      ...labelled('closest', closest),
      ...labelled('fix', fixes),
      ...labelled('source', sources).map(paint.dim),
    ]),
  ].join('\n');
}

const STALLS =
  'Until its time is up it waits for instances that cannot reach one another: an assumption, not observed.';

export function headline(job: Job, answered: Answered, paint: Paint, about: AboutJob = {}): string {
  const mark = markOf(answered);
  const colour = { '✓': paint.good, '✗': paint.bad, '?': paint.dim }[mark];
  const name = job.path ? `${job.name} ${job.path}` : job.name;
  const vpc = about.vpc ?? (job.vpc ? 'private VPC' : 'no private VPC');
  return `${colour(`${mark} ${answered.answer.toUpperCase()}`)}  ${name}  ${job.operation}, ${about.instances ?? instancesOf(job)}, ${vpc}`;
}

/** What is worth a line: what is broken, and what a person should know; what decides comes first. */
function reportedFindings({ findings, job }: Verdict, { answer }: Answered): readonly Finding[] {
  const worth = findings.filter(({ rule, outcome }) => {
    if (outcome === 'broken') return true;
    if (outcome !== 'advice' || rule === 'service-vpc') return false;
    if (rule === 'tuning-jobs') return answer === 'unencrypted' && !findings.some(isFlag);
    return rule !== 'single-instance' || job.encrypted === false;
  });
  const rank = (finding: Finding) =>
    answer === 'unencrypted' && isFlag(finding)
      ? 0
      : finding.outcome === 'broken'
        ? 1
        : ABOUT_DATA.has(finding.rule)
          ? 3
          : 2;
  // What the others add up to says nothing more where one of them says what is missing.
  const explained = worth.some(({ rule }) => PARTS.has(rule));
  return worth.filter(({ rule }) => !(rule === 'between-instances' && explained)).toSorted((a, b) => rank(a) - rank(b));
}

const PARTS = new Set(['inbound-rules', 'outbound-rules', 'network-acls']);

const isFlag = ({ rule, outcome }: Finding): boolean => rule === 'request-flag' && outcome !== 'holds';

/** Advice that has nothing to do with what instances exchange. */
const ABOUT_DATA = new Set(['s3-route', 'free-addresses', 'default-tenancy']);

/** `outbound-rules (documented; not looked at when the job is created)`, one for each rule. */
function sourcesOf(findings: readonly Finding[]): readonly string[] {
  const sources = findings.map(({ rule, provenance }) => {
    const enforcement = rules.find(({ id }) => id === rule)?.enforcement;
    return `${rule} (${[provenance, enforcement].filter(Boolean).join('; ')})`;
  });
  return [...new Set(sources)];
}

const section = (lines: readonly string[]): readonly string[] =>
  lines.length > 0 ? ['', ...lines.map((line) => `  ${line}`)] : [];

const LABEL = 'closest'.length + 2;

function labelled(label: string, texts: readonly string[]): readonly string[] {
  const room = WIDTH - 2 - LABEL;
  const lines = texts.flatMap((text) => (text.startsWith('aws ') ? wrappedCommand(text, room) : wrapped(text, room)));
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL)}${line}`);
}
