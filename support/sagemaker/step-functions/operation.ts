import type { StaticOperationSchema } from '@smithy/types';
import type { AwsJsonOperation } from '../../protocol/aws-json.ts';
import type { OperationContext } from '../operation.ts';

/** Gives an operation its types: the input as the schema has it, required members present. */
export function operation<Input, Output>(
  schema: StaticOperationSchema,
  handle: (input: Input, context: OperationContext) => Output | Promise<Output>,
): AwsJsonOperation<OperationContext> {
  return { schema, handle: handle as AwsJsonOperation<OperationContext>['handle'] };
}
