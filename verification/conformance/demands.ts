import { type Shape, shapeOf, TABLE } from '../../support/sagemaker/constraints/table.ts';

/**
 * What a shape of the API model demands of a value, in the words of the service. Written again for this check, so that
 * it shares neither wording nor judgement with the code that it checks.
 */

export interface Demand {
  readonly text: string;
  readonly isBrokenBy: (value: unknown) => boolean;
}

/** In the order of the texts that were observed: pattern, length, set. A length of at least zero is not listed. */
export function demandsOf(shape: string): readonly Demand[] {
  return [...demands(shapeOf(TABLE, shape))];
}

/** Of elements, keys and values, as recorded: lengths first, one of at least zero too where the model has it. */
export function elementDemandsOf(name: string): readonly Demand[] {
  const shape = shapeOf(TABLE, name);
  if (shape.type !== 'string') return demandsOf(name);
  const { min, max, pattern: source, enum: values } = shape;
  return [
    ...(max === undefined ? [] : [bound('length less', max, (value) => size(value) > max)]),
    ...(min === undefined ? [] : [bound('length greater', min, (value) => size(value) < min)]),
    ...(source === undefined ? [] : [pattern(source)]),
    ...(values === undefined ? [] : [oneOf(values)]),
  ];
}

function* demands(shape: Shape): Generator<Demand> {
  if (shape.type === 'list' || shape.type === 'map' || shape.type === 'string') {
    if (shape.type === 'string' && shape.pattern !== undefined) yield pattern(shape.pattern);
    const { min = 0, max = Number.POSITIVE_INFINITY } = shape;
    if (max < Number.POSITIVE_INFINITY) yield bound('length less', max, (value) => size(value) > max);
    if (min > 0) yield bound('length greater', min, (value) => size(value) < min);
    if (shape.type === 'string' && shape.enum !== undefined) yield oneOf(shape.enum);
  } else if ('min' in shape || 'max' in shape) {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape;
    if (max < Number.POSITIVE_INFINITY) yield bound('value less', max, (value) => Number(value) > max);
    if (min > Number.NEGATIVE_INFINITY) yield bound('value greater', min, (value) => Number(value) < min);
  }
}

function bound(what: string, limit: number, isBrokenBy: Demand['isBrokenBy']): Demand {
  return { text: `Member must have ${what} than or equal to ${limit}`, isBrokenBy };
}

function pattern(source: string): Demand {
  const whole = expression(source);
  return {
    text: `Member must satisfy regular expression pattern: ${source}`,
    isBrokenBy: (value) => !whole.test(String(value)),
  };
}

function oneOf(values: readonly string[]): Demand {
  return {
    text: `Member must satisfy enum value set: [${values.join(', ')}]`,
    isBrokenBy: (value) => !values.includes(String(value)),
  };
}

/** Some of the model's patterns escape characters that JavaScript does not allow escaped in a Unicode expression. */
function expression(source: string): RegExp {
  // Java's POSIX classes are of ASCII; JavaScript has none.
  const whole = `^(?:${source.replaceAll('\\p{Alnum}', 'A-Za-z0-9')})$`;
  try {
    return new RegExp(whole, 'u');
  } catch {
    return new RegExp(whole);
  }
}

/** Characters, elements or entries. */
function size(value: unknown): number {
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : Object.keys(value as object).length;
}
