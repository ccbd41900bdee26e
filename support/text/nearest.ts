import { diffChars } from 'diff';

/** The word most like another, when it is like enough to be what was meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((one) => ({ one, alike: likeness(word.toLowerCase(), one.toLowerCase()) }))
    .filter(({ alike }) => alike >= 0.6)
    .sort((a, b) => b.alike - a.alike);
  return best?.one;
}

/** The part of all characters that both words share, in order: 1 for the same word. */
function likeness(a: string, b: string): number {
  const shared = diffChars(a, b)
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.length, 0);
  return (2 * shared) / (a.length + b.length);
}

/** `there is no X called "y". Did you mean z? Those that there are: …` */
export function noSuch(what: string, word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const guess = near === undefined ? '' : ` Did you mean ${near}?`;
  return `there is no ${what} ${JSON.stringify(word)}.${guess} Those that there are: ${known.join(', ')}`;
}
