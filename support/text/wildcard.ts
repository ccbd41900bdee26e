/** Patterns as IAM writes them: `*` for any characters, `?` for one. */

/**
 * Whether a pattern covers the whole of a text. Takes time in proportion to the product of both at most, which a regular expression
 * with many stars would not.
 */
export function covers(pattern: string, text: string, options: { readonly ignoreCase?: boolean } = {}): boolean {
  return options.ignoreCase ? matches(pattern.toLowerCase(), text.toLowerCase()) : matches(pattern, text);
}

function matches(pattern: string, text: string): boolean {
  let at = 0;
  let place = 0;
  /** Behind the last star seen, and how far the text was then covered by it. */
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
