/** Whether an input satisfies every constraint: a quick yes for most requests, of which nothing has to be reported. */

import { type Constraint, elementConstraints, isBroken, lengthConstraints, scalarConstraints } from './constraint.ts';
import {
  type ConstraintTable,
  isScalar,
  type ListShape,
  type MapShape,
  type ScalarShape,
  type Shape,
  type StructureShape,
  shapeOf,
} from './table.ts';

type Test = (value: unknown) => boolean;

/**
 * The tests of one table: built on first use, one per shape. Where one says yes, the schemas of `InputSchemas` find
 * nothing; where it says no, they are asked what it is.
 */
export class Satisfied {
  readonly #table: ConstraintTable;
  readonly #tests = new Map<string, Test>();

  constructor(table: ConstraintTable) {
    this.#table = table;
  }

  /** False for an operation that the table does not have. */
  isBy(operation: string, input: unknown): boolean {
    const shape = Object.hasOwn(this.#table.operations, operation) ? this.#table.operations[operation] : undefined;
    return shape !== undefined && this.#test(shape)(input);
  }

  #test(name: string): Test {
    const known = this.#tests.get(name);
    if (known) return known;
    // A shape may contain itself.
    this.#tests.set(name, (value) => this.#test(name)(value));
    const test = this.#build(shapeOf(this.#table, name));
    this.#tests.set(name, test);
    return test;
  }

  #build(shape: Shape): Test {
    if (shape.type === 'structure') return this.#structure(shape);
    if (shape.type === 'list') return this.#list(shape);
    return shape.type === 'map' ? this.#map(shape) : scalar(shape, scalarConstraints(shape));
  }

  #structure({ members, required = [], union }: StructureShape): Test {
    const tests = Object.entries(members).map(([name, target]) => {
      return { name, isRequired: required.includes(name), test: this.#test(target) };
    });
    return (value) => {
      if (!isObject(value)) return false;
      let given = 0;
      for (const { name, isRequired, test } of tests) {
        const member = value[name];
        if (member === undefined) {
          if (isRequired) return false;
        } else {
          given += 1;
          if (!test(member)) return false;
        }
      }
      return !union || given === 1;
    };
  }

  #list(shape: ListShape): Test {
    const own = lengthConstraints(shape);
    const test = this.#elements(shape.member);
    return (value) => Array.isArray(value) && holdAll(own, value) && value.every((element) => test(element));
  }

  #map(shape: MapShape): Test {
    const own = lengthConstraints(shape);
    const ofKey = this.#elements(shape.key);
    const ofValue = this.#elements(shape.value);
    return (value) =>
      isObject(value) &&
      holdAll(own, value) &&
      Object.entries(value).every(([key, element]) => ofKey(key) && ofValue(element));
  }

  #elements(name: string): Test {
    const shape = shapeOf(this.#table, name);
    return isScalar(shape) ? scalar(shape, elementConstraints(shape)) : this.#test(name);
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const holdAll = (constraints: readonly Constraint[], value: unknown): boolean => {
  for (const constraint of constraints) if (isBroken(constraint, value)) return false;
  return true;
};

function scalar({ type }: ScalarShape, constraints: readonly Constraint[]): Test {
  const isOfType = TYPES[type];
  return (value) => isOfType(value) && holdAll(constraints, value);
}

const isNumber: Test = (value) => typeof value === 'number';

const TYPES: Readonly<Record<ScalarShape['type'], Test>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  timestamp: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  blob: (value) => value instanceof Uint8Array,
  integer: isNumber,
  long: isNumber,
  float: isNumber,
  double: isNumber,
};
