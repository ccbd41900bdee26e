import * as sdk from '@aws-sdk/client-sagemaker';
import { NormalizedSchema } from '@smithy/core/schema';
import {
  type ListShape,
  type MapShape,
  type NumberShape,
  type StringShape,
  type StructureShape,
  shapeOf,
  TABLE,
} from '../../support/sagemaker/constraints/table.ts';
import fc from '../fast-check.ts';
import {
  inputWith,
  mismatches,
  type Site,
  sitesOf,
  stringOfLength,
  validElements,
  validStrings,
  validValue,
} from './broken-constraints.ts';
import { demandsOf } from './demands.ts';
import { type Expected, expectedOf } from './expected.ts';

/** One constraint at one place of an operation's input, with a request that breaks it and one at its edge. */
export interface Case {
  readonly operation: string;
  /** Where, such as `VpcConfig.Subnets.(element)`. */
  readonly site: string;
  readonly constraint: ConstraintName;
  /** `undefined` when no value breaks it. */
  readonly violating: Violating | undefined;
  /** The input; `undefined` when no value at the edge is known that satisfies all else. */
  readonly boundary: unknown;
}

export interface Violating {
  readonly input: unknown;
  /** `undefined`: nothing is known but that it is refused. */
  readonly expected: Expected | undefined;
}

export type ConstraintName = 'required' | 'enum' | 'pattern' | 'max' | 'min' | 'none given' | 'two given';

/** Values at a site. A `broken` that is `[]` is no value at all, `[undefined]` a member left out. */
interface Values {
  readonly constraint: ConstraintName;
  readonly broken: readonly unknown[];
  readonly kept: readonly unknown[];
}

const SEED = { seed: 1, numRuns: 8 };

/** A case for every constraint of the operation. */
export function casesOf(operation: string): readonly Case[] {
  return sitesOf(TABLE, operation)
    .filter((site) => isRead(operation, site))
    .flatMap((site) => valuesOf(site).map((values) => caseOf(operation, site, values)));
}

function caseOf(operation: string, site: Site, { constraint, broken, kept }: Values): Case {
  const inputOf = (value: unknown) => renamed(operation, site, inputWith(TABLE, operation, site, value));
  const violating = broken.map((value) => {
    const input = inputOf(value);
    return { input, expected: expectedOf(operation, site, input, value) };
  });
  return {
    operation,
    site: site.steps.map((step) => (step.kind === 'member' ? step.name : `(${step.kind})`)).join('.'),
    constraint,
    violating: violating[0],
    boundary: kept.map(inputOf)[0],
  };
}

let names = 0;

/** What an operation creates needs a name that is free, unless the name is what the request is about. */
function renamed(operation: string, { steps: [first] }: Site, input: unknown): unknown {
  if (!operation.startsWith('Create')) return input;
  const name = Object.keys(input as object).find((member) => member.endsWith('Name'));
  if (name === undefined || (first?.kind === 'member' && first.name === name)) return input;
  names += 1;
  return { ...(input as object), [name]: `conformance-${names.toString(36)}` };
}

function valuesOf({ shape, required }: Site): readonly Values[] {
  const own = ofShape(shape);
  if (!required) return own;
  return [{ constraint: 'required', broken: [undefined], kept: [validValue(TABLE, shape)] }, ...own];
}

function ofShape(name: string): readonly Values[] {
  const shape = shapeOf(TABLE, name);
  if (shape.type === 'structure') return shape.union ? ofUnion(shape) : [];
  if (shape.type === 'list' || shape.type === 'map') return ofSize(name, shape);
  if (shape.type === 'string') return ofString(name, shape);
  return 'min' in shape || 'max' in shape ? ofNumber(shape) : [];
}

