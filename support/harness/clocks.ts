import type { Clock } from '../sagemaker/life/clock.ts';
import { createInstantClock } from '../sagemaker/life/instant-clock.ts';
import { createManualClock, type ManualClock } from '../sagemaker/life/manual-clock.ts';
import { createScaledClock } from '../sagemaker/life/scaled-clock.ts';

/** How time passes for jobs; see `HarnessOptions.time`. */
export type Time = 'manual' | 'instant' | 'second-look' | number;

/** The clocks of a harness, one per account, made when first asked for. */
export class Clocks implements Disposable {
  readonly time: Time;
  readonly #clocks = new Map<string, Clock>();
  readonly #manual = new Map<string, ManualClock>();

  readonly #epoch: number | undefined;

  /** @param epoch where manual clocks start, Unix milliseconds; by default the present. */
  constructor(time: Time, epoch?: number) {
    this.time = time;
    this.#epoch = epoch;
  }

  of(account: string): Clock {
    const existing = this.#clocks.get(account);
    if (existing !== undefined) return existing;
    const made = this.#make(account);
    this.#clocks.set(account, made);
    return made;
  }

  /** The clock of this account, to be turned; `undefined` when time passes by itself. */
  manual(account: string): ManualClock | undefined {
    this.of(account);
    return this.#manual.get(account);
  }

  /** What clients see as the present, Unix milliseconds. */
  now(account: string): number {
    const clock = this.of(account);
    return clock.toReal(clock.now());
  }

  /** Turns the clock of an account. Rejects with an Error when time passes by itself. */
  async advance(account: string, seconds: number): Promise<void> {
    const clock = this.manual(account);
    if (clock === undefined) {
      throw new Error("train-encrypt: only a clock of time 'manual' can be turned; here time passes by itself");
    }
    await clock.advance(seconds);
  }

  /** Stops the clock of an account, or all; the next use creates a new one. */
  forget(account?: string): void {
    for (const [id, clock] of this.#clocks) {
      if (account !== undefined && id !== account) continue;
      clock.close();
      this.#clocks.delete(id);
      this.#manual.delete(id);
    }
  }

  [Symbol.dispose](): void {
    for (const clock of this.#clocks.values()) clock.close();
  }

  #make(account: string): Clock {
    if (this.time === 'instant' || this.time === 'second-look') return createInstantClock();
    if (this.time !== 'manual') return createScaledClock(this.time);
    const clock = createManualClock(this.#epoch);
    this.#manual.set(account, clock);
    return clock;
  }
}
