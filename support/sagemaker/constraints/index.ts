/** Checks the inputs of operations against the constraints of SageMaker's API model. */

import { ServiceError } from '../../protocol/service.ts';
import { path, validationMessage } from './messages.ts';
import { Satisfied } from './satisfied.ts';
import { InputSchemas } from './schema.ts';
import { type ConstraintTable, TABLE } from './table.ts';
import { type Violation, violations } from './violation.ts';

const schemas = new InputSchemas(TABLE);
const satisfied = new Satisfied(TABLE);

/**
 * Checks a decoded input; all constraints that it breaks are reported together.
 * @throws ServiceError `ValidationException` in the service's words, or `SerializationException` for a value whose type
 * no schema of the SDK could have refused: a whole number with a fraction.
 * @throws Error for an operation that is not among `CONSTRAINED_OPERATIONS`.
 */
export function validateInput(operation: string, input: unknown): void {
  refuse(TABLE, brokenConstraints(operation, input));
}

/**
 * The constraints that a decoded input breaks, in the order of the model's members.
 * @throws Error for an operation that is not among `CONSTRAINED_OPERATIONS`.
 */
export function brokenConstraints(operation: string, input: unknown): readonly Violation[] {
  return satisfied.isBy(operation, input) ? [] : violations(TABLE, schemas, operation, input);
}

/** `validateInput` against another table. */
export function check(table: ConstraintTable, using: InputSchemas, operation: string, input: unknown): void {
  refuse(table, violations(table, using, operation, input));
}

function refuse(table: ConstraintTable, broken: readonly Violation[]): void {
  const misfit = broken.find(({ constraint }) => constraint.kind === 'type' || constraint.kind === 'number-type');
  if (misfit) throw new ServiceError('SerializationException', misfitMessage(misfit));
  if (broken.length > 0) throw new ServiceError('ValidationException', validationMessage(table, broken));
}

function misfitMessage({ constraint, steps, value }: Violation): string {
  if (constraint.kind !== 'number-type') return `The value at '${path(steps)}' has a wrong type`;
  return `${value} at '${path(steps)}' can not be converted to ${constraint.type === 'long' ? 'a Long' : 'an Integer'}`;
}
