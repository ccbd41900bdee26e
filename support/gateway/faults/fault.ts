/** Which calls a fault strikes. */
interface Choice {
  /** `CreateTrainingJob`, `iam.GetRole`, `ec2.*`, `*`. */
  operation: string;
  /** 12 digits. Default: every account. */
  account?: string | undefined;
  /** At most so many strikes; alone, the first so many calls. */
  times?: number | undefined;
  /** Every third, sixth … call for 3. Not together with `chance`. */
  every?: number | undefined;
  /** Each call with this probability, more than 0 and at most 1. */
  chance?: number | undefined;
  /** Where the chances come from: the same seed strikes the same calls. Only with `chance`. */
  seed?: number | undefined;
}

/** Which jobs a fault strikes. */
interface JobChoice extends Choice {
  /** The job's name; stars stand for any characters. Default: every job. */
  job?: string | undefined;
}

/** What happens to a call, before or instead of its answer. */
export type CallFaultOf = Choice &
  (
    | { fault: 'throttle' | '500' | '503' }
    /** Answered `ms` milliseconds later. */
    | { fault: 'slow'; ms: number }
    /** The connection is reset before the call is carried out, after that, or in the middle of the answer (default: before). */
    | { fault: 'reset'; when?: 'before' | 'after' | 'middle' | undefined }
  );

/** What happens to a job that the call starts. `at` is the part of its time that has passed: 0.5 is half. */
export type JobFaultOf = JobChoice &
  (
    | { fault: 'capacity'; reason?: string | undefined }
    | { fault: 'fail'; at?: number | undefined; reason?: string | undefined }
    | { fault: 'interrupt'; at?: number | undefined }
  );

/** A fault that is asked for: which calls or jobs it strikes, and what it does to them. */
export type Fault = CallFaultOf | JobFaultOf;

/** Milliseconds: longer than the usual time limits of clients, and short enough for nothing to pile up. */
export const SLOWEST = 120_000;

/** What a fault does to a call, before or instead of its answer. */
export const CALL_FAULTS = ['throttle', '500', '503', 'slow', 'reset'] as const;
/** What a fault does to a job that the call starts. */
export const JOB_FAULTS = ['capacity', 'fail', 'interrupt'] as const;

export function isJobFault(fault: Fault): fault is JobFaultOf {
  return (JOB_FAULTS as readonly string[]).includes(fault.fault);
}
