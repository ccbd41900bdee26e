/** JSON with the members of every structure in one order. */
export const canonical = (value: unknown): string => JSON.stringify(value, sorted);

const sorted = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
