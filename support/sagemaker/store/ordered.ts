import sorted from 'sorted-btree';

/** What is kept in an order, in a B+ tree: adding, deleting and finding a place take steps that grow with the logarithm. */
export type OrderedMap<Key, Value> = InstanceType<typeof sorted.default<Key, Value>>;
/** The same without values: of keys that compare equal it keeps one. */
export type OrderedSet<Key> = OrderedMap<Key, undefined>;
export type Compare<Key> = (a: Key, b: Key) => number;

export const orderedMap = <Key, Value>(compare: Compare<Key>): OrderedMap<Key, Value> =>
  new sorted.default<Key, Value>(undefined, compare);

export const orderedSet = <Key>(compare: Compare<Key>): OrderedSet<Key> => orderedMap(compare);

/** Keys from behind `after` on, or from the first. What is added or deleted on the way does no harm. */
export function* keysAfter<Key>(tree: OrderedMap<Key, unknown>, after: Key | undefined, descending: boolean) {
  const next = (key: Key | undefined) => (descending ? tree.nextLowerKey(key) : tree.nextHigherKey(key));
  for (let key = next(after); key !== undefined; key = next(key)) yield key;
}
