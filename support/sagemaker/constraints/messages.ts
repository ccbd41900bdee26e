import { plural } from '../../text/words.ts';
/**
 * Violations in the words of the service. The form for one and for several, of paths, of lists of scalars and of maps is
 * as observed; that of a missing member is known from the framework only; that of a union is ours.
 */

import type { Constraint } from './constraint.ts';
import type { ConstraintTable } from './table.ts';
import { cut, lowerCamel, print } from './value.ts';
import type { Step, Violation } from './violation.ts';

/** Most characters of clauses in one message, and of a map's key in a path. The service knows no such bounds. */
const LONGEST_MESSAGE = 65_536;
const LONGEST_KEY = 256;

/** `2 validation errors detected: …; …`. Clauses beyond the limit are counted, with their number at the end. */
export function validationMessage(table: ConstraintTable, violations: readonly Violation[]): string {
  const clauses: string[] = [];
  let length = 0;
  for (const violation of violations) {
    const text = clause(table, violation);
    length += text.length;
    if (clauses.length > 0 && length > LONGEST_MESSAGE) break;
    clauses.push(text);
  }
  const count = violations.length;
  const left = count - clauses.length;
  const rest = left > 0 ? `; … (train-encrypt leaves out ${left} more)` : '';
  return `${count} validation ${plural(count, 'error')} detected: ${clauses.join('; ')}${rest}`;
}

function clause(table: ConstraintTable, { constraint, shape, steps, value }: Violation): string {
  const shown = constraint.kind === 'required' ? 'null' : `'${print(table, shape, value)}'`;
  return `Value ${shown} at '${path(steps)}' failed to satisfy constraint: ${demand(constraint)}`;
}

/** Elements are counted from one, and `member` stands for what is inside of a list or map. */
export function path(steps: readonly Step[]): string {
  return steps
    .flatMap((step) => {
      if (step.kind === 'member') return [lowerCamel(step.name)];
      return [typeof step.key === 'number' ? step.key + 1 : cut(step.key, LONGEST_KEY), 'member'];
    })
    .join('.');
}

function demand(constraint: Violation['constraint']): string {
  switch (constraint.kind) {
    case 'required':
      return 'Member must not be null';
    case 'pattern':
      return `Member must satisfy regular expression pattern: ${constraint.pattern}`;
    case 'max-length':
      return `Member must have length less than or equal to ${constraint.limit}`;
    case 'min-length':
      return `Member must have length greater than or equal to ${constraint.limit}`;
    case 'max-value':
      return `Member must have value less than or equal to ${constraint.limit}`;
    case 'min-value':
      return `Member must have value greater than or equal to ${constraint.limit}`;
    case 'enum':
      return `Member must satisfy enum value set: [${constraint.values.join(', ')}]`;
    case 'elements':
      return `Member must satisfy constraint: ${demands(constraint.of)}`;
    case 'keys':
      return `Map keys must satisfy constraint: ${demands(constraint.of)}`;
    case 'values':
      return `Map value must satisfy constraint: ${demands(constraint.of)}`;
    case 'union':
      return `Member must give exactly one of: [${constraint.members.join(', ')}] (worded by train-encrypt)`;
    case 'number-type':
    case 'type':
      throw new Error(`train-encrypt: a violation of kind ${constraint.kind} is no validation error`);
  }
}

function demands(constraints: readonly Constraint[]): string {
  return `[${constraints.map(demand).join(', ')}]`;
}
