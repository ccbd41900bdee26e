import fc from '../fast-check.ts';

/** Random choices that a seed repeats. */
export interface Chance {
  /** A whole number from 0 to `most`. */
  upTo(most: number): number;
  pick<T>(items: readonly T[]): T;
  /** One of the items, each as often as its weight says. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T;
}

/** So many independent sources of choices: what one of them is asked changes nothing for the others. */
export function chances(seed: number, count: number): readonly Chance[] {
  return fc.sample(fc.gen(), { seed, numRuns: count }).map((draw) => {
    const upTo = (most: number) => draw(fc.nat, { max: most });
    const pick = <T>(items: readonly T[]): T => items[upTo(items.length - 1)] as T;
    return { upTo, pick, weighted: (items) => pick(items.flatMap(([weight, item]) => Array(weight).fill(item))) };
  });
}
