/** Texts that are remembered, and characters of the longest. */
const MOST = 4_096;
const LONGEST = 256;

/**
 * The same function of a text, which remembers what it made of short ones: requests of one wrapper say the same again and
 * again. What was asked for lately is kept.
 */
export function remembering(work: (text: string) => string): (text: string) => string {
  let recent = new Map<string, string>();
  let older = new Map<string, string>();
  return (text) => {
    if (text.length > LONGEST) return work(text);
    const known = recent.get(text);
    if (known !== undefined) return known;
    const result = older.get(text) ?? work(text);
    if (recent.size >= MOST / 2) {
      older = recent;
      recent = new Map();
    }
    recent.set(text, result);
    return result;
  };
}
