/**
 * For tests over a whole table: every place where an input can hold a value, and inputs that are valid but for what is
 * put into one of them.
 */

import { matches, translate } from '../../support/sagemaker/constraints/pattern.ts';
import {
  type ConstraintTable,
  isScalar,
  type NumberShape,
  type Shape,
  type StringShape,
  type StructureShape,
  shapeOf,
} from '../../support/sagemaker/constraints/table.ts';
import fc from '../fast-check.ts';

/** A member of a structure, an element of a list, or a key or value of a map. */
export interface Site {
  readonly shape: string;
  readonly steps: readonly SiteStep[];
  /** Of a member: whether it must be there. */
  readonly required: boolean;
}

export type SiteStep =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'element' | 'key' }
  /** The key that `inputWith` puts the value under. */
  | { readonly kind: 'value'; readonly key: string };

/** Patterns that fast-check can not make values for, with values that AWS's documentation gives or that follow from it. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  '[\\S\\s]*': ['', 'a', 'a\nb', 'é \u{1f600}'],
  '[\\s\\S]+': ['a', 'SELECT *\nFROM t', 'é \u{1f600}'],
  '[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*': ['', 'AwsDataCatalog', 'é \u{1f600}'],
  '(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)': [
    'a',
    'my-algorithm',
    'arn:aws:sagemaker:eu-central-1:123456789012:algorithm/my-algorithm',
  ],
  'arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]{9,16}:[0-9]{12}:model-package/[\\S]{1,2048}': [
    'arn:aws:sagemaker:eu-central-1:123456789012:model-package/fraud/1',
  ],
  'arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]{9,16}:[0-9]{12}:model-package-group/[\\S]{1,2048}': [
    'arn:aws:sagemaker:eu-central-1:123456789012:model-package-group/fraud',
  ],
};

/** Patterns that every string matches that is not empty. */
const EVERY_STRING = ['[\\S\\s]*', '[\\s\\S]+'];

/** How many strings are made per shape: more than any map of the table may have keys. */
const POOL = 150;

/** Every place in the inputs of an operation, in the model's order; a shape within itself is entered once. */
export function sitesOf(table: ConstraintTable, operation: string): Site[] {
  return [...walk(table, inputShape(table, operation), [], [])];
}

function* walk(
  table: ConstraintTable,
  name: string,
  steps: readonly SiteStep[],
  above: readonly string[],
): Generator<Site> {
  if (above.includes(name)) return;
  for (const site of inside(table, name)) {
    const at = { ...site, steps: [...steps, ...site.steps] };
    yield at;
    yield* walk(table, at.shape, at.steps, [...above, name]);
  }
}

function inside(table: ConstraintTable, name: string): Site[] {
  const shape = shapeOf(table, name);
  if (shape.type === 'list') return [{ shape: shape.member, steps: [{ kind: 'element' }], required: false }];
  if (shape.type === 'map') {
    return [
      { shape: shape.key, steps: [{ kind: 'key' }], required: false },
      { shape: shape.value, steps: [{ kind: 'value', key: firstKey(table, name) }], required: false },
    ];
  }
  if (shape.type !== 'structure') return [];
  return Object.entries(shape.members).map(([name, target]) => ({
    shape: target,
    steps: [{ kind: 'member', name }],
    required: shape.required?.includes(name) ?? false,
  }));
}

function firstKey(table: ConstraintTable, map: string): string {
  return Object.keys(validElements(table, map, 1))[0] as string;
}

/** An input that is valid but for `value` at the site. `undefined` leaves the member out. */
export function inputWith(table: ConstraintTable, operation: string, site: Site, value: unknown): unknown {
  return put(table, inputShape(table, operation), site.steps, value);
}

function put(table: ConstraintTable, name: string, [step, ...rest]: readonly SiteStep[], value: unknown): unknown {
  if (!step) return value;
  const shape = shapeOf(table, name);
  if (shape.type === 'structure' && step.kind === 'member') {
    const inner = put(table, shape.members[step.name] as string, rest, value);
    const { [step.name]: _, ...others } = validValue(table, name) as Record<string, unknown>;
    if (inner === undefined) return others;
    return { ...(shape.union ? {} : others), [step.name]: inner };
  }
  if (shape.type === 'list') {
    const [, ...others] = validElements(table, name, Math.max(shape.min ?? 0, 1)) as unknown[];
    return [put(table, shape.member, rest, value), ...others];
  }
  if (shape.type === 'map') {
    const [[key, item] = [], ...others] = Object.entries(validElements(table, name, Math.max(shape.min ?? 0, 1)));
    const entry = step.kind === 'key' ? [String(value), item] : [key, put(table, shape.value, rest, value)];
    return Object.fromEntries([entry, ...others]);
  }
  throw new Error(`No step ${step.kind} into ${name}`);
}

