/** Where a document shows how many facts each engine answers as recorded: `generate.ts` writes between these. */
export const MARKS = ['<!-- recorded -->', '<!-- /recorded -->'] as const;

/** The same document with the table as it is now; unchanged when it has no place for it. */
export function withCounts(text: string, table: string): string {
  const [open, close] = MARKS;
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) return text;
  return `${text.slice(0, start + open.length)}\n\n${table}\n\n${text.slice(end)}`;
}
