import { summary } from './page.ts';
import type { CallStandings } from './tally.ts';

/** Where docs/engines.md shows the counts: everything between these is written by `generate.ts`. */
export const MARKS = ['<!-- parity -->', '<!-- /parity -->'] as const;

/** The same page with the counts as they are now; unchanged when it has no place for them. */
export function withCounts(page: string, calls: readonly CallStandings[]): string {
  const [open, close] = MARKS;
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start < 0 || end < start) return page;
  return `${page.slice(0, start + open.length)}\n\n${summary(calls)}\n\n${page.slice(end)}`;
}
