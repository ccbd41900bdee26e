/** Zod schemas for the inputs of operations, built from the table of constraints. */

import { z } from 'zod';
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

/**
 * Bounds on the work for one request of many small structures: of a list that is longer than allowed so many elements
 * are looked into (or as many as are allowed), and of any list so many issues are collected.
 */
const MOST_ELEMENTS = 100;
const MOST_ISSUES = 1000;

const REQUIRED: Constraint = { kind: 'required' };

/** What the issues of these schemas carry in `params`; an issue without is about a value that is absent, or no such type. */
export interface IssueParams {
  readonly constraint: Constraint;
}

/** The schemas of one table: built on first use, one per shape. */
export class InputSchemas {
  readonly #table: ConstraintTable;
  readonly #schemas = new Map<string, z.ZodType>();

  constructor(table: ConstraintTable) {
    this.#table = table;
  }

  /** @throws Error when the table has no such operation. */
  operation(name: string): z.ZodType {
    const input = Object.hasOwn(this.#table.operations, name) ? this.#table.operations[name] : undefined;
    if (input) return this.#shape(input);
    throw new Error(`train-encrypt: no constraints are known for ${name}: add it to CONSTRAINED_OPERATIONS`);
  }

  #shape(name: string): z.ZodType {
    const known = this.#schemas.get(name);
    if (known) return known;
    // A shape may contain itself: until it is built it is known by a promise of it.
    this.#schemas.set(
      name,
      z.lazy(() => this.#shape(name)),
    );
    const schema = this.#build(shapeOf(this.#table, name));
    this.#schemas.set(name, schema);
    return schema;
  }

  #build(shape: Shape): z.ZodType {
    if (shape.type === 'structure') return shape.union ? this.#union(shape) : this.#structure(shape);
    if (shape.type === 'list') return this.#list(shape);
    return shape.type === 'map' ? this.#map(shape) : scalar(shape);
  }

  #structure({ members, required = [] }: StructureShape): z.ZodType {
    const entries = Object.entries(members).map(([name, target]): [string, z.ZodType] => {
      const schema = this.#shape(target);
      return [name, required.includes(name) ? schema : schema.optional()];
    });
    return z.object(Object.fromEntries(entries));
  }

  #union({ members }: StructureShape): z.ZodType {
    const names = Object.keys(members);
    const schemas = Object.entries(members).map(([name, target]) => [name, this.#shape(target)] as const);
    return plainObject.superRefine((union, context) => {
      const given = schemas.filter(([name]) => !isBroken(REQUIRED, union[name]));
      if (given.length !== 1) add(context, { kind: 'union', members: names });
      for (const [name, schema] of given) reportInner(context, schema, [[name, union[name]]]);
    });
  }

  #list(shape: ListShape): z.ZodType {
    const own = lengthConstraints(shape);
    const element = shapeOf(this.#table, shape.member);
    const schema = this.#shape(shape.member);
    const ofElements = isScalar(element) ? elementConstraints(element) : undefined;
    return z.array(z.unknown()).superRefine((list, context) => {
      report(context, own, list);
      if (ofElements) reportGroup(context, 'elements', ofElements, list);
      else reportInner(context, schema, [...list.entries()], shape.max);
    });
  }

  #map(shape: MapShape): z.ZodType {
    const own = lengthConstraints(shape);
    const key = shapeOf(this.#table, shape.key);
    const value = shapeOf(this.#table, shape.value);
    const schema = this.#shape(shape.value);
    const ofKeys = isScalar(key) ? elementConstraints(key) : [];
    const ofValues = constraintsOfValues(value);
    return plainObject.superRefine((map, context) => {
      report(context, own, map);
      reportGroup(context, 'keys', ofKeys, Object.keys(map));
      if (ofValues) reportGroup(context, 'values', ofValues, Object.values(map));
      if (!isScalar(value)) reportInner(context, schema, Object.entries(map), shape.max, ofValues);
    });
  }
}

/** Unlike a record this keeps a key `__proto__`, which a map may have. */
const plainObject = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

function scalar(shape: ScalarShape): z.ZodType {
  const constraints = scalarConstraints(shape);
  return scalarType(shape).superRefine((value, context) => report(context, constraints, value));
}

function scalarType({ type }: ScalarShape): z.ZodType {
  switch (type) {
    case 'string':
      return z.string();
    case 'boolean':
      return z.boolean();
    case 'timestamp':
      return z.date();
    case 'blob':
      return z.instanceof(Uint8Array);
    default:
      // Not `z.number()`: a float may be NaN or infinite, and for an integer the constraint says so.
      return z.custom((value) => typeof value === 'number');
  }
}

function report(context: z.RefinementCtx, constraints: readonly Constraint[], value: unknown): void {
  for (const constraint of constraints) if (isBroken(constraint, value)) add(context, constraint);
}

/** However many elements break their constraints, the list breaks one. */
function reportGroup(
  context: z.RefinementCtx,
  kind: 'elements' | 'keys' | 'values',
  of: readonly Constraint[],
  values: readonly unknown[],
): void {
  const numberType = of.find((constraint) => constraint.kind === 'number-type');
  if (numberType && values.some((value) => isBroken(numberType, value))) add(context, numberType);
  if (values.some((value) => isBroken(REQUIRED, value))) add(context, { kind, of: [REQUIRED] });
  const rest = of.filter((constraint) => constraint !== numberType);
  if (values.some((value) => rest.some((constraint) => isBroken(constraint, value)))) add(context, { kind, of: rest });
}

/** The map reports for lists and maps inside it too: `Map value must satisfy constraint: [Member must have length …]`. */
function constraintsOfValues(value: Shape): readonly Constraint[] | undefined {
  if (value.type === 'structure') return undefined;
  return value.type === 'list' || value.type === 'map' ? lengthConstraints(value) : elementConstraints(value);
}

/** @param reported constraints that the container has already reported for its values */
function reportInner(
  context: z.RefinementCtx,
  schema: z.ZodType,
  entries: readonly (readonly [string | number, unknown])[],
  max = entries.length,
  reported?: readonly Constraint[],
): void {
  for (const [key, value] of entries.slice(0, Math.max(max, MOST_ELEMENTS))) {
    if (context.issues.length >= MOST_ISSUES) return;
    for (const issue of schema.safeParse(value ?? undefined).error?.issues ?? []) {
      const params = 'params' in issue ? issue.params : undefined;
      if (issue.path.length === 0 && reported && isReported(reported, value, params as IssueParams | undefined))
        continue;
      context.addIssue({ code: 'custom', path: [key, ...issue.path], params });
    }
  }
}

function isReported(reported: readonly Constraint[], value: unknown, params: IssueParams | undefined): boolean {
  if (isBroken(REQUIRED, value)) return true;
  return reported.some(({ kind }) => kind === params?.constraint.kind);
}

function add(context: z.RefinementCtx, constraint: Constraint): void {
  const params: IssueParams = { constraint };
  context.addIssue({ code: 'custom', params: { ...params } });
}
