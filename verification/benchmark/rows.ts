/** One line of the table: a measure of ours, what stands beside it in the same run, and what it should reach. */
export interface Row {
  readonly what: string;
  readonly ours: number;
  readonly unit: string;
  /** What ours is compared with, by name; absent where that is not installed. */
  readonly beside: Readonly<Record<string, number>>;
  readonly goal?: Goal | undefined;
}

/** `at-most 2.5 of empty script`, with `plus` in the row's unit on top; without `of` a bound in the unit itself. */
export interface Goal {
  readonly kind: 'at-most' | 'at-least';
  readonly factor: number;
  readonly of?: string;
  readonly plus?: number;
}

export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly processors: number;
  readonly node: string;
  /** Of the last minute, before and after. Above the number of processors the numbers say little. */
  readonly load: readonly [number, number];
}

/** Whether the goal is reached; `undefined` without one, or without what it is compared with. */
export function isReached({ ours, beside, goal }: Row): boolean | undefined {
  if (goal === undefined) return undefined;
  const base = goal.of === undefined ? 1 : beside[goal.of];
  if (base === undefined) return undefined;
  const bound = base * goal.factor + (goal.plus ?? 0);
  return goal.kind === 'at-most' ? ours <= bound : ours >= bound;
}

/** The table as people read it, in Markdown, which a terminal shows as well. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['measure', 'ours', 'beside', 'ratio', 'goal', ''],
    ...rows.map((row) => [
      row.what,
      `${written(row.ours)} ${row.unit}`,
      Object.entries(row.beside)
        .map(([name, value]) => `${name} ${written(value)}`)
        .join(', '),
      Object.values(row.beside)
        .map((value) => (row.ours / value).toFixed(2))
        .join(', '),
      goalText(row),
      { true: 'reached', false: 'missed', undefined: '' }[`${isReached(row)}`],
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  const line = (texts: readonly (string | undefined)[]) =>
    `| ${texts.map((text = '', column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells.map(line);
  return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body].join('\n');
}

export const machineText = ({ date, cpu, processors, node, load: [before, after] }: Machine): string =>
  `${date.slice(0, 10)}, ${processors} × ${cpu}, Node ${node}, load ${before.toFixed(1)} before and ${after.toFixed(1)} after` +
  (Math.max(before, after) > processors ? ' (a busy machine: compare ratios only, and with care)' : '');

function goalText({ goal, unit }: Row): string {
  if (goal === undefined) return '';
  const bound = goal.of === undefined ? `${goal.factor} ${unit}` : `${goal.factor} × ${goal.of}`;
  return `${goal.kind === 'at-most' ? '≤' : '≥'} ${bound}${goal.plus ? ` + ${goal.plus} ${unit}` : ''}`;
}

const written = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
