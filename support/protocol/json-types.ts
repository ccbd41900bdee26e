/**
 * Whether parsed JSON has the types an SDK schema asks for. The SDK's own codec takes whatever it is given, since it
 * reads answers of a service it trusts; a service must refuse what does not fit.
 */

import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import { ServiceError } from './service.ts';

/** How deeply arrays and objects may be nested in a body. No operation of an AWS API comes near it. */
export const MAX_DEPTH = 128;

/** A `Date` can hold no more. */
const MAX_EPOCH_SECONDS = 8.64e12;

/** JSON has no numbers for these; the protocol writes them as strings. */
const NON_FINITE = new Set<unknown>(['NaN', 'Infinity', '-Infinity']);

/**
 * A copy of `value` that holds only what `schema` knows: unknown members are dropped, and so are members that are null.
 * Null elements of lists and maps stay, for the constraints to refuse.
 * @throws ServiceError `SerializationException` at the first value of a wrong type.
 */
export function conform(schema: SchemaRef, value: unknown): unknown {
  // Whole structures, or what gives them: those of one type have one.
  if (typeof schema !== 'object' && typeof schema !== 'function') return readerOf(NormalizedSchema.of(schema))(value);
  const reader = readers.get(schema) ?? readerOf(NormalizedSchema.of(schema));
  readers.set(schema, reader);
  return reader(value);
}

type Reader = (value: unknown) => unknown;

/** One for each schema: to look at schemas for every value takes longer than to look at values. */
const readers = new WeakMap<object, Reader>();

/** @throws ServiceError `SerializationException`, status 400. */
export function notSerializable(message: string): never {
  throw new ServiceError('SerializationException', message);
}

function readerOf(schema: NormalizedSchema): Reader {
  if (schema.isDocumentSchema()) return (value) => value;
  if (schema.isStructSchema()) return structureReader(schema);
  if (schema.isListSchema()) return listReader(schema.getValueSchema());
  if (schema.isMapSchema()) return mapReader(schema.getValueSchema());
  return scalarReader(schema);
}

/** When it is first needed: a schema may contain itself. */
function lazyReader(schema: NormalizedSchema): Reader {
  let reader: Reader | undefined;
  return (value) => {
    reader ??= readerOf(schema);
    return reader(value);
  };
}

function structureReader(schema: NormalizedSchema): Reader {
  const readers = [...schema.structIterator()].map(([name, member]) => [name, lazyReader(member)] as const);
  const isUnion = schema.isUnionSchema();
  return (value) => {
    const from = readObject(value, 'structure');
    const members: Record<string, unknown> = {};
    for (const [name, read] of readers) {
      if (!Object.hasOwn(from, name) || from[name] === null) continue;
      members[name] = read(from[name]);
    }
    if (isUnion && Object.keys(members).length > 1) {
      notSerializable(`Only one member of ${schema.getName() ?? 'a union'} may be set`);
    }
    return members;
  };
}

function listReader(element: NormalizedSchema): Reader {
  const read = lazyReader(element);
  return (value) => {
    if (!Array.isArray(value)) {
      return notSerializable(isObject(value) ? startFound(value) : 'Expected list or null');
    }
    return value.map((item) => (item === null ? null : read(item)));
  };
}

function mapReader(element: NormalizedSchema): Reader {
  const read = lazyReader(element);
  return (value) => {
    const entries = Object.entries(readObject(value, 'map'));
    // Unlike an assignment, this makes `__proto__` a key like any other.
    return Object.fromEntries(entries.map(([key, item]) => [key, item === null ? null : read(item)]));
  };
}

function readObject(value: unknown, expected: string): Record<string, unknown> {
  if (isObject(value)) return Array.isArray(value) ? notSerializable(startFound(value)) : value;
  return notSerializable(`Expected ${expected} or null`);
}

function scalarReader(schema: NormalizedSchema): Reader {
  const read = typedReader(schema);
  return (value) => (isObject(value) ? notSerializable(startFound(value)) : read(value));
}

function typedReader(schema: NormalizedSchema): Reader {
  if (schema.isBooleanSchema())
    return (value) => (typeof value === 'boolean' ? value : cannotConvert(value, 'a Boolean'));
  if (schema.isTimestampSchema()) return readTimestamp;
  if (schema.isBlobSchema()) return readBlob;
  if (isNumeric(schema)) return readNumber;
  return (value) => (typeof value === 'string' ? value : cannotConvert(value, 'a String'));
}

function isNumeric(schema: NormalizedSchema): boolean {
  return schema.isNumericSchema() || schema.isBigIntegerSchema() || schema.isBigDecimalSchema();
}

/** Whole and fractional numbers are one type to the SDK's schemas: the constraints tell them apart. */
function readNumber(value: unknown): unknown {
  if (NON_FINITE.has(value)) return value;
  if (typeof value !== 'number') return cannotConvert(value, 'a Number');
  return Number.isFinite(value) ? value : notSerializable('Number is out of range');
}

function readTimestamp(value: unknown): unknown {
  if (typeof value !== 'number') return cannotConvert(value, 'milliseconds since epoch');
  return Math.abs(value) <= MAX_EPOCH_SECONDS ? value : notSerializable('Timestamp is out of range');
}

function readBlob(value: unknown): unknown {
  if (typeof value !== 'string') return cannotConvert(value, 'a Blob');
  const isBase64 = value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
  return isBase64 ? value : notSerializable('Blob is not in Base64');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function startFound(value: object): string {
  return `Start of ${Array.isArray(value) ? 'list' : 'structure or map'} found where not expected`;
}

function cannotConvert(value: unknown, type: string): never {
  const token = typeof value === 'boolean' ? `${value}_VALUE` : `${typeof value}_VALUE`;
  return notSerializable(`${token.toUpperCase()} can not be converted to ${type}`);
}
