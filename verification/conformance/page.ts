import type { Outcome } from './run.ts';
import { type Share, type Tally, tallyOf } from './tally.ts';

export interface Target {
  readonly name: string;
  readonly outcomes: readonly Outcome[];
  readonly seconds: number;
}

const COLUMNS = ['code', 'path', 'text', 'accepted'] as const;

/** A row per operation, with the figures of every target beside one another. */
export function tableOf(operations: readonly string[], targets: readonly Target[]): string {
  const width = Math.max(...operations.map((name) => name.length));
  const row = (name: string, constraints: string, cells: readonly string[]) =>
    `${name.padEnd(width)}${constraints.padStart(12)}${cells.join('')}`;
  const rowOf = (name: string, ofOperation: (outcome: Outcome) => boolean) => {
    const tallies = targets.map(({ outcomes }) => tallyOf(outcomes.filter(ofOperation)));
    return row(name, String(tallies[0]?.constraints), tallies.map(cellsOf));
  };
  return [
    row(
      '',
      '',
      targets.map(({ name }) => `   ${name}`.padEnd(43)),
    ).trimEnd(),
    row(
      '',
      'constraints',
      targets.map(() => `   ${COLUMNS.map((column) => column.padStart(10)).join('')}`),
    ),
    ...operations.map((name) => rowOf(name, (outcome) => outcome.case.operation === name)),
    rowOf('all', () => true),
  ].join('\n');
}

function cellsOf(tally: Tally): string {
  return `   ${COLUMNS.map((column) => percent(tally[column]).padStart(10)).join('')}`;
}

/** Never rounded up to a whole that it is not. */
function percent({ right, of }: Share): string {
  return of === 0 ? '–' : `${(Math.floor((right / of) * 1000) / 10).toFixed(1)} %`;
}

export function totalOf({ name, outcomes, seconds }: Target): string {
  const { constraints, code, path, text, unknownTexts, accepted } = tallyOf(outcomes);
  const of = (share: Share) => `${share.right} of ${share.of}`;
  const known = unknownTexts === 0 ? '' : `, and ${unknownTexts} more as far as the service's own is known`;
  return `${name}: ${constraints} constraints in ${seconds.toFixed(1)} s. Codes ${of(code)}, paths ${of(path)}, texts ${of(text)}${known}; at the edge ${of(accepted)} accepted.`;
}

/** Whatever is not wholly right, by reason; with the places, or with their number only. */
export function exceptionsOf({ outcomes }: Target, places: 'named' | 'counted'): string {
  const byReason = Map.groupBy(outcomes.flatMap(exceptions), ({ reason }) => reason);
  const groups = [...byReason].sort(([, a], [, b]) => b.length - a.length);
  const shown = places === 'named' ? groups : groups.slice(0, 10);
  const lines = shown.flatMap(([reason, found]) => {
    const head = `${String(found.length).padStart(5)} × ${reason}`;
    return places === 'named' ? [head, ...found.map(({ place }) => `          ${place}`)] : [head];
  });
  if (groups.length > shown.length) lines.push(`      … and ${groups.length - shown.length} more reasons`);
  return lines.join('\n');
}

export interface Exception {
  readonly place: string;
  readonly reason: string;
}

export function exceptions({ case: { operation, site, constraint }, violating, boundary }: Outcome): Exception[] {
  const place = `${operation} ${site} ${constraint}`;
  const found: string[] = [];
  if (violating === undefined) found.push('not sent: every string satisfies this pattern');
  else if (violating.reason !== undefined) found.push(violating.reason);
  if (boundary === undefined) found.push('not sent: no value at the edge satisfies all else, or none was found');
  else if (boundary.reason !== undefined) found.push(`refused at the edge: ${boundary.reason}`);
  return found.map((reason) => ({ place, reason }));
}
