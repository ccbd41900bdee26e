/**
 * Whether a pattern matches the whole of a text: `*` is any characters, none too, and `?` is one, as in IAM. Patterns come
 * from requests, so the time is at most proportional to the product of both lengths; a regular expression with many stars
 * has no such bound.
 */
export function covers(pattern: string, text: string, options: { readonly ignoreCase?: boolean } = {}): boolean {
  return options.ignoreCase ? matches(pattern.toLowerCase(), text.toLowerCase()) : matches(pattern, text);
}

function matches(pattern: string, text: string): boolean {
  let at = 0;
  let place = 0;
  /** The place after the last star, and how much of the text that star has matched so far. */
  let star: { readonly behind: number; covered: number } | undefined;
  while (at < text.length) {
    if (pattern[place] === '*') {
      place += 1;
      star = { behind: place, covered: at };
    } else if (place < pattern.length && (pattern[place] === '?' || pattern[place] === text[at])) {
      place += 1;
      at += 1;
    } else if (star) {
      star.covered += 1;
      at = star.covered;
      place = star.behind;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(place));
}
