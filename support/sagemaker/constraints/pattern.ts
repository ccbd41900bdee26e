/** The model's patterns are Java regular expressions. This turns one into a JavaScript expression that means the same. */

/**
 * Longest value a pattern is tested on, in UTF-16 units. V8 keeps a place to come back to for each character that a
 * quantifier took, and runs out of room for them at some millions.
 */
export const LONGEST_TESTED = 65_536;

/**
 * Patterns whose time grows with the square of the length or worse, since two of their parts can share out the same
 * characters in many ways, and what is tested in their place: the same language in linear time.
 */
export const LINEAR: Readonly<Record<string, string>> = {
  '(https|s3)://([^/]+)/?(.*)': '(https|s3)://[^/]+(/.*)?',
  // A definition with forty spaces and a U+2028 would take hours.
  '.*(?:[ \\r\\n\\t].*)*': '[^\\x85\\u2028\\u2029]*',
};

/** ASCII, as in Java without UNICODE_CHARACTER_CLASS; JavaScript's own `\s` and `\S` know more white space. */
const SPACE = '\\t\\n\\v\\f\\r ';
const NOT_SPACE = '\\u{0}-\\u{8}\\u{e}-\\u{1f}\\u{21}-\\u{10ffff}';

/** Java ends a line at U+0085 as well. */
const DOT = '[^\\n\\r\\u{85}\\u{2028}\\u{2029}]';

/** POSIX classes of Java, ASCII only. */
const POSIX: Readonly<Record<string, string>> = {
  Alnum: 'a-zA-Z0-9',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Lower: 'a-z',
  Upper: 'A-Z',
  Space: SPACE,
};

/** One token of a pattern: an escape, a Unicode class, the head of a group, a bounded quantifier, or a character. */
const TOKEN = /\\p\{(\w+)\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|\(\?(?:<[=!]|[:=!])|[*+?}]\+|\{\d+(?:,\d*)?\}|./gsu;

/** Whether the whole value matches the pattern; a value longer than `LONGEST_TESTED` is taken to. */
export function matches(pattern: string, value: string): boolean {
  if (value.length > LONGEST_TESTED) return true;
  const expression = compiled.get(pattern) ?? translate(LINEAR[pattern] ?? pattern);
  compiled.set(pattern, expression);
  return expression.test(value);
}

const compiled = new Map<string, RegExp>();

/**
 * An expression that matches when the whole value matches the Java pattern.
 * @throws Error naming the pattern when it has a construct that is not translated: possessive quantifiers, inline
 * flags, back references, and unions or intersections of classes. The API model uses none.
 */
export function translate(pattern: string): RegExp {
  let inClass = false;
  let out = '';
  for (const { 0: token, 1: property } of pattern.matchAll(TOKEN)) {
    if (inClass && (token === '[' || (token === '&' && out.endsWith('&')))) unsupported(pattern, token);
    if (!inClass && (/^[*+?}]\+$/.test(token) || /^\\[1-9k]/.test(token))) unsupported(pattern, token);
    out += inClass ? inside(token, property) : outside(token, property, out);
    if (token === '[') inClass = true;
    if (token === ']') inClass = false;
  }
  try {
    return new RegExp(`^(?:${out})$`, 'u');
  } catch (error) {
    throw new Error(`train-encrypt: cannot translate the pattern ${pattern}: ${(error as Error).message}`);
  }
}

function unsupported(pattern: string, token: string): never {
  throw new Error(`train-encrypt: cannot translate the pattern ${pattern}: it has ${token}`);
}

function outside(token: string, property: string | undefined, before: string): string {
  if (token === '.') return DOT;
  if (token === '\\s') return `[${SPACE}]`;
  if (token === '\\S') return `[${NOT_SPACE}]`;
  if (property !== undefined) return POSIX[property] ? `[${POSIX[property]}]` : token;
  // Java lets an anchor be repeated, which changes nothing; JavaScript does not.
  if (token.startsWith('{') && before.endsWith('$') && !before.endsWith('\\$')) return '';
  return punctuation(token);
}

function inside(token: string, property: string | undefined): string {
  // A quantifier or the head of a group is no such thing inside a class.
  if (token.length > 1 && !token.startsWith('\\'))
    return [...token].map((character) => inside(character, undefined)).join('');
  if (token === '\\s') return SPACE;
  if (token === '\\S') return NOT_SPACE;
  if (property !== undefined) return POSIX[property] ?? token;
  return punctuation(token);
}

/** Java lets any punctuation be escaped, JavaScript only what has a meaning of its own. */
function punctuation(token: string): string {
  const character = /^\\([^0-9a-zA-Z])$/u.exec(token)?.[1];
  return character === undefined || /[\^$\\.*+?()[\]{}|/]/.test(character)
    ? token
    : `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
