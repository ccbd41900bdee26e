/** Gives an object a member that is worked out when somebody first reads it: a spread, a comparison, JSON all do. */
export function lazily<T extends object, Name extends string>(
  object: T,
  name: Name,
  work: () => unknown,
): asserts object is T & Readonly<Record<Name, unknown>> {
  Object.defineProperty(object, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = work();
      Object.defineProperty(object, name, { enumerable: true, configurable: true, writable: true, value });
      return value;
    },
  });
}
