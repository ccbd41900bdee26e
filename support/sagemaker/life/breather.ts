import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others come to their turn: short beside what a client notices. */
const SHARE = 10;

/** Lets others come to their turn in the course of long work: requests of other accounts, health, timers. */
export class Breather {
  readonly #now: () => number;
  #since: number;

  /** @param now milliseconds, from any start */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  /** To await between two pieces of work. Resolves at once until a share of time is used up. */
  async breathe(): Promise<void> {
    if (!this.due) return;
    await setImmediate();
    this.#since = this.#now();
  }

  /** Whether it is time to breathe, for loops that await only then. */
  get due(): boolean {
    return this.#now() - this.#since >= SHARE;
  }
}
