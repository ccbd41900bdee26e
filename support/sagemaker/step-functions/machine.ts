import { z } from 'zod';
import { ServiceError } from '../../protocol/service.ts';

const retrier = z.looseObject({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number().optional(),
  MaxAttempts: z.number().optional(),
  BackoffRate: z.number().optional(),
  MaxDelaySeconds: z.number().optional(),
});

const catcher = z.looseObject({
  ErrorEquals: z.array(z.string()),
  Next: z.string(),
  ResultPath: z.string().nullish(),
});

const state = z.looseObject({
  Type: z.string(),
  Next: z.string().optional(),
  End: z.boolean().optional(),
  Resource: z.string().optional(),
  QueryLanguage: z.string().optional(),
  Retry: z.array(retrier).optional(),
  Catch: z.array(catcher).optional(),
});

const machine: z.ZodType<Machine> = z.looseObject({
  StartAt: z.string(),
  States: z.record(z.string(), state),
  QueryLanguage: z.string().optional(),
});

interface Retrier extends Others {
  ErrorEquals: string[];
  IntervalSeconds?: number | undefined;
  MaxAttempts?: number | undefined;
  BackoffRate?: number | undefined;
  MaxDelaySeconds?: number | undefined;
}

interface Catcher extends Others {
  ErrorEquals: string[];
  Next: string;
  ResultPath?: string | null | undefined;
}

interface Others {
  [member: string]: unknown;
}

/** A state of any type; the members of its type are looked at when it runs. */
export interface State extends Others {
  Type: string;
  Next?: string | undefined;
  End?: boolean | undefined;
  Resource?: string | undefined;
  QueryLanguage?: string | undefined;
  Retry?: Retrier[] | undefined;
  Catch?: Catcher[] | undefined;
}

/** A definition in Amazon States Language, or a part of one that a state runs. */
export interface Machine extends Others {
  StartAt: string;
  States: Record<string, State>;
  QueryLanguage?: string | undefined;
}

/**
 * Reads a definition as a request carries it.
 * @throws ServiceError InvalidDefinition, in our words.
 */
export function readMachine(text: string): Machine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalidDefinition(`it is no JSON: ${(error as Error).message}`);
  }
  const read = partOf(value);
  if (typeof read === 'string') throw invalidDefinition(read);
  return read;
}

/** A machine inside a state: a branch, or what a Map runs; text says what is wrong with it. */
export function partOf(value: unknown): Machine | string {
  const read = machine.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'cannot be read'}`;
  }
  const { StartAt, States } = read.data;
  if (!Object.hasOwn(States, StartAt)) return `StartAt is ${StartAt}, and no state has that name`;
  for (const [name, { Next }] of Object.entries(States)) {
    if (Next !== undefined && !Object.hasOwn(States, Next))
      return `state ${name}: Next is ${Next}, and no state has that name`;
  }
  return read.data;
}

const invalidDefinition = (text: string): ServiceError =>
  new ServiceError('InvalidDefinition', `train-encrypt: the definition cannot be run: ${text}.`);
