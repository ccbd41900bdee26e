/** One demand on one value, such as "at most 32 characters", and whether a value breaks it. */

import { matches } from './pattern.ts';
import type { ListShape, MapShape, NumberType, ScalarShape } from './table.ts';

export type Constraint =
  | { readonly kind: 'required' }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'max-length' | 'min-length' | 'max-value' | 'min-value'; readonly limit: number }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  /** On a list of scalars: some element breaks one of these. */
  | { readonly kind: 'elements'; readonly of: readonly Constraint[] }
  /** On a map: some key breaks one of these. */
  | { readonly kind: 'keys'; readonly of: readonly Constraint[] }
  /** On a map of scalars: some value breaks one of these. */
  | { readonly kind: 'values'; readonly of: readonly Constraint[] }
  /** On a union: not exactly one of its members is given. */
  | { readonly kind: 'union'; readonly members: readonly string[] }
  /** The protocol's own, not the model's: the number does not fit its type. */
  | { readonly kind: 'number-type'; readonly type: NumberType };

const INTEGER_BOUNDS: Readonly<Record<string, number>> = { integer: 2 ** 31, long: 2 ** 63 };

/** Lower bounds of zero on a length are left out: nothing breaks them. */
export function lengthConstraints({
  min = 0,
  max,
}: ListShape | MapShape | { min?: number; max?: number }): Constraint[] {
  const constraints: Constraint[] = [];
  if (max !== undefined) constraints.push({ kind: 'max-length', limit: max });
  if (min > 0) constraints.push({ kind: 'min-length', limit: min });
  return constraints;
}

/**
 * What is demanded of the elements of a list, or of the keys or values of a map, in the order in which the service lists
 * it (recorded): lengths first, then the pattern. A lower bound of zero is listed too where the model has one.
 */
export function elementConstraints(shape: ScalarShape): Constraint[] {
  if (shape.type !== 'string') return scalarConstraints(shape);
  return [
    ...(shape.max === undefined ? [] : [{ kind: 'max-length', limit: shape.max } as const]),
    ...(shape.min === undefined ? [] : [{ kind: 'min-length', limit: shape.min } as const]),
    ...(shape.pattern === undefined ? [] : [{ kind: 'pattern', pattern: shape.pattern } as const]),
    ...(shape.enum === undefined ? [] : [{ kind: 'enum', values: shape.enum } as const]),
  ];
}

export function scalarConstraints(shape: ScalarShape): Constraint[] {
  switch (shape.type) {
    case 'string':
      return [
        ...(shape.pattern === undefined ? [] : [{ kind: 'pattern', pattern: shape.pattern } as const]),
        ...lengthConstraints(shape),
        ...(shape.enum === undefined ? [] : [{ kind: 'enum', values: shape.enum } as const]),
      ];
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return [
        ...(shape.type in INTEGER_BOUNDS ? [{ kind: 'number-type', type: shape.type } as const] : []),
        ...(shape.max === undefined ? [] : [{ kind: 'max-value', limit: shape.max } as const]),
        ...(shape.min === undefined ? [] : [{ kind: 'min-value', limit: shape.min } as const]),
      ];
    default:
      return [];
  }
}

/** Whether a value that is there breaks the constraint. Those on elements, keys and values are not decided here. */
export function isBroken(constraint: Constraint, value: unknown): boolean {
  switch (constraint.kind) {
    case 'required':
      return value === undefined || value === null;
    case 'pattern':
      return typeof value === 'string' && !matches(constraint.pattern, value);
    case 'enum':
      return typeof value === 'string' && !constraint.values.includes(value);
    case 'max-length':
      return length(value) > constraint.limit;
    case 'min-length':
      return length(value) < constraint.limit;
    case 'max-value':
      return typeof value === 'number' && value > constraint.limit;
    case 'min-value':
      return typeof value === 'number' && value < constraint.limit;
    case 'number-type':
      return typeof value === 'number' && !fits(constraint.type, value);
    default:
      return false;
  }
}

function fits(type: NumberType, value: number): boolean {
  const bound = INTEGER_BOUNDS[type] ?? Number.POSITIVE_INFINITY;
  return Number.isInteger(value) && value >= -bound && value < bound;
}

/**
 * Strings are counted in code points: that is how the model's language defines the length of a string
 * (https://smithy.io/2.0/spec/constraint-traits.html#length-trait), and how botocore, which reads the same model, counts.
 */
function length(value: unknown): number {
  if (typeof value === 'string') return countCodePoints(value);
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

function countCodePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    if ((text.codePointAt(i) as number) > 0xffff) i++;
    count++;
  }
  return count;
}
