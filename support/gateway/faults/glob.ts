/**
 * Whether `*` (any characters, none too) and the letters of a pattern cover the whole of a text. Patterns come from
 * requests: this takes time in proportion to both, which a regular expression with many stars would not.
 */
export function covers(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
