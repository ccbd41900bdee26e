/** Patterns as IAM writes them: `*` for any characters, `?` for one. */

/** Whether a pattern covers the whole of a text. */
export function covers(pattern: string, text: string, options: { readonly ignoreCase?: boolean } = {}): boolean {
  const source = pattern
    .split(/([*?])/)
    .map((part) => WILDCARDS[part] ?? part.replace(/[.+^${}()|[\]\\/-]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`, options.ignoreCase ? 'is' : 's').test(text);
}

const WILDCARDS: Readonly<Record<string, string>> = { '*': '.*', '?': '.' };
