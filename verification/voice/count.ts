import type { Avoided } from './avoided.ts';

/** File → word → how often it is there. Files without any are left out. */
export type Count = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Counts the words in these files, given as path and text. */
export function counted(files: Iterable<readonly [file: string, text: string]>, words: readonly Avoided[]): Count {
  const count = new Map<string, ReadonlyMap<string, number>>();
  for (const [file, text] of files) {
    const found = words
      .map(({ word, pattern }) => [word, [...text.matchAll(pattern)].length] as const)
      .filter(([, times]) => times > 0);
    if (found.length > 0) count.set(file, new Map(found));
  }
  return count;
}

export const totalOf = (count: Count): number => [...count.keys()].reduce((sum, file) => sum + inFile(count, file), 0);

export const inFile = (count: Count, file: string): number => sumOf(count.get(file)?.values() ?? []);

export const ofWord = (count: Count, word: string): number => sumOf([...count.values()].map((of) => of.get(word) ?? 0));

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, number) => sum + number, 0);
