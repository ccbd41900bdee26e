import { diffChars } from 'diff';

/** The most similar word, if it is similar enough to be a typing mistake. */
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

/** `unknown X "y"; did you mean z? Available: …` */
export function noSuch(what: string, word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const guess = near === undefined ? '.' : `; did you mean ${near}?`;
  return `unknown ${what} ${JSON.stringify(word)}${guess} Available: ${known.join(', ')}`;
}
