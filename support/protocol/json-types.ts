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

/** From a value of JSON that has the type of its schema to what a program works with: a timestamp to a date. */
export type DecodeLeaf = (schema: NormalizedSchema, value: unknown) => unknown;

/**
 * A function that gives a copy of a value that holds only what a schema knows: unknown members are dropped, and so are
 * members that are null. Null elements of lists and maps stay, for the constraints to refuse. It throws a ServiceError
 * `SerializationException` at the first value of a wrong type.
 * @param decode is given what JSON writes in another way than programs work with, such as timestamps
 */
export function conforming(decode: DecodeLeaf): (schema: SchemaRef, value: unknown) => unknown {
  const readers = new Readers(decode);
  // One for each schema: to look at schemas for every value takes longer than to look at values.
  const known = new WeakMap<object, Reader>();
  return (schema, value) => {
    if (typeof schema !== 'object' && typeof schema !== 'function') {
      return readers.of(NormalizedSchema.of(schema))(value);
    }
    const reader = known.get(schema) ?? readers.of(NormalizedSchema.of(schema));
    known.set(schema, reader);
    return reader(value);
  };
}

type Reader = (value: unknown) => unknown;

/** @throws ServiceError `SerializationException`, status 400. */
export function notSerializable(message: string): never {
  throw new ServiceError('SerializationException', message);
}

class Readers {
  readonly #decode: DecodeLeaf;

  constructor(decode: DecodeLeaf) {
    this.#decode = decode;
  }

  of(schema: NormalizedSchema): Reader {
    if (schema.isDocumentSchema()) return (value) => this.#decode(schema, value);
    if (schema.isStructSchema()) return this.#structure(schema);
    if (schema.isListSchema()) return this.#list(schema.getValueSchema());
    if (schema.isMapSchema()) return this.#map(schema.getValueSchema());
    return this.#scalar(schema);
  }

  /** When it is first needed: a schema may contain itself. */
  #lazily(schema: NormalizedSchema): Reader {
    let reader: Reader | undefined;
    return (value) => {
      reader ??= this.of(schema);
      return reader(value);
    };
  }

  #structure(schema: NormalizedSchema): Reader {
    const readers = [...schema.structIterator()].map(([name, member]) => [name, this.#lazily(member)] as const);
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

  #list(element: NormalizedSchema): Reader {
    const read = this.#lazily(element);
    return (value) => {
      if (!Array.isArray(value)) {
        return notSerializable(isObject(value) ? startFound(value) : 'Expected list or null');
      }
      return value.map((item) => (item === null ? null : read(item)));
    };
  }

  #map(element: NormalizedSchema): Reader {
    const read = this.#lazily(element);
    return (value) => {
      const entries = Object.entries(readObject(value, 'map'));
      // Unlike an assignment, this makes `__proto__` a key like any other.
      return Object.fromEntries(entries.map(([key, item]) => [key, item === null ? null : read(item)]));
    };
  }

  #scalar(schema: NormalizedSchema): Reader {
    const read = typedReader(schema);
    const decode = isWrittenAsItIs(schema) ? undefined : this.#decode;
    return (value) => {
      if (isObject(value)) return notSerializable(startFound(value));
      const typed = read(value);
      return decode === undefined ? typed : decode(schema, typed);
    };
  }
}

/** Of most texts and of truth values JSON holds what a program works with. */
const isWrittenAsItIs = (schema: NormalizedSchema): boolean =>
  schema.isBooleanSchema() || (schema.isStringSchema() && schema.getMergedTraits().mediaType === undefined);

function readObject(value: unknown, expected: string): Record<string, unknown> {
  if (isObject(value)) return Array.isArray(value) ? notSerializable(startFound(value)) : value;
  return notSerializable(`Expected ${expected} or null`);
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
