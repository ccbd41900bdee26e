import type { StaticOperationSchema } from '@smithy/types';
import type { QueryOperation } from '../../protocol/query-options.ts';
import type { Account } from './store.ts';

/** One operation of the embedded IAM: the SDK's schema, and what it does to one account. */
export type Operation = QueryOperation<Account>;

/** Gives an operation its types: the input as the schema has it, required members present. */
export function operation<Input, Output extends object>(
  schema: StaticOperationSchema,
  handle: (input: Input, account: Account) => Output,
): Operation {
  return { schema, handle: handle as Operation['handle'] };
}
