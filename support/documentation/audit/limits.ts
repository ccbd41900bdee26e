/** What the ten pages show of each list; the index of evidence has all of it. */
export const LIMITS = {
  problems: 6,
  runs: 6,
  wrappers: 34,
  situations: 12,
  failures: 20,
  exceptions: 16,
  changes: 20,
  files: 8,
  /** Characters of a sentence, and of a name. */
  text: 160,
  name: 32,
} as const;
