import { shownLines } from './shown.ts';

/** Characters that have a meaning in Markdown, wherever they stand. */
const MEANING = /[\\`*_|[\]~#!{}()]/g;

/**
 * Text for the inside of a line of GitHub's or GitLab's Markdown: it shows as it is, on one line. Nothing in it becomes
 * HTML, a link, a mention of a user, an issue or a formula.
 */
export function escapeMarkdown(text: string): string {
  return shownLines(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(MEANING, '\\$&')
    .replace(/@|:(?=\/\/)|\bwww(?=\.)|\bGH(?=-\d)|\\#(?=\d)/gi, '$&<!-- -->')
    .replace(/\$/g, '&#36;');
}

/**
 * A table. Its cells are Markdown already; a pipe in one, in code too, does not end it.
 * @param left how many columns, from the first, are aligned to the left: the others to the right
 */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  left = head.length,
): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(BARE_PIPE, '\\|')).join(' | ')} |`;
  const rule = head.map((_, index) => (index < left ? '---' : '---:'));
  return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}

const BARE_PIPE = /(?<!\\)\|/g;

/** Text as a block of code, line by line as it is. */
export function codeBlock(text: string): string {
  const displayedText = shownLines(text);
  const longest = Math.max(0, ...[...displayedText.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${displayedText.trimEnd()}\n${fence}`;
}
