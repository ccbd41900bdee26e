import { byWorst } from '../../../wrappers/mark.ts';
import type { SiteWrapperCell } from '../types.ts';

export interface Unshown {
  /** Why nothing was shown, in one line. */
  readonly cause: string;
  readonly notStarted: boolean;
  /** Of attempts. */
  readonly count: number;
}

/** What is not shown, grouped by cause, the most frequent first; what could not be started apart from the rest. */
export function causesIn(cells: readonly SiteWrapperCell[]): readonly Unshown[] {
  const causes = new Map<string, Unshown>();
  for (const { outcome, cause = 'nothing was seen', notStarted = false } of cells) {
    if (outcome !== 'not shown') continue;
    const key = `${notStarted} ${cause}`;
    causes.set(key, { cause, notStarted, count: (causes.get(key)?.count ?? 0) + 1 });
  }
  return [...causes.values()].toSorted((a, b) => b.count - a.count);
}

/** Attempts of one wrapper that came out alike for one and the same cause. */
export interface Grouped {
  readonly wrapper: string;
  readonly cells: readonly [SiteWrapperCell, ...SiteWrapperCell[]];
  /** One sentence. */
  readonly cause: string;
  readonly fix: readonly string[];
}

/**
 * Attempts of these outcomes by wrapper and cause: the worst first, then those that struck most situations. None is left
 * out.
 */
export function groupedBy(
  cells: readonly SiteWrapperCell[],
  ...outcomes: readonly SiteWrapperCell['outcome'][]
): readonly Grouped[] {
  const groups = new Map<string, Grouped>();
  for (const cell of cells) {
    if (!outcomes.includes(cell.outcome)) continue;
    const { wrapper, outcome, answer } = cell;
    const { key, text, fix } = causeOf(cell);
    const id = JSON.stringify([wrapper, outcome, answer.answer, key]);
    const known = groups.get(id);
    groups.set(
      id,
      known === undefined ? { wrapper, cells: [cell], cause: text, fix } : { ...known, cells: [...known.cells, cell] },
    );
  }
  return [...groups.values()].toSorted(
    (a, b) =>
      byWorst(a.cells[0], b.cells[0]) || b.cells.length - a.cells.length || a.wrapper.localeCompare(b.wrapper, 'en'),
  );
}

/** What is broken, or else what is not shown; where that was not kept, what it did. */
function causeOf({ seen, outcome, cause, did }: SiteWrapperCell): {
  readonly key: unknown;
  readonly text: string;
  readonly fix: readonly string[];
} {
  if (outcome === 'not shown' && cause !== undefined) return { key: cause, text: cause, fix: [] };
  const of = (wanted: string) => (seen?.findings ?? []).filter((finding) => finding.outcome === wanted);
  const found = of('broken').length > 0 ? of('broken') : of('not shown');
  const [first] = found;
  if (first === undefined) return { key: did, text: did, fix: [] };
  return {
    key: found.map(({ id, operation, member }) => [id, operation, member]),
    text: first.text,
    fix: [...new Set(found.flatMap(({ fix }) => fix))],
  };
}
