import { summary } from './page.ts';
import type { CallStandings } from './tally.ts';

/** Where a README shows the calls: everything between these is written by `generate.ts`. */
export const MARKS = ['<!-- parity -->', '<!-- /parity -->'] as const;

/** The same README with the counts as they are now; unchanged when it has no place for them. */
export function withCounts(readme: string, calls: readonly CallStandings[]): string {
  const [open, close] = MARKS;
  const [start, end] = [readme.indexOf(open), readme.indexOf(close)];
  if (start < 0 || end < start) return readme;
  return `${readme.slice(0, start + open.length)}\n\n${summary(calls)}\n\n${readme.slice(end)}`;
}
