import { z } from 'zod';
import { ENGINE_CHOICES } from '../../engines/choice.ts';
import { noSuch } from '../../text/nearest.ts';
import { ISOLATION_CHOICES } from '../isolation/types.ts';
import type { Config } from './config.ts';

/** Longest time a command may have: a day, in seconds. */
export const LONGEST_TIMEOUT = 86_400;
/** Most output that is kept of a command, in MiB. */
export const LARGEST_OUTPUT = 1_024;
export const MOST_PARALLEL = 64;

/** A wrapper's name is also the name of a folder of baselines. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._@+-]*$/u;
export const nameSchema = z.string().regex(NAME, {
  error: 'is no name for a wrapper: begin with a letter or digit, go on with those, spaces and . _ @ + -',
});

const text = z.string().min(1, { error: 'is empty' });
const someTexts = z.array(text).min(1, { error: 'is empty' });
const variables = z.record(
  z.string().regex(/^[^=\0]+$/, { error: 'is no name for a variable' }),
  z.custom<string | true>((value) => typeof value === 'string' || value === true, {
    error: 'is no text: put the value in quotes',
  }),
);
const expires = z.iso.date({ error: 'is no date: write the last day on which it counts as YYYY-MM-DD' });
const answered = { owner: text, reason: text, expires };

/** An object that has these keys and no others; names the nearest one where another is given. */
function closed<T extends z.core.$ZodLooseShape>(shape: T) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => noSuch('key', key, known)).join('; ') : undefined,
  });
}

const splits = (command: string) => !/(?<!\\)['"]/.test(command);

const situation = closed({
  args: z.array(z.string()).optional(),
  env: variables.optional(),
  expect: z.enum(['launches', 'refuses', 'retries', 'reports']).optional(),
});

/** `all` is a situation's name in a record too, and stands for its settings there. */
const allBut = closed({ all: z.literal(true), except: z.array(closed({ situation: text, reason: text })) });

/** What is wrong inside of a list or an object is reported at its own place. */
const situationsWanted = ({ input }: { readonly input?: unknown }): string | undefined =>
  typeof input === 'object' && input !== null
    ? undefined
    : `is ${JSON.stringify(input)}: give a list such as ['documented'] or ['all'], or an object with a situation for each key`;

const wrapper = closed({
  command: z.union([
    text.refine(splits, { error: 'has quotes, which nothing reads here: give a list of program and arguments' }),
    z.array(z.string()).min(1, { error: 'is empty' }),
  ]),
  cwd: text.optional(),
  env: variables.optional(),
  profiles: z.array(z.string().regex(/^[^\s[\]]+$/, { error: 'is no name for a profile' })).optional(),
  homeFiles: z.array(text).optional(),
  timeout: z.number().positive().max(LONGEST_TIMEOUT).optional(),
  outputLimit: z.number().positive().max(LARGEST_OUTPUT).optional(),
  situations: z.union([someTexts, allBut, z.record(text, situation)], { error: situationsWanted }).optional(),
});

export const configSchema = closed({
  wrappers: z.record(nameSchema, wrapper).refine((wrappers) => Object.keys(wrappers).length > 0, {
    error: 'names no wrapper: give each command that launches jobs a name',
  }),
  situations: someTexts.optional(),
  rules: z.enum(['documented', 'observed']).optional(),
  strict: z.boolean().optional(),
  engine: z.enum(ENGINE_CHOICES).optional(),
  ec2Endpoint: text.optional(),
  isolation: z.enum(ISOLATION_CHOICES).optional(),
  parallel: z.int().min(1).max(MOST_PARALLEL).optional(),
  baselines: text.optional(),
  history: text.optional(),
  allow: z.array(closed({ wrapper: text, situation: text.exactOptional(), path: text, ...answered })).optional(),
  exceptions: z.array(closed({ wrapper: text, situation: text, finding: text, ...answered })).optional(),
}) satisfies z.ZodType<Config>;
