import type { Clock } from './clock.ts';

/** Turns every Date in a value into what it is on the other side of the clock. Copies what it changes. */
function mapped(value: unknown, turn: (time: number) => number): unknown {
  if (value instanceof Date) return new Date(turn(value.getTime()));
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (const [index, item] of value.entries()) {
      const other = mapped(item, turn);
      if (other !== item) {
        copy ??= [...value];
        copy[index] = other;
      }
    }
    return copy ?? value;
  }
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [name, member] of Object.entries(value)) {
    const other = mapped(member, turn);
    if (other !== member) {
      copy ??= { ...value };
      copy[name] = other;
    }
  }
  return copy ?? value;
}

/** An answer with the times that clients see in place of those that jobs live in. */
export const asSeen = <T>(output: T, clock: Clock): T => mapped(output, (at) => clock.toReal(at)) as T;

/** A request with the times that jobs live in, in place of those that clients see. */
export const asLived = <T>(input: T, clock: Clock): T => mapped(input, (real) => clock.fromReal(real)) as T;
