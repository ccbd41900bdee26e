import { signOf } from '../../../wrappers/mark.ts';
import type { SiteWrapperCell } from '../types.ts';

export interface Change {
  readonly cell: SiteWrapperCell;
  /** What came out before. */
  readonly before: string;
  /** ISO 8601: since when it comes out as now; absent when the history does not say. */
  readonly at: string | undefined;
}

/** What came out otherwise in the last run that told anything new: from all that ever changed, that of the last moment. */
export function changesOf(cells: readonly SiteWrapperCell[]): readonly Change[] {
  const changes = cells.flatMap(changeOf);
  const unwritten = changes.filter(({ at }) => at === undefined);
  if (unwritten.length > 0) return unwritten;
  const last = changes.map(({ at }) => at ?? '').reduce((a, b) => (a > b ? a : b), '');
  return changes.filter(({ at }) => at === last);
}

function changeOf(cell: SiteWrapperCell): readonly Change[] {
  const { history } = cell;
  const outcome = signOf(cell);
  const newest = history.at(-1);
  if (newest === undefined) return [];
  if (newest.outcome !== outcome) return [{ cell, before: newest.outcome, at: undefined }];
  const other = history.findLastIndex((one) => one.outcome !== outcome);
  const [before, since] = [history[other], history[other + 1]];
  return before === undefined || since === undefined ? [] : [{ cell, before: before.outcome, at: since.at }];
}
