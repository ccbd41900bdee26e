/** What goes wrong with a training or processing job by a fault that was set. Each happens once. */
export type JobFault =
  /** There are no instances for it. */
  | { readonly kind: 'capacity'; readonly reason: string }
  /**
   * It fails during training. Documented: with an `InternalServerError` it is retried by the request's RetryStrategy.
   * @property at the part of its training that is done by then, from 0 to less than 1
   */
  | { readonly kind: 'fail'; readonly at: number; readonly reason: string }
  /** Its spot instances are interrupted during training; a job without spot instances is not affected. */
  | { readonly kind: 'interrupt'; readonly at: number };

/** A fault that happens while a job trains. */
export type Midway = Exclude<JobFault, { kind: 'capacity' }>;

/** The first word of the reason of a failure that is retried. */
export const INTERNAL_ERROR = 'InternalServerError';

/** The first word of the reason when there are no instances: SDKs look for it. */
export const CAPACITY_ERROR = 'CapacityError';

/** A reason that contains these words, put in front if it lacks them. */
export function beginning(words: string, reason: string): string {
  return reason.includes(words) ? reason : `${words}: ${reason}`;
}

/** A job that begins, as far as faults are selected by it. */
export interface BegunJob {
  readonly account: string;
  /** The operation that requested it, or requested the job that launched it. */
  readonly operation: string;
  readonly name: string;
}

/** Called once for each training job that begins, and for the processing jobs of clients and schedules. */
export type JobFaultsOf = (job: BegunJob) => readonly JobFault[];

/** The faults that have not happened to a job yet. */
export class JobFaults {
  readonly #left: Set<JobFault>;

  constructor(faults: readonly JobFault[]) {
    this.#left = new Set(faults);
  }

  /** Happens at once; `undefined` when there are instances. */
  takeShortage(): Extract<JobFault, { kind: 'capacity' }> | undefined {
    const shortage = [...this.#left].find((fault) => fault.kind === 'capacity');
    if (shortage) this.#left.delete(shortage);
    return shortage;
  }

  /** The next one; where the training is already past it, it is due. */
  nextMidway(): Midway | undefined {
    return [...this.#left].filter((fault) => fault.kind !== 'capacity').sort((a, b) => a.at - b.at)[0];
  }

  forget(fault: JobFault): void {
    this.#left.delete(fault);
  }
}
