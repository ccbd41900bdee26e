/**
 * A text of at most so many characters, with `…` for what does not fit. Both halves of a surrogate pair stay together.
 */
export const clip = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, endBefore(text, most - 1))}…` : text;

/** The first so many characters of a text, and the number of those that are left out. */
export function clipCounted(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = endBefore(text, most);
  return `${text.slice(0, end)}… (${text.length - end} more characters)`;
}

/** The last place up to `most` where a character ends. */
const endBefore = (text: string, most: number): number =>
  text.charCodeAt(most - 1) >> 10 === 0b110110 ? most - 1 : most;
