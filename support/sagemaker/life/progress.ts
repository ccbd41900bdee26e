import { trainingTime } from '../model/time.ts';
import type { TrainingJob } from '../records/training.ts';

/** How far a training has come. Times are Unix milliseconds. */
export class Progress {
  /** The whole training takes so long, in milliseconds: whole seconds, since that is how the service reports them. */
  readonly length: number;
  /** The part that was done before it last went on, from 0 to 1. */
  #done = 0;
  #goesOnSince: number | undefined;

  constructor({ workload, instances, request }: TrainingJob) {
    const encrypted = request.EnableInterContainerTrafficEncryption === true;
    this.length = Math.max(1, Math.round(trainingTime(workload, instances, encrypted))) * 1000;
  }

  /** It goes on. */
  start(at: number): void {
    this.#goesOnSince = at;
  }

  /**
   * It is broken off.
   * @param kept whether what was done by now is there when it goes on
   */
  stop(at: number, kept: boolean): void {
    this.#done = kept ? this.at(at) : 0;
    this.#goesOnSince = undefined;
  }

  /** The part that is done at some time. */
  at(time: number): number {
    const since = this.#goesOnSince;
    return since === undefined ? this.#done : Math.min(1, this.#done + (time - since) / this.length);
  }

  /** When that part is done if it goes on from `from`; not before `from`. */
  timeOf(part: number, from: number): number {
    return from + Math.round(Math.max(0, part - this.at(from)) * this.length);
  }
}
