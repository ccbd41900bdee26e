/** What may go wrong with a training or processing job because somebody asked for it. Each strikes once. */
export type Mishap =
  /** There are no instances for it. */
  | { readonly kind: 'capacity'; readonly reason: string }
  /**
   * It fails in mid-training. Documented: one whose reason is an `InternalServerError` is tried again as the request's
   * RetryStrategy says.
   * @property at the part of its training that is done by then, from 0 to less than 1
   */
  | { readonly kind: 'fail'; readonly at: number; readonly reason: string }
  /** Its spot instances are taken away in mid-training; an other job has none, and nothing happens to it. */
  | { readonly kind: 'interrupt'; readonly at: number };

/** What strikes while a job trains. */
export type Midway = Exclude<Mishap, { kind: 'capacity' }>;

/** How the reason begins of a failure that is tried again. */
export const INTERNAL_ERROR = 'InternalServerError';

/** How the reason begins when there are no instances: SDKs look for these words. */
export const CAPACITY_ERROR = 'CapacityError';

/** A reason with these words in it: in front, where it lacks them. */
export function beginning(words: string, reason: string): string {
  return reason.includes(words) ? reason : `${words}: ${reason}`;
}

/** A job that begins, as far as mishaps are chosen by it. */
export interface BegunJob {
  readonly account: string;
  /** The operation that asked for it, or for what launched it. */
  readonly operation: string;
  readonly name: string;
}

/** Asked once for each training job that begins, and for the processing jobs of clients and schedules. */
export type MishapsOf = (job: BegunJob) => readonly Mishap[];

/** The mishaps that a job has still before it. */
export class Mishaps {
  readonly #left: Set<Mishap>;

  constructor(mishaps: readonly Mishap[]) {
    this.#left = new Set(mishaps);
  }

  /** Strikes at once; `undefined` when there are instances. */
  takeShortage(): Extract<Mishap, { kind: 'capacity' }> | undefined {
    const shortage = [...this.#left].find((mishap) => mishap.kind === 'capacity');
    if (shortage) this.#left.delete(shortage);
    return shortage;
  }

  /** The one that comes first; where the training has come further already, it is due. */
  nextMidway(): Midway | undefined {
    return [...this.#left].filter((mishap) => mishap.kind !== 'capacity').sort((a, b) => a.at - b.at)[0];
  }

  forget(mishap: Mishap): void {
    this.#left.delete(mishap);
  }
}
