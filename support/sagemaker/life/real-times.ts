import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import type { Clock } from './clock.ts';

/** Where a value of a schema has times: at itself, in each element, or in members; `undefined` where it has none. */
type Times = 'time' | { readonly each: Times } | { readonly members: readonly (readonly [string, Times])[] };

/** Turns the times of the values of one schema into what they are on the other side of a clock. */
export class RealTimes {
  readonly #times: Times | undefined;

  constructor(schema: SchemaRef) {
    this.#times = timesOf(NormalizedSchema.of(schema), []);
  }

  /** An answer with the times that clients see in place of those that jobs live in. Copies what it changes. */
  seen<T>(output: T, clock: Clock): T {
    return this.#turned(output, clock, (at) => clock.toReal(at));
  }

  /** A request with the times that jobs live in, in place of those that clients see. Copies what it changes. */
  lived<T>(input: T, clock: Clock): T {
    return this.#turned(input, clock, (real) => clock.fromReal(real));
  }

  #turned<T>(value: T, { isReal }: Clock, turn: (time: number) => number): T {
    return isReal || this.#times === undefined ? value : (turned(value, this.#times, turn) as T);
  }
}

/** @param within the structures around it: what contains itself has no times of ours further down */
function timesOf(schema: NormalizedSchema, within: readonly string[]): Times | undefined {
  if (schema.isTimestampSchema()) return 'time';
  if (schema.isListSchema() || schema.isMapSchema()) {
    const each = timesOf(schema.getValueSchema(), within);
    return each && { each };
  }
  const name = schema.getName(true);
  if (!schema.isStructSchema() || name === undefined || within.includes(name)) return undefined;
  const members = [...schema.structIterator()].flatMap(([member, inner]): [string, Times][] => {
    const times = timesOf(inner, [...within, name]);
    return times === undefined ? [] : [[member, times]];
  });
  return members.length === 0 ? undefined : { members };
}

function turned(value: unknown, times: Times, turn: (time: number) => number): unknown {
  if (value === undefined || value === null) return value;
  if (times === 'time') return value instanceof Date ? new Date(turn(value.getTime())) : value;
  if ('each' in times) {
    if (Array.isArray(value)) return value.map((element) => turned(element, times.each, turn));
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([key, element]) => [key, turned(element, times.each, turn)]));
  }
  const copy: Record<string, unknown> = { ...value };
  for (const [member, inner] of times.members) {
    if (copy[member] !== undefined) copy[member] = turned(copy[member], inner, turn);
  }
  return copy;
}
