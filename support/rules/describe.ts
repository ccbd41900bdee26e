import { FLOWS } from '../network/flows.ts';
import type { FlowVerdict } from '../network/reachability.ts';
import { flowName } from '../network/words.ts';
import { counted } from '../text/words.ts';
import { rules } from './index.ts';
import type { Finding, Job } from './types.ts';

/** What may colour parts of the text. Each is given plain text and gives back as many visible characters. */
export interface Paint {
  readonly bad: (text: string) => string;
  readonly good: (text: string) => string;
  readonly dim: (text: string) => string;
}

const same = (text: string): string => text;
export const PLAIN: Paint = { bad: same, good: same, dim: same };

/** `2 × ml.m5.xlarge`. */
export function instancesOf({ instances, instanceTypes }: Job): string {
  const types = instanceTypes.join(' and ');
  if (instances === 0) return types || 'instances not given';
  return types ? `${instances} × ${types}` : counted(instances, 'instance');
}

/** All four flows, as far as any finding looked at them. */
export function flowsOf(told: readonly Finding[], findings: readonly Finding[]): readonly FlowVerdict[] {
  const all = [...told, ...findings].flatMap(({ flows }) => flows);
  return all.filter((one, index) => all.findIndex((other) => sameFlow(one, other)) === index);
}

const sameFlow = (a: FlowVerdict, b: FlowVerdict): boolean => a.flow === b.flow && a.direction === b.direction;

/** A group has two rows, one for each flow; a flow that another group lets through is a dash. */
export function tableOf({ vpc }: Job, flows: readonly FlowVerdict[], paint: Paint): readonly string[] {
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

/** Closest matches that a table has no room for. */
export function closestOf({ closestMatch, flows }: Finding): readonly string[] {
  return flows.length > 0 ? flows.flatMap(({ closestMatches }) => closestMatches) : closestMatch ? [closestMatch] : [];
}

/** A rule's id, its provenance, and what the service does about it. */
export function ruleLine({ rule, provenance }: { readonly rule: string } & Pick<Finding, 'provenance'>): string {
  const enforcement = rules.find(({ id }) => id === rule)?.enforcement;
  return [rule, provenance, enforcement].filter((part) => part !== undefined).join(' · ');
}

export const labelled = (label: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => `${(index === 0 ? label : '').padEnd('closest'.length)}  ${line}`);
