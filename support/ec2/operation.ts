import type { StaticOperationSchema } from '@smithy/types';
import type { QueryOperation } from '../protocol/query-options.ts';
import type { Region } from './store.ts';

/** One operation of the embedded EC2: the SDK's schema, and what it does to one account's region. */
export type Operation = QueryOperation<Region>;

/** Gives an operation its types: the input as the schema has it, required members present. */
export function operation<Input, Output extends object>(
  schema: StaticOperationSchema,
  handle: (input: Input, region: Region) => Output,
): Operation {
  return { schema, handle: handle as Operation['handle'] };
}
