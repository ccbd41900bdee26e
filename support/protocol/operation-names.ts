import type { StaticOperationSchema } from '@smithy/types';

/** The schemas of all operations that an SDK client exports, given its module: `import * as sdk from …`. */
export function operationSchemas(sdk: Readonly<Record<string, unknown>>): readonly StaticOperationSchema[] {
  return Object.values(sdk).filter(isOperation);
}

/** The names of all operations whose schemas an SDK client exports. */
export function operationNames(sdk: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  return new Set(operationSchemas(sdk).map((schema) => schema[2]));
}

/** In the SDK's static schemas 9 marks an operation. */
function isOperation(schema: unknown): schema is StaticOperationSchema {
  return Array.isArray(schema) && schema[0] === 9 && typeof schema[2] === 'string';
}
