import { z } from 'zod';
import { mistakeIn, startsJobs } from './pattern.ts';

/** What a fault does to a call, before or instead of its answer. */
const CALL_FAULTS = ['throttle', '500', '503', 'slow', 'reset'] as const;
/** What a fault does to a job that the call starts. */
const JOB_FAULTS = ['capacity', 'fail', 'interrupt'] as const;

/** Milliseconds: longer than the usual time limits of clients, and short enough for nothing to pile up. */
export const SLOWEST = 120_000;

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
    { error: () => `there is no such fault; those that there are: ${[...CALL_FAULTS, ...JOB_FAULTS].join(', ')}` },
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
export const faultSchema = z.preprocess((value) => {
  if (typeof value !== 'object' || value === null || !('fault' in value)) return value;
  return typeof value.fault === 'number' ? { ...value, fault: String(value.fault) } : value;
}, schema);

/** A fault that is asked for: which calls or jobs it strikes, and what it does to them. */
export type Fault = z.infer<typeof schema>;

export type JobFaultOf = Extract<Fault, { fault: (typeof JOB_FAULTS)[number] }>;
export type CallFaultOf = Exclude<Fault, JobFaultOf>;

export function isJobFault(fault: Fault): fault is JobFaultOf {
  return (JOB_FAULTS as readonly string[]).includes(fault.fault);
}
