/** How a request tells the model of time what it trains: variables of its `Environment`. */

import { z } from 'zod';
import { ServiceError } from '../../protocol/service.ts';
import type { Workload } from './time.ts';

const number = (schema: z.ZodNumber) =>
  z
    .string()
    .trim()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, 'is not a number')
    // A number beyond the range of numbers is reported as too large, not as no number.
    .transform((text) => Math.min(Math.max(Number(text), -Number.MAX_VALUE), Number.MAX_VALUE))
    .pipe(schema)
    .optional();

const atLeastZero = z.number().min(0, 'is less than 0').max(1e9, 'is more than 1e9');
const aboveZero = z.number().gt(0, 'is not above 0').max(1e9, 'is more than 1e9');
const steps = z.number().int('is not a whole number').min(1, 'is less than 1').max(1e9, 'is more than 1e9');

/** Each variable, the part of the workload it sets, and what it may be. */
const VARIABLES = {
  TRAIN_ENCRYPT_STEPS: { sets: 'steps', schema: number(steps) },
  TRAIN_ENCRYPT_COMPUTE_SECONDS: { sets: 'computeSeconds', schema: number(atLeastZero) },
  TRAIN_ENCRYPT_MODEL_MEGABYTES: { sets: 'modelMegabytes', schema: number(atLeastZero) },
  TRAIN_ENCRYPT_BANDWIDTH_GBPS: { sets: 'bandwidthGbps', schema: number(aboveZero) },
  TRAIN_ENCRYPT_OVERHEAD: { sets: 'encryptionOverhead', schema: number(atLeastZero) },
} as const satisfies Record<string, { sets: keyof Workload; schema: z.ZodType<number | undefined> }>;

/**
 * What the request's environment says of its workload; other variables are the container's own.
 * @throws ServiceError ValidationException, with all bad values at once; the wording is ours.
 */
export function workloadFromEnvironment(environment: Readonly<Record<string, string>> = {}): Partial<Workload> {
  const bad: string[] = [];
  const found: Partial<Record<keyof Workload, number>> = {};
  for (const [variable, { sets, schema }] of Object.entries(VARIABLES)) {
    const given = Object.hasOwn(environment, variable) ? environment[variable] : undefined;
    if (given === undefined) continue;
    const read = schema.safeParse(given);
    if (!read.success) bad.push(`${variable} '${given.slice(0, 64)}' ${read.error.issues[0]?.message}`);
    else if (read.data !== undefined) found[sets] = read.data;
  }
  if (bad.length > 0) {
    const text = `train-encrypt: the job's Environment does not fit the model of training time: ${bad.join('; ')}.`;
    throw new ServiceError('ValidationException', `${text} AWS knows nothing of these variables.`);
  }
  return found;
}
