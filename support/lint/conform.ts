import { isScalar, type Shape, shapeOf, TABLE } from '../sagemaker/constraints/table.ts';
import type { Remark } from './types.ts';
import { isObject, Undecided } from './undecided.ts';

export interface Conformed {
  readonly request: Readonly<Record<string, unknown>>;
  readonly undecided: readonly Remark[];
  readonly misfits: readonly Remark[];
  readonly unknown: readonly Remark[];
  /** Names that stand for the ids of subnets and security groups, and what they are. */
  readonly names: ReadonlyMap<string, string>;
}

type Remarks = { readonly [Kind in 'undecided' | 'misfits' | 'unknown']: Remark[] } & {
  readonly names: Map<string, string>;
  readonly stands: boolean;
};

const LEFT_OUT = Symbol('left out');

/**
 * A request with the API's own names and types, by the model's table: names of another case (CloudTrail's) are taken for
 * the API's, and what does not fit is left out and told.
 * @param stands whether the document has a network of its own, in which parts of it have names
 */
export function conform(operation: string, value: unknown, { stands = false } = {}): Conformed {
  const remarks: Remarks = { undecided: [], misfits: [], unknown: [], names: new Map(), stands };
  const read = readValue(TABLE.operations[operation] ?? '', value, [], remarks);
  const { undecided, misfits, unknown, names } = remarks;
  return { request: isObject(read) ? read : {}, undecided, misfits, unknown, names };
}

function readValue(name: string, value: unknown, path: readonly (string | number)[], remarks: Remarks): unknown {
  if (value === undefined || value === null) return LEFT_OUT;
  if (value instanceof Undecided) {
    if (!remarks.stands || value.stands === undefined || !/^(SubnetId|SecurityGroupId)$/.test(name)) {
      return remark(remarks.undecided, path, value.why);
    }
    remarks.names.set(value.stands, value.why);
    return value.stands;
  }
  const shape = shapeOf(TABLE, name);
  if (isWhole(shape) && typeof value === 'string') {
    const number = numberOf(value);
    if (number !== undefined) return readValue(name, number, path, remarks);
    return remark(remarks.undecided, path, `is the text ${JSON.stringify(value)}, not a number`);
  }
  if (isWhole(shape) && typeof value === 'number' && !Number.isSafeInteger(value)) {
    return remark(remarks.undecided, path, `is ${value}, not a whole number`);
  }
  if (shape.type === 'integer' && typeof value === 'number' && Math.abs(value) > MOST_INTEGER) {
    return remark(remarks.undecided, path, `is ${value}, beyond what the API takes`);
  }
  const misfit = misfitOf(shape, value);
  if (misfit) return remark(remarks.misfits, path, misfit);
  if (isScalar(shape)) return value;
  if (Array.isArray(value)) {
    const { member } = shape as Extract<Shape, { type: 'list' }>;
    return value.flatMap((item, index) => kept(readValue(member, item, [...path, index + 1], remarks)));
  }
  const from = value as Record<string, unknown>;
  const entries = Object.entries(from).map(([key, item]): readonly [string, unknown] => {
    const at = shape.type === 'structure' ? memberOf(shape.members, key) : undefined;
    if (shape.type === 'structure' && !at) return [key, remark(remarks.unknown, [...path, key], 'is no member of it')];
    const [known, target] = at ?? [key, (shape as Extract<Shape, { type: 'map' }>).value];
    return [known, readValue(target, item, [...path, known], remarks)];
  });
  return Object.fromEntries(entries.filter(([, item]) => item !== LEFT_OUT));
}

/** The API's integers have 32 bits. */
const MOST_INTEGER = 2 ** 31 - 1;

const isWhole = ({ type }: Shape): boolean => type === 'integer' || type === 'long';

/** A count given as text is a count: templates, and what fills them in, write `"2"`. */
function numberOf(text: string): number | undefined {
  return /^[-+]?\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}

/** The exact name before one of another case. */
function memberOf(members: Readonly<Record<string, string>>, key: string): readonly [string, string] | undefined {
  const exact = Object.hasOwn(members, key) ? members[key] : undefined;
  if (exact !== undefined) return [key, exact];
  return Object.entries(members).find(([name]) => name.toLowerCase() === key.toLowerCase());
}

function misfitOf({ type }: Shape, value: unknown): string | undefined {
  const is = Array.isArray(value)
    ? 'a list'
    : isObject(value)
      ? 'an object'
      : `the ${typeof value} ${JSON.stringify(value)}`;
  const wanted = WANTED[type];
  return !wanted || wanted.fits(value) ? undefined : `is ${is}, not ${wanted.name}`;
}

/** Types that decide here. Of other scalars any will do. */
const WANTED: Readonly<Record<string, { readonly name: string; readonly fits: (value: unknown) => boolean }>> = {
  structure: { name: 'an object', fits: isObject },
  map: { name: 'an object', fits: isObject },
  list: { name: 'a list', fits: Array.isArray },
  boolean: { name: 'true or false', fits: (value) => typeof value === 'boolean' },
  integer: { name: 'a number', fits: (value) => typeof value === 'number' },
  long: { name: 'a number', fits: (value) => typeof value === 'number' },
  string: { name: 'a string', fits: (value) => typeof value !== 'object' },
};

const kept = (value: unknown): readonly unknown[] => (value === LEFT_OUT ? [] : [value]);

function remark(list: Remark[], path: readonly (string | number)[], text: string): typeof LEFT_OUT {
  list.push({ path: path.join('.'), text });
  return LEFT_OUT;
}
