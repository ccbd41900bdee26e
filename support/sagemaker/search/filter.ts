/** One condition of a search; https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Filter.html. */

import type { Filter, Operator } from '@aws-sdk/client-sagemaker';
import { invalid } from '../errors/own-errors.ts';
import { type Property, type PropertyKind, propertyNamed } from './property.ts';

/** Whether a training job, as a search shows it, is one that is looked for. */
export type Matcher = (record: object) => boolean;

/** @throws ServiceError ValidationException, in our words, when property, operator and value do not fit together. */
export function filterMatcher({ Name = '', Operator = 'Equals', Value }: Filter): Matcher {
  const property = propertyNamed(Name);
  if (Operator === 'Exists') return (record) => property.values(record).length > 0;
  if (Operator === 'NotExists') return (record) => property.values(record).length === 0;
  if (property.kind === 'structure') throw misfit(property, Operator, 'only Exists and NotExists do');
  if (Value === undefined) throw invalid(`the filter on ${Name} with ${Operator} has no Value; give one.`);
  return compared(property, Operator, Value);
}

type Comparison = Exclude<Operator, 'Exists' | 'NotExists'>;

function compared(property: Property, operator: Comparison, wanted: string): Matcher {
  const text = property.kind === 'text';
  if (operator === 'Contains' || operator === 'In') {
    if (!text) throw misfit(property, operator, 'it is for texts');
    const fits = operator === 'Contains' ? contains(wanted) : isOneOf(wanted);
    return (record) => property.values(record).some((value) => fits(String(value)));
  }
  const equals = equality(property, wanted);
  if (operator === 'Equals') return (record) => property.values(record).some(equals);
  if (operator === 'NotEquals') return (record) => !property.values(record).some(equals);
  if ((text && !property.loose) || property.kind === 'boolean')
    throw misfit(property, operator, 'it is for numbers and times');
  const order = ORDERS[operator];
  const limit = readAs(property.loose ? 'number' : property.kind, property, wanted);
  return (record) =>
    property
      .values(record)
      .map((value) => numberOf(property, value, wanted))
      .some((value) => value !== undefined && order(value, limit));
}

const ORDERS: Readonly<Record<'GreaterThan' | 'GreaterThanOrEqualTo' | 'LessThan' | 'LessThanOrEqualTo', Order>> = {
  GreaterThan: (value, limit) => value > limit,
  GreaterThanOrEqualTo: (value, limit) => value >= limit,
  LessThan: (value, limit) => value < limit,
  LessThanOrEqualTo: (value, limit) => value <= limit,
};

type Order = (value: number, limit: number) => boolean;

const contains = (wanted: string) => (value: string) => value.includes(wanted);

function isOneOf(wanted: string): (value: string) => boolean {
  const values = new Set(wanted.split(',').map((one) => one.trim()));
  return (value) => values.has(value);
}

function equality(property: Property, wanted: string): (value: unknown) => boolean {
  if (property.kind === 'text') {
    return (value) =>
      value === wanted || (property.loose && isNumber(wanted) && numberOf(property, value, wanted) === Number(wanted));
  }
  const limit = readAs(property.kind, property, wanted);
  return (value) => numberOf(property, value, wanted) === limit;
}

/** A value of a record as a number; `undefined` for a hyperparameter that is none. */
function numberOf({ kind, loose }: Property, value: unknown, wanted: string): number | undefined {
  // Whole seconds: a filter cannot say more.
  if (kind === 'time') return Math.floor((value as Date).getTime() / 1000);
  if (!loose) return Number(value);
  if (!isNumber(String(value))) return undefined;
  // Documented: compared with an integer, decimal hyperparameters are treated as integers.
  return /^[+-]?\d+$/.test(wanted.trim()) ? Math.trunc(Number(value)) : Number(value);
}

/** What a filter wants, as a number: seconds since the epoch for a time, 1 and 0 for true and false. */
export function readAs(kind: PropertyKind, property: Property, wanted: string): number {
  if (kind === 'number' && isNumber(wanted)) return Number(wanted);
  if (kind === 'boolean' && /^(true|false)$/i.test(wanted)) return wanted.toLowerCase() === 'true' ? 1 : 0;
  const seconds = kind === 'time' ? secondsOf(wanted) : undefined;
  if (seconds !== undefined) return seconds;
  throw invalid(`'${wanted.slice(0, 64)}' does not fit ${property.name}; give ${EXAMPLES[kind]}.`);
}

const EXAMPLES: Readonly<Record<PropertyKind, string>> = {
  number: 'a number',
  boolean: 'true or false',
  time: 'a time such as 2026-01-31T12:00:00',
  text: 'a text',
  structure: 'nothing',
};

/** Documented: `YYYY-mm-dd'T'HH:MM:SS`; in UTC, as everything the service reports. */
function secondsOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(text)) return undefined;
  const time = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

export function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function misfit({ name }: Property, operator: string, why: string) {
  return invalid(`${operator} does not go together with ${name}: ${why}.`);
}
