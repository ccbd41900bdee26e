/** `a`, `a and b`, `a, b and c`; beyond `most`, `a, b, c and 4 more`. */
export function listed(words: readonly string[], most = 4): string {
  const shown = words.length > most ? [...words.slice(0, most - 1), `${words.length - most + 1} more`] : words;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The word that fits a count: `plural(2, 'job')` is `jobs`, `plural(1, 'is', 'are')` is `is`. */
export const plural = (count: number, one: string, more = `${one}s`): string => (count === 1 ? one : more);

/** `1 job`, `2 jobs`, `3 processes`. */
export const counted = (count: number, one: string, more?: string): string => `${count} ${plural(count, one, more)}`;
