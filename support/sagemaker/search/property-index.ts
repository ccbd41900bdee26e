import { Breather } from '../life/breather.ts';
import type { Candidates } from '../store/name-parts.ts';
import { orderedMap } from '../store/ordered.ts';

/** A value as an index keeps it: numbers before texts. */
export type Key = string | number;

/**
 * The values that one property has in records, and the items with each. It is brought up to date when somebody asks:
 * what has changed since is read again, and nothing else.
 */
export class PropertyIndex<Item> {
  readonly #keysOf: (item: Item) => readonly Key[] | undefined;
  readonly #items = orderedMap<Key, Set<Item>>(compareKeys);
  readonly #keys = new Map<Item, readonly Key[]>();
  readonly #changed: Set<Item>;

  /**
   * @param items all of them by now
   * @param keysOf the values of an item; `undefined` for one that is not there any more
   */
  constructor(items: Iterable<Item>, keysOf: (item: Item) => readonly Key[] | undefined) {
    this.#changed = new Set(items);
    this.#keysOf = keysOf;
  }

  /** Something of an item has changed, or it was added or deleted. */
  touch(item: Item): void {
    this.#changed.add(item);
  }

  async catchUp(): Promise<void> {
    const breather = new Breather();
    for (const item of this.#changed) {
      this.#changed.delete(item);
      this.#read(item);
      if (breather.due) await breather.breathe();
    }
  }

  /** Those that have one of these values. */
  withKeys(keys: readonly Key[]): Found<Item> {
    return union(keys.map((key): ReadonlySet<Item> => this.#items.get(key) ?? NONE));
  }

  /** Those that have a number from `low` to `high`, both included. */
  between(low: number, high: number): Found<Item> {
    const sets: ReadonlySet<Item>[] = [];
    this.#items.forRange(low, high, true, (_, items) => void sets.push(items));
    return union(sets);
  }

  /** Those that have a text that is so. */
  matching(fits: (text: string) => boolean): Found<Item> {
    const sets: ReadonlySet<Item>[] = [];
    this.#items.forEachPair((key, items) => {
      if (fits(String(key))) sets.push(items);
    });
    return union(sets);
  }

  #read(item: Item): void {
    for (const key of this.#keys.get(item) ?? []) {
      const items = this.#items.get(key);
      items?.delete(item);
      if (items?.size === 0) this.#items.delete(key);
    }
    const keys = this.#keysOf(item);
    if (keys === undefined || keys.length === 0) {
      this.#keys.delete(item);
      return;
    }
    this.#keys.set(item, keys);
    for (const key of keys) {
      const items = this.#items.get(key);
      if (items) items.add(item);
      else this.#items.set(key, new Set([item]));
    }
  }
}

/** Items that were found, with at most how many they are: one that has several of the values counts for each. */
export interface Found<Item> extends Candidates<Item> {
  /** Absent where it would take a look at each. */
  readonly has?: (item: Item) => boolean;
}

const NONE: Set<never> = new Set<never>();

export function union<Item>(sets: readonly (ReadonlySet<Item> | Found<Item>)[]): Found<Item> {
  const [only, ...others] = sets;
  if (only === undefined) return { size: 0, jobs: [], has: () => false };
  if (others.length === 0) {
    return 'jobs' in only ? only : { size: only.size, jobs: only, has: (item) => only.has(item) };
  }
  const size = sets.reduce((sum, set) => sum + set.size, 0);
  return { size, jobs: { [Symbol.iterator]: () => distinct(sets) } };
}

function* distinct<Item>(sets: readonly (ReadonlySet<Item> | Found<Item>)[]): Generator<Item> {
  const seen = new Set<Item>();
  for (const set of sets) {
    for (const item of 'jobs' in set ? set.jobs : set) {
      if (seen.has(item)) continue;
      seen.add(item);
      yield item;
    }
  }
}

function compareKeys(a: Key, b: Key): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
