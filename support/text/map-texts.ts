/**
 * A copy of plain data in which every text is another one, at any depth. What is not plain data, such as dates, functions
 * and bytes, is left as it is; what stands in several places does so in the copy too, circles included.
 * @param map is given the name of the member that holds the text, or the list with it
 */
export function mapTexts<T>(
  value: T,
  map: (text: string, member: string) => string,
  mapName: (name: string) => string = (name) => name,
): T {
  const seen = new Map<object, unknown>();
  const walk = (one: unknown, member: string): unknown => {
    if (typeof one === 'string') return map(one, member);
    if (typeof one !== 'object' || one === null) return one;
    const known = seen.get(one);
    if (known !== undefined) return known;
    if (Array.isArray(one)) {
      const copy: unknown[] = [];
      seen.set(one, copy);
      for (const item of one) copy.push(walk(item, member));
      return copy;
    }
    const prototype = Object.getPrototypeOf(one);
    if (prototype !== Object.prototype && prototype !== null) return one;
    const copy: Record<string, unknown> = prototype === null ? Object.create(null) : {};
    seen.set(one, copy);
    for (const [name, item] of Object.entries(one)) {
      const value = walk(item, name);
      const called = mapName(name);
      // Defined, not assigned: a member called __proto__ is data too.
      if (called === '__proto__') {
        Object.defineProperty(copy, called, { value, enumerable: true, writable: true, configurable: true });
      } else copy[called] = value;
    }
    return copy;
  };
  return walk(value, '') as T;
}
