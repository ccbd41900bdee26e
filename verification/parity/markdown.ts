/** A table; the columns after the first `left` ones are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], left = head.length): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = head.map((_, index) => (index < left ? '---' : '---:'));
  return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}
