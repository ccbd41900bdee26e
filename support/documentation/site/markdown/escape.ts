/** Characters that have a meaning in Markdown, wherever they stand. */
const MEANING = /[\\`*_|[\]~#!{}()]/g;

/**
 * Text for the inside of a line of GitHub's or GitLab's Markdown: it shows as it is, on one line. Nothing in it becomes
 * HTML, a link, a mention of somebody, an issue or a formula.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
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
  const told = visible(text);
  const longest = Math.max(0, ...[...told.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${told.trimEnd()}\n${fence}`;
}

/** Without characters that move others about, or that no file of text should hold. */
function visible(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (one) => (one === '\n' || one === '\t' ? one : '\uFFFD'))
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '');
}
