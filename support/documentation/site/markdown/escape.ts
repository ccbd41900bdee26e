import { shownLines } from '../../../text/shown.ts';

/** Characters that have a meaning in Markdown, wherever they stand. */
const MEANING = /[\\`*_|[\]~#!{}()]/g;

/**
 * Text for the inside of a line of GitHub's or GitLab's Markdown: it shows as it is, on one line. Nothing in it becomes
 * HTML, a link, a mention of somebody, an issue or a formula.
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

/** Text as a block of code, line by line as it is. */
export function codeBlock(text: string): string {
  const told = shownLines(text);
  const longest = Math.max(0, ...[...told.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${told.trimEnd()}\n${fence}`;
}
