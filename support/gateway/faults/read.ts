import { z } from 'zod';
import { issueLines } from '../../text/zod-issues.ts';
import type { Fault } from './fault.ts';
import { GRAMMAR, parseFault } from './grammar.ts';
import { faultSchema } from './schema.ts';

/**
 * A fault as people give it: in the command line's words, or as an object.
 * @example
 * ```ts
 * import type { FaultInput } from 'train-encrypt';
 *
 * const faults: readonly FaultInput[] = ['CreateTrainingJob:throttle:times=2', 'ec2.*:503:chance=10%,seed=7'];
 * ```
 */
export type FaultInput = string | Fault;

/** Faults that cannot be read, with what is wrong with them. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
}

const LONGEST = 2_000;

const one = z.union([z.string(), z.looseObject({})], { error: () => 'a fault is a text or an object' });
const several = z.union([z.array(one), z.strictObject({ faults: z.array(one) }).transform(({ faults }) => faults)]);

/**
 * Reads one fault, a list of them, or `{ "faults": […] }`.
 * @throws FaultError
 */
export function readFaults(input: unknown): readonly Fault[] {
  const list = several.safeParse(input);
  if (list.success) {
    return list.data.map((item, index) => readFault(item, list.data.length > 1 ? `fault ${index + 1}: ` : ''));
  }
  return [readFault(input)];
}

/** @throws FaultError */
export function readFault(input: unknown, place = ''): Fault {
  const written = typeof input === 'string' ? fromText(input, place) : input;
  const { success, data, error } = faultSchema.safeParse(written);
  if (!success) throw new FaultError(`${place}${named(input)}${issueLines(error).join('; ')}`);
  return data;
}

function fromText(text: string, place: string): unknown {
  const read = text.length > LONGEST ? undefined : parseFault(text);
  if (read === undefined) throw new FaultError(`${place}${named(text)}a fault is written ${GRAMMAR}`);
  return read;
}

function named(input: unknown): string {
  return typeof input === 'string' ? `${JSON.stringify(input.slice(0, 100))}: ` : '';
}
