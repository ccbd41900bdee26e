/** The names of all operations whose schemas an SDK client exports, given its module: `import * as sdk from …`. */
export function operationNames(sdk: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  return new Set(Object.values(sdk).flatMap((schema) => (isOperation(schema) ? [schema[2]] : [])));
}

/** In the SDK's static schemas 9 marks an operation. */
function isOperation(schema: unknown): schema is readonly [9, string, string] {
  return Array.isArray(schema) && schema[0] === 9 && typeof schema[2] === 'string';
}
