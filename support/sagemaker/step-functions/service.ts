import { missingMember } from '../../neighbours/required.ts';
import { type AwsJsonOperation, createAwsJsonService } from '../../protocol/aws-json.ts';
import { KnownOperations } from '../../protocol/known-operations.ts';
import { type Service, ServiceError, type ServiceRequest } from '../../protocol/service.ts';
import type { OperationContext } from '../operation.ts';
import * as executions from './executions.ts';
import * as machines from './machines.ts';

/** What is answered of Step Functions. */
export const operations = { ...machines.operations, ...executions.operations };

/**
 * As much of Step Functions as launches jobs: state machines run, and their jobs are created as clients create them.
 * @param wrap put around each operation
 */
export function createStepFunctions(
  context: (request: ServiceRequest, operation: string, input: object) => OperationContext,
  wrap: (
    operations: Readonly<Record<string, AwsJsonOperation<OperationContext>>>,
  ) => Readonly<Record<string, AwsJsonOperation<OperationContext>>>,
): Service {
  const known = new KnownOperations('states');
  return createAwsJsonService({
    name: 'states',
    target: 'AWSStepFunctions',
    version: '1.0',
    operations: wrap(operations),
    exists: (operation) => known.has(operation),
    validate(operation, input) {
      const missing = missingMember(operations[operation as keyof typeof operations].schema[4], input);
      if (missing !== undefined) {
        throw new ServiceError('ValidationException', `train-encrypt: the request must have ${missing}.`);
      }
    },
    context,
  });
}
