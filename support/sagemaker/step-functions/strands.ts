import type { Clock } from '../life/clock.ts';

/**
 * What runs side by side in one execution. A task of the clock that wakes one of them is over once all of them wait for
 * the clock again, so that a clock that jumps leaves nothing behind.
 */
export class Strands {
  readonly #clock: Clock;
  readonly #resting = new Set<() => void>();
  #busy = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs work, which never rejects. Resolves once it waits for the clock, or has ended. */
  start(work: () => Promise<void>): Promise<void> {
    this.#busy += 1;
    void work().finally(() => this.#rest());
    return this.#allRest();
  }

  /** Waits until `wake` is called, and then for the clock to be at the time that it gives. Resolves to that time. */
  wait(register: (wake: (at: number) => void) => void): Promise<number> {
    return new Promise((resolve) => {
      register((at) => {
        this.#clock.schedule(at, () => {
          this.#busy += 1;
          resolve(at);
          return this.#allRest();
        });
      });
      this.#rest();
    });
  }

  /** Runs them side by side, and waits for all. Rejects with the first error, in their order. */
  async all<T>(works: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
    if (works.length === 0) return [];
    let left = works.length;
    this.#busy += left;
    const running = works.map((work) =>
      work().finally(() => {
        left -= 1;
        // The state that waits for them goes on.
        if (left === 0) this.#busy += 1;
        this.#rest();
      }),
    );
    this.#rest();
    const settled = await Promise.allSettled(running);
    return settled.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
  }

  #rest(): void {
    this.#busy -= 1;
    if (this.#busy > 0) return;
    for (const told of this.#resting) told();
    this.#resting.clear();
  }

  #allRest(): Promise<void> {
    if (this.#busy === 0) return Promise.resolve();
    return new Promise((resolve) => this.#resting.add(resolve));
  }
}
