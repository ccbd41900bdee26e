/** A value as the service's framework prints it in a message: `[a, b]`, `{k=v}`. */

import { type ConstraintTable, type Shape, shapeOf } from './table.ts';

/**
 * Most characters of a value that a message repeats. The service prints values whole; ours would come back as large as
 * the request, up to several MiB.
 */
export const LONGEST_PRINTED = 16_384;

/**
 * A structure's own form is not known for SageMaker: `Shape(member=value)` is what other services of the same framework
 * print. A value that is cut ends in `…`.
 */
export function print(table: ConstraintTable, shape: string | undefined, value: unknown): string {
  let text = '';
  for (const piece of pieces(table, shape, value)) {
    text += piece.slice(0, LONGEST_PRINTED + 1);
    if (text.length > LONGEST_PRINTED) return `${cut(text, LONGEST_PRINTED)}…`;
  }
  return text;
}

/** At most `length` UTF-16 units, never half of a character. */
export function cut(text: string, length: number): string {
  const end = text.codePointAt(length - 1);
  return text.slice(0, end !== undefined && end > 0xffff ? length - 1 : length);
}

function* pieces(table: ConstraintTable, name: string | undefined, value: unknown): Generator<string> {
  const shape = name === undefined ? undefined : shapeOf(table, name);
  if (value === null || value === undefined) yield 'null';
  else if (Array.isArray(value)) yield* list(table, shape, value);
  else if (value instanceof Date) yield value.toISOString();
  else if (typeof value === 'object') yield* entries(table, name, shape, Object.entries(value));
  else yield scalar(shape, value);
}

function* list(table: ConstraintTable, shape: Shape | undefined, values: readonly unknown[]): Generator<string> {
  const element = shape?.type === 'list' ? shape.member : undefined;
  yield '[';
  for (const [index, value] of values.entries()) {
    if (index > 0) yield ', ';
    yield* pieces(table, element, value);
  }
  yield ']';
}

function* entries(
  table: ConstraintTable,
  name: string | undefined,
  shape: Shape | undefined,
  values: readonly (readonly [string, unknown])[],
): Generator<string> {
  const members = shape?.type === 'structure' ? shape.members : undefined;
  const [open, close] = members ? [`${name}(`, ')'] : ['{', '}'];
  yield open;
  for (const [index, [key, value]] of values.entries()) {
    yield `${index > 0 ? ', ' : ''}${members ? lowerCamel(key) : key}=`;
    yield* pieces(table, members ? members[key] : shape?.type === 'map' ? shape.value : undefined, value);
  }
  yield close;
}

/** Java prints a whole floating point number with a fraction. */
function scalar(shape: Shape | undefined, value: unknown): string {
  const isFloat = shape?.type === 'float' || shape?.type === 'double';
  return isFloat && Number.isInteger(value) ? `${value}.0` : String(value);
}

/** `VpcConfig` → `vpcConfig`, as the framework names members in paths. */
export function lowerCamel(member: string): string {
  return member.charAt(0).toLowerCase() + member.slice(1);
}
