import type { StaticOperationSchema } from '@smithy/types';
import type { AwsJsonOperation } from '../../protocol/aws-json.ts';
import type { Caller, Service } from '../../protocol/service.ts';

export interface LogsContext {
  readonly caller: Caller;
  /** What reports the jobs. */
  readonly sagemaker: Service;
}

/** Gives an operation its types: the input as the schema has it, required members present. */
export function operation<Input>(
  schema: StaticOperationSchema,
  handle: (input: Input, context: LogsContext) => Promise<object>,
): AwsJsonOperation<LogsContext> {
  return { schema, handle: handle as AwsJsonOperation<LogsContext>['handle'] };
}
