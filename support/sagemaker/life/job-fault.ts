/** What goes wrong with a job because somebody asked for it. */
export type JobFault = {
  /** Of the fault that asks for it. */
  readonly id: string;
} & (
  | {
      /** There are no instances for it. */
      readonly kind: 'capacity';
      /** What people read in `FailureReason`. */
      readonly reason: string;
    }
  | {
      /** It fails in mid-training. */
      readonly kind: 'fail';
      /** The part of its training that is done by then: from 0 to less than 1. */
      readonly at: number;
      readonly reason: string;
    }
  | {
      /** Its spot instances are taken away in mid-training. */
      readonly kind: 'interrupt';
      readonly at: number;
    }
);

/** A job that begins, as far as faults choose by it. */
export interface BegunJob {
  readonly account: string;
  /** The operation that asked for it, or for what launched it. */
  readonly operation: string;
  readonly name: string;
}

/** Asked once for each job that begins: what is to go wrong with it. */
export type JobFaults = (job: BegunJob) => readonly JobFault[];

/** The operations whose jobs ask. */
export const JOB_OPERATIONS: readonly string[] = ['CreateTrainingJob', 'CreateHyperParameterTuningJob'];
