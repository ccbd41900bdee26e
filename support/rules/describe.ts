import { FLOWS } from '../network/flows.ts';
import type { FlowVerdict } from '../network/reachability.ts';
import { flowName } from '../network/words.ts';
import { counted } from '../text/words.ts';
import { rules } from './index.ts';
import type { Finding, Job, Verdict } from './types.ts';

/** What may colour parts of the text. Each is given plain text and gives back as many visible characters. */
export interface Paint {
  readonly bad: (text: string) => string;
  readonly good: (text: string) => string;
  readonly dim: (text: string) => string;
}

const same = (text: string): string => text;
export const PLAIN: Paint = { bad: same, good: same, dim: same };

/** A verdict for a person: what was asked, what is wrong with it, how near it was, what fixes it, where it says so. */
export function describeVerdict(verdict: Verdict, paint: Paint = PLAIN): string {
  const { refusals, findings } = verdict;
  const shown =
    refusals.length > 0
      ? refusals
      : findings.filter(({ rule, outcome }) => outcome === 'advice' && rule !== 'service-vpc');
  const table = shown.some(({ flows }) => flows.length > 0)
    ? tableOf(verdict.job, flowsOf(shown, findings), paint)
    : [];
  return [
    headline(verdict, paint),
    ...shown.map(({ text }) => `  ${text}`),
    ...(verdict.stalls && refusals.length === 0 ? [`  ${STALLS}`] : []),
    ...section(table),
    ...section([
      ...labelled('near', [...new Set(shown.flatMap(near))]),
      ...labelled('fix', [...new Set(shown.flatMap(({ fix }) => fix))]),
      ...labelled('rule', shown.map(ruleLine)).map(paint.dim),
    ]),
  ].join('\n');
}

const STALLS =
  'Until its time is up it waits for instances that cannot reach one another: an assumption, not observed.';

function headline({ job, refusals, stalls }: Verdict, paint: Paint): string {
  const mark = refusals.length > 0 ? paint.bad('✗') : stalls ? paint.bad('!') : paint.good('✓');
  const name = job.path ? `${job.name} ${job.path}` : job.name;
  return `${mark} ${name}  ${job.operation}, ${instancesOf(job)}, ${job.vpc ? 'private VPC' : 'no private VPC'}`;
}

function instancesOf({ instances, instanceTypes }: Job): string {
  const types = instanceTypes.join(' and ');
  if (instances === 0) return types || 'instances not given';
  return types ? `${instances} × ${types}` : counted(instances, 'instance');
}

/** All four flows, as far as any finding looked at them. */
function flowsOf(shown: readonly Finding[], findings: readonly Finding[]): readonly FlowVerdict[] {
  const all = [...shown, ...findings].flatMap(({ flows }) => flows);
  return all.filter((one, index) => all.findIndex((other) => sameFlow(one, other)) === index);
}

const sameFlow = (a: FlowVerdict, b: FlowVerdict): boolean => a.flow === b.flow && a.direction === b.direction;

/** A group has two rows, one for each flow; a flow that another group lets through is a dash. */
function tableOf({ vpc }: Job, flows: readonly FlowVerdict[], paint: Paint): readonly string[] {
  const groups = vpc?.securityGroups ?? [];
  const names = new Map(flows.flatMap(({ by }) => by.map(({ group }) => [group.id, `${group.id} ${group.name}`])));
  const rows = groups.flatMap((id) =>
    FLOWS.map((name, index) => {
      const cell = (direction: string) =>
        cellOf(
          id,
          flows.find((one) => one.flow === name && one.direction === direction),
        );
      return [index === 0 ? (names.get(id) ?? id) : '', flowName(name), cell('in'), cell('out')];
    }),
  );
  const all = [['', '', 'in', 'out'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => {
    const cells = row.map((cell, column) => {
      const padded = cell.padEnd(widths[column] ?? 0);
      return cell === 'missing' ? paint.bad(padded) : cell.startsWith('✓') ? paint.good(padded) : padded;
    });
    return cells.join('  ').trimEnd();
  });
}

function cellOf(group: string, flow: FlowVerdict | undefined): string {
  if (!flow) return '';
  if (flow.standing === 'missing') return 'missing';
  if (!flow.by.some((by) => by.group.id === group)) return '-';
  return flow.standing === 'documented' ? '✓' : `✓ (${flow.how})`;
}

/** Closest matches that do not fit into the table. */
function near({ closestMatch, flows }: Finding): readonly string[] {
  return flows.length > 0 ? flows.flatMap(({ closestMatches }) => closestMatches) : closestMatch ? [closestMatch] : [];
}

/** A rule's id, its provenance, and what the service does about it. */
export function ruleLine({ rule, provenance }: Pick<Finding, 'rule' | 'provenance'>): string {
  const enforcement = rules.find(({ id }) => id === rule)?.enforcement;
  return [rule, provenance, enforcement].filter((part) => part !== undefined).join(' · ');
}

const section = (lines: readonly string[]): readonly string[] =>
  lines.length > 0 ? ['', ...lines.map((line) => `  ${line}`)] : [];

export const labelled = (label: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => `${(index === 0 ? label : '').padEnd(5)}  ${line}`);
