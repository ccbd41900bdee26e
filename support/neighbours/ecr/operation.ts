import type { StaticOperationSchema } from '@smithy/types';
import type { AwsJsonOperation } from '../../protocol/aws-json.ts';
import type { Registry } from './store.ts';

/** Gives an operation its types: the input as the schema has it, required members present. */
export function operation<Input, Output extends object>(
  schema: StaticOperationSchema,
  handle: (input: Input, registry: Registry) => Output,
): AwsJsonOperation<Registry> {
  return { schema, handle: handle as AwsJsonOperation<Registry>['handle'] };
}
