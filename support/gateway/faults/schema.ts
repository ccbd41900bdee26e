import { z } from 'zod';
import { CALL_FAULTS, type Fault, isJobFault, JOB_FAULTS, SLOWEST } from './fault.ts';
import { mistakeIn, startsJobs } from './pattern.ts';

const whole = z.int().min(1).max(1_000_000);

/** Which calls a fault strikes. */
const choice = {
  operation: z
    .string()
    .max(300)
    .regex(/^[ -~]+$/, 'an operation is written in plain characters'),
  account: z
    .string()
    .regex(/^\d{12}$/, 'an account has 12 digits, in quotes')
    .optional(),
  /** At most so many strikes; alone, the first so many calls. */
  times: whole.optional(),
  /** Every third, sixth … call for 3. */
  every: whole.optional(),
  /** Each call with this probability. */
  chance: z.number().gt(0).max(1).optional(),
  /** Where the chances come from: the same seed strikes the same calls. */
  seed: z.int().min(0).max(4_294_967_295).optional(),
};

const reason = z.string().min(1).max(1024).optional();
const part = z.number().min(0).lt(1).optional();
/** Stars stand for any characters. */
const job = z.string().min(1).max(200).optional();

const schema = z
  .discriminatedUnion(
    'fault',
    [
      z.strictObject({ ...choice, fault: z.literal(['throttle', '500', '503']) }),
      z.strictObject({ ...choice, fault: z.literal('slow'), ms: z.int().min(1).max(SLOWEST) }),
      z.strictObject({ ...choice, fault: z.literal('reset'), when: z.enum(['before', 'after', 'middle']).optional() }),
      z.strictObject({ ...choice, fault: z.literal('capacity'), job, reason }),
      z.strictObject({ ...choice, fault: z.literal('fail'), job, at: part, reason }),
      z.strictObject({ ...choice, fault: z.literal('interrupt'), job, at: part }),
    ],
    { error: () => `there is no such fault; available: ${[...CALL_FAULTS, ...JOB_FAULTS].join(', ')}` },
  )
  .superRefine((fault, context) => {
    const add = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const mistake = mistakeIn(fault.operation);
    if (mistake !== undefined) add('operation', mistake);
    else if (isJobFault(fault) && !startsJobs(fault.operation)) add('operation', 'this starts no jobs that could fail');
    if (fault.every !== undefined && fault.chance !== undefined) add('every', 'give it, or chance, not both');
    if (fault.seed !== undefined && fault.chance === undefined) add('seed', 'give it with chance');
  });

/** YAML and other forms read numbers where words are meant. */
export const faultSchema: z.ZodType<Fault> = z.preprocess((value) => {
  if (typeof value !== 'object' || value === null || !('fault' in value)) return value;
  return typeof value.fault === 'number' ? { ...value, fault: String(value.fault) } : value;
}, schema);
