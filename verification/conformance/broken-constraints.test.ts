import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServiceError } from '../../support/protocol/service.ts';
import { validateInput } from '../../support/sagemaker/constraints/index.ts';
import { matches } from '../../support/sagemaker/constraints/pattern.ts';
import {
  isScalar,
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

const RUNS = { numRuns: 3 };

interface Case {
  readonly what: string;
  /** Values that break the constraint, and only it where that can be had. */
  readonly broken: fc.Arbitrary<unknown>;
  /** Values at its edge that do not, where there are any. */
  readonly kept?: fc.Arbitrary<unknown> | undefined;
  /** How the constraint is worded. */
  readonly demand: string;
}

/** The constraints of a shape, from the table by another way than the one under test. */
function cases(name: string): Case[] {
  const shape = shapeOf(TABLE, name);
  if (shape.type === 'list' || shape.type === 'map') return sizeCases(name, shape);
  if (shape.type === 'structure') return shape.union ? unionCases(shape) : [];
  if (shape.type === 'string') return stringCases(shape);
  return shape.type === 'integer' || shape.type === 'long' ? numberCases(shape) : [];
}

function sizeCases(name: string, { min = 0, max }: ListShape | MapShape): Case[] {
  const sized = (count: number) => fc.constant(validElements(TABLE, name, count));
  const found: Case[] = [];
  if (max !== undefined) {
    const demand = `Member must have length less than or equal to ${max}`;
    found.push({ what: 'max', broken: sized(max + 1), kept: sized(max), demand });
  }
  if (min > 0) {
    const demand = `Member must have length greater than or equal to ${min}`;
    found.push({ what: 'min', broken: sized(min - 1), kept: sized(min), demand });
  }
  return found;
}

function unionCases({ members }: StructureShape): Case[] {
  const [one = '', other = ''] = Object.keys(members);
  const given = (...names: string[]) =>
    fc.constant(Object.fromEntries(names.map((name) => [name, validValue(TABLE, members[name] as string)])));
  const demand = `Member must give exactly one of: [${Object.keys(members).join(', ')}] (worded by train-encrypt)`;
  return [
    { what: 'none given', broken: given(), kept: given(one), demand },
    { what: 'two given', broken: given(one, other), kept: given(other), demand },
  ];
}

function stringCases(shape: StringShape): Case[] {
  const { min = 0, max, pattern } = shape;
  const found: Case[] = [];
  const exactly = (length: number) => {
    const text = stringOfLength(length, shape);
    return pattern === undefined || matches(pattern, text) ? fc.constant(text) : undefined;
  };
  if (shape.enum) {
    const demand = `Member must satisfy enum value set: [${shape.enum.join(', ')}]`;
    const broken = fc.string().filter((text) => !shape.enum?.includes(text));
    found.push({ what: 'enum', broken, kept: validStrings(shape), demand });
  }
  const broken = mismatches(shape);
  if (pattern !== undefined && broken) {
    const demand = `Member must satisfy regular expression pattern: ${pattern}`;
    found.push({ what: 'pattern', broken, kept: validStrings(shape), demand });
  }
  if (max !== undefined) {
    const demand = `Member must have length less than or equal to ${max}`;
    const long = fc.integer({ min: max + 1, max: max + 50 }).map((length) => stringOfLength(length, shape));
    found.push({ what: 'max', broken: long, kept: exactly(max), demand });
  }
  if (min > 0) {
    const demand = `Member must have length greater than or equal to ${min}`;
    found.push({ what: 'min', broken: fc.constant(stringOfLength(min - 1, shape)), kept: exactly(min), demand });
  }
  return found;
}

function numberCases({ min, max }: NumberShape): Case[] {
  const found: Case[] = [];
  if (max !== undefined) {
    const demand = `Member must have value less than or equal to ${max}`;
    found.push({ what: 'max', broken: fc.integer({ min: max + 1 }), kept: fc.constant(max), demand });
  }
  if (min !== undefined) {
    const demand = `Member must have value greater than or equal to ${min}`;
    found.push({ what: 'min', broken: fc.integer({ max: min - 1 }), kept: fc.constant(min), demand });
  }
  return found;
}

/** Where a message says that something is wrong at a site, and what it says around the constraint. */
function place(site: Site): { path: string; before: string; after: string } {
  const last = site.steps.at(-1)?.kind;
  const shape = shapeOf(TABLE, site.shape);
  const grouped =
    last === 'key' || (last === 'value' && shape.type !== 'structure') || (last === 'element' && isScalar(shape));
  const steps = grouped ? site.steps.slice(0, -1) : site.steps;
  const parts = steps.flatMap((step) => {
    if (step.kind === 'value') return [step.key, 'member'];
    if (step.kind !== 'member') return ['1', 'member'];
    return [step.name.replace(/^./, (first) => first.toLowerCase())];
  });
  const head = { key: 'Map keys', value: 'Map value', element: 'Member', member: '' }[last ?? 'member'];
  const group = grouped ? { before: `${head} must satisfy constraint: [`, after: ']' } : { before: '', after: '' };
  return { path: parts.join('.'), ...group };
}

function refusal(operation: string, input: unknown): string {
  try {
    validateInput(operation, input);
  } catch (error) {
    assert.ok(error instanceof ServiceError);
    assert.equal(error.code, 'ValidationException');
    return error.message;
  }
  return '';
}

/** The message has a clause for this place that asks for this. */
function asksFor(message: string, site: Site, demand: string): boolean {
  const { path, before, after } = place(site);
  const at = ` at '${path}' failed to satisfy constraint: ${before}`;
  const clauses = message.split(/(?:; |: )Value (?=null|')/).slice(1);
  return clauses.some((clause) => {
    const start = clause.lastIndexOf(at);
    if (start < 0) return false;
    const rest = clause.slice(start + at.length);
    return after ? rest.endsWith(after) && rest.includes(demand) : rest === demand;
  });
}

function describe(site: Site): string {
  return site.steps.map((step) => (step.kind === 'member' ? step.name : `(${step.kind})`)).join('.');
}

let refused = 0;
for (const operation of Object.keys(TABLE.operations)) {
  test(`${operation}: the smallest valid input is accepted`, () => {
    validateInput(operation, validValue(TABLE, TABLE.operations[operation] as string));
  });

  test(`${operation}: every constraint refuses what breaks it, where it is, and nothing at its edge`, () => {
    for (const site of sitesOf(TABLE, operation)) {
      if (site.required) {
        const message = refusal(operation, inputWith(TABLE, operation, site, undefined));
        assert.ok(
          message.includes(`Value null at '${place(site).path}' failed to satisfy constraint: Member must not be null`),
          describe(site),
        );
        refused++;
      }
      for (const { what, broken, kept, demand } of cases(site.shape)) {
        const about = `${operation} ${describe(site)} ${what}`;
        fc.assert(
          fc.property(broken, (value) => {
            const message = refusal(operation, inputWith(TABLE, operation, site, value));
            assert.ok(asksFor(message, site, demand), `${about}: ${JSON.stringify(value)} got: ${message}`);
          }),
          RUNS,
        );
        if (kept) {
          fc.assert(
            fc.property(kept, (value) => {
              assert.equal(refusal(operation, inputWith(TABLE, operation, site, value)), '', about);
            }),
            RUNS,
          );
        }
        refused++;
      }
    }
  });
}

test('the table was walked, and not in vain', () => {
  assert.ok(refused > 800, String(refused));
});
