import type { Filter, SearchExpression } from '@aws-sdk/client-sagemaker';
import { isNumber, readAs } from './filter.ts';
import { type Property, propertyNamed } from './property.ts';
import { type Found, type Key, type PropertyIndex, union } from './property-index.ts';

export interface Indexes<Item> {
  /** The index of a property, up to date; `undefined` for one that changes without notice. */
  readonly of: (property: Property) => Promise<PropertyIndex<Item> | undefined>;
  /** All whose names contain a text, maybe with others; `undefined` for an empty text. */
  readonly withNamePart: (text: string) => Promise<Found<Item> | undefined>;
}

/** All that an expression matches, and maybe others. */
export interface Candidates<Item> extends Found<Item> {
  /** None but those that it matches, each once. */
  readonly exact: boolean;
}

/** What an expression can match; `undefined` when no index narrows it down. The expression is known to be a good one. */
export async function candidatesOf<Item>(
  { Filters = [], NestedFilters = [], SubExpressions = [], Operator = 'And' }: SearchExpression,
  indexes: Indexes<Item>,
): Promise<Candidates<Item> | undefined> {
  const parts = [
    ...(await Promise.all(Filters.map((filter) => ofFilter(filter, indexes)))),
    ...NestedFilters.map(() => undefined),
    ...(await Promise.all(SubExpressions.map((inner) => candidatesOf(inner, indexes)))),
  ];
  if (parts.length === 1) return parts[0];
  const known = parts.filter((part) => part !== undefined);
  if (Operator === 'Or') return known.length < parts.length ? undefined : { ...union(known), exact: false };
  if (known.length === 0) return undefined;
  return { ...known.reduce((least, other) => (other.size < least.size ? other : least)), exact: false };
}

async function ofFilter<Item>(
  { Name = '', Operator = 'Equals', Value }: Filter,
  indexes: Indexes<Item>,
): Promise<Candidates<Item> | undefined> {
  const property = propertyNamed(Name);
  if (Name === 'TrainingJobName' && Operator === 'Contains') {
    const jobs = await indexes.withNamePart(Value ?? '');
    return jobs && { ...jobs, exact: false };
  }
  const find = Value === undefined ? undefined : finder(property, Operator, Value);
  const index = find && (await indexes.of(property));
  return index && find ? { ...find(index), exact: Operator === 'Equals' && isExact(property, Value ?? '') } : undefined;
}

/** An index keeps numbers among hyperparameters without their fractions. */
const isExact = ({ loose }: Property, wanted: string): boolean =>
  !loose || !isNumber(wanted) || /^[+-]?\d+$/.test(wanted.trim());

type Find = <Item>(index: PropertyIndex<Item>) => Found<Item>;

function finder(property: Property, operator: string, wanted: string): Find | undefined {
  const { kind, loose } = property;
  if (operator === 'Contains') return (index) => index.matching((text) => text.includes(wanted));
  if (operator === 'In') {
    return (index) => index.withKeys([...new Set(wanted.split(',').map((one) => keyOf(property, one.trim())))]);
  }
  if (operator === 'Equals') {
    const key = kind === 'text' ? keyOf(property, wanted) : readAs(kind, property, wanted);
    return (index) => index.withKeys([key]);
  }
  if (!['GreaterThan', 'GreaterThanOrEqualTo', 'LessThan', 'LessThanOrEqualTo'].includes(operator)) return undefined;
  const limit = readAs(loose ? 'number' : kind, property, wanted);
  // With the limit itself, and whatever becomes the limit without its fraction: each is looked at again.
  return operator.startsWith('G')
    ? (index) => index.between(Math.trunc(limit) - 1, Number.MAX_VALUE)
    : (index) => index.between(-Number.MAX_VALUE, Math.trunc(limit) + 1);
}

/** The values of a property in a record as an index keeps them. */
export function keysIn(property: Property, record: object): readonly Key[] {
  return [...new Set(property.values(record).map((value) => keyOf(property, value)))];
}

function keyOf({ kind, loose }: Property, value: unknown): Key {
  // As filters compare them: in whole seconds.
  if (kind === 'time') return value instanceof Date ? Math.floor(value.getTime() / 1000) : Number(value);
  if (kind === 'text' && !loose) return String(value);
  if (kind === 'text') return isNumber(String(value)) ? Math.trunc(Number(value)) : String(value);
  return Number(value);
}