function inputShape(table: ConstraintTable, operation: string): string {
  return table.operations[operation] as string;
}

/** The smallest valid value. */
export function validValue(table: ConstraintTable, name: string): unknown {
  const shape = shapeOf(table, name);
  if (shape.type === 'list' || shape.type === 'map') return validElements(table, name, shape.min ?? 0);
  if (shape.type === 'structure') {
    const members = givenMembers(shape).map((member) => [member, validValue(table, shape.members[member] as string)]);
    return Object.fromEntries(members);
  }
  return validScalar(shape as StringShape);
}

/** The members that a structure cannot do without: of a union, any one. */
function givenMembers({ union, required = [], members }: StructureShape): readonly string[] {
  return union ? Object.keys(members).slice(0, 1) : required;
}

/** A list or map with so many valid elements. */
export function validElements(
  table: ConstraintTable,
  name: string,
  count: number,
): Record<string, unknown> | unknown[] {
  const shape = shapeOf(table, name);
  if (shape.type === 'list') return Array.from({ length: count }, () => validValue(table, shape.member));
  if (shape.type !== 'map') throw new Error(`${name} has no elements`);
  const keys = [...new Set(pool(shapeOf(table, shape.key) as StringShape))].slice(0, count);
  if (keys.length < count) throw new Error(`Too few keys for ${name}`);
  return Object.fromEntries(keys.map((key) => [key, validValue(table, shape.value)]));
}

function validScalar(shape: Shape): unknown {
  if (!isScalar(shape)) throw new Error('Not a scalar');
  if (shape.type === 'string') return pool(shape)[0];
  if (shape.type === 'boolean') return true;
  if (shape.type === 'timestamp') return new Date(0);
  if (shape.type === 'blob') return new Uint8Array();
  const { min, max } = shape as NumberShape;
  return min ?? Math.min(max ?? 1, 1);
}

/** Strings that satisfy the shape. */
export function validStrings(shape: StringShape): fc.Arbitrary<string> {
  return fc.constantFrom(...pool(shape));
}

const pools = new WeakMap<StringShape, readonly string[]>();

/** Made once per shape: an arbitrary of a pattern with Unicode classes takes long to set up. */
function pool(shape: StringShape): readonly string[] {
  const known = pools.get(shape);
  if (known) return known;
  const made = shape.enum ?? [...new Set(fc.sample(strings(shape), { numRuns: POOL, seed: 1 }))];
  pools.set(shape, made);
  return made;
}

function strings({ min = 0, max = min + 64, pattern }: StringShape): fc.Arbitrary<string> {
  if (pattern === undefined) return fc.string({ minLength: min, maxLength: Math.min(max, min + 64) });
  const examples = EXAMPLES[pattern];
  const matching = examples ? fc.constantFrom(...examples) : fc.stringMatching(translate(pattern));
  return matching.filter((text) => [...text].length >= min && [...text].length <= max);
}

/** Strings within the bounds of length that break the pattern; undefined when every string satisfies it. */
export function mismatches({ min = 0, max = min + 64, pattern }: StringShape): fc.Arbitrary<string> | undefined {
  if (pattern === undefined || EVERY_STRING.includes(pattern)) return undefined;
  const breakers = fc.constantFrom('\u2028', '\n', '!', '\u0000', '-', '\u{1f600}', ' ');
  const filler = fc.string({ minLength: min, maxLength: Math.min(max, min + 32) });
  return fc
    .tuple(filler, breakers)
    .map(([text, breaker]) => text.slice(0, max - 1) + breaker)
    .filter((text) => !matches(pattern, text) && [...text].length >= min && [...text].length <= max);
}

/** A string of exactly so many characters, from the pattern where one can be found. */
export function stringOfLength(length: number, shape: StringShape): string {
  const { pattern = '.*' } = shape;
  for (const filler of ['a', '1', '/', '0K']) {
    const text = filler.repeat(length).slice(-length || length);
    if (matches(pattern, text)) return text;
  }
  const start = EXAMPLES[pattern]?.at(-1) ?? pool(shape)[0] ?? '';
  for (const filler of ['a', '1', '0']) {
    const text = start.padEnd(length, filler);
    if (text.length === length && matches(pattern, text)) return text;
  }
  return 'a'.repeat(length);
}
