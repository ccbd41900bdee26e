import type { StaticOperationSchema } from '@smithy/types';
import type { RestXmlOperation } from '../../protocol/rest-xml.ts';
import type { Owner } from './store.ts';

/** One operation of the embedded S3: the SDK's schema, and what it does to the buckets of one account. */
export type Operation = RestXmlOperation<Owner>;

/** Gives an operation its types. `members` are those of the input that make a difference; a request with another one is refused. */
export function operation<Input, Output extends object | undefined>(
  schema: StaticOperationSchema,
  members: readonly (keyof Input & string)[],
  handle: (input: Input, owner: Owner) => Output | Promise<Output>,
  status?: (output: Output) => number,
): Operation {
  return {
    schema,
    members,
    handle: handle as Operation['handle'],
    ...(status && { status: status as NonNullable<Operation['status']> }),
  };
}
