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