function ofUnion({ members }: StructureShape): readonly Values[] {
  const [one = '', other = ''] = Object.keys(members);
  const given = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, validValue(TABLE, members[name] as string)]));
  return [
    { constraint: 'none given', broken: [given()], kept: [given(one)] },
    { constraint: 'two given', broken: [given(one, other)], kept: [given(other)] },
  ];
}

function ofSize(name: string, { min = 0, max }: ListShape | MapShape): readonly Values[] {
  const sized = (count: number) => [validElements(TABLE, name, count)];
  return [
    ...(max === undefined ? [] : [{ constraint: 'max', broken: sized(max + 1), kept: sized(max) } as const]),
    ...(min === 0 ? [] : [{ constraint: 'min', broken: sized(min - 1), kept: sized(min) } as const]),
  ];
}

function ofString(name: string, shape: StringShape): readonly Values[] {
  const { min = 0, max, pattern } = shape;
  const demands = demandsOf(name);
  const isValid = (text: string) => !demands.some(({ isBrokenBy }) => isBrokenBy(text));
  const valid = fc.sample(validStrings(shape), SEED);
  const exactly = (length: number) => {
    const text = stringOfLength(length, shape);
    return isValid(text) ? [text] : resized(valid, length, isValid);
  };
  const found: Values[] = [];
  if (shape.enum !== undefined) {
    found.push({ constraint: 'enum', broken: ['no-such-value'], kept: shape.enum.slice(0, 1) });
  }
  if (pattern !== undefined) {
    const breakers = mismatches(shape);
    found.push({
      constraint: 'pattern',
      broken: breakers ? fc.sample(breakers, SEED).slice(0, 1) : [],
      kept: valid.toSorted((a, b) => b.length - a.length).slice(0, 1),
    });
  }
  if (max !== undefined) {
    found.push({ constraint: 'max', broken: [stringOfLength(max + 1, shape)], kept: exactly(max) });
  }
  if (min > 0) found.push({ constraint: 'min', broken: [stringOfLength(min - 1, shape)], kept: exactly(min) });
  return found;
}

/** A valid string of exactly so many characters, from a valid one, by repeating one character or taking some out. */
function resized(starts: readonly string[], length: number, isValid: IsValid): readonly string[] {
  for (const start of starts) {
    const characters = [...start];
    const text = characters.length < length ? grown(characters, length, isValid) : shrunk(characters, length, isValid);
    if (text !== undefined) return [text];
  }
  return [];
}

type IsValid = (text: string) => boolean;

function grown(characters: readonly string[], length: number, isValid: IsValid): string | undefined {
  for (const [index, character] of [...characters.entries()].reverse()) {
    const run = character.repeat(length - characters.length + 1);
    const text = characters.with(index, run).join('');
    if (isValid(text)) return text;
  }
  return undefined;
}

function shrunk(characters: readonly string[], length: number, isValid: IsValid): string | undefined {
  if (characters.length === length) return characters.join('');
  const fewer = characters.map((_, index) => characters.toSpliced(index, 1));
  const next = fewer.find((one) => isValid(one.join('')));
  return next && shrunk(next, length, isValid);
}

function ofNumber({ type, min, max }: NumberShape): readonly Values[] {
  // Half a unit beside the limit: a fraction reads the same in every language.
  const step = type === 'float' || type === 'double' ? 0.5 : 1;
  return [
    ...(max === undefined ? [] : [{ constraint: 'max', broken: [max + step], kept: [max] } as const]),
    ...(min === undefined ? [] : [{ constraint: 'min', broken: [min - step], kept: [min] } as const]),
  ];
}

/** Requests are read by the SDK's schemas: a member that the model has and the pinned SDK lacks is not seen at all. */
function isRead(operation: string, { steps: [first] }: Site): boolean {
  const schema = (sdk as Record<string, unknown>)[`${operation}$`];
  if (first?.kind !== 'member' || !Array.isArray(schema)) return true;
  return [...NormalizedSchema.of(schema[4]).structIterator()].some(([name]) => name === first.name);
}
