import { full } from './errors.ts';

/** Bytes that one account can keep, and that all of them can. */
export const LIMITS = { account: 256 * 1024 * 1024, all: 512 * 1024 * 1024 } as const;

/** What an object weighs beside its bytes, about. */
const OVERHEAD = 1024;

/** The space that is left for objects. */
export class Space {
  readonly #limit: number;
  readonly #whose: string;
  #outer: Space | undefined;
  #taken = 0;

  /** `outer`: the space that this one is part of. */
  constructor(limit: number, whose: string, outer?: Space) {
    this.#limit = limit;
    this.#whose = whose;
    this.#outer = outer;
  }

  /** Throws `QuotaExceeded` and takes nothing when there is too little. */
  take(bytes: number): void {
    const weight = bytes + OVERHEAD;
    if (this.#taken + weight > this.#limit) throw full(this.#whose, this.#limit);
    this.#outer?.take(bytes);
    this.#taken += weight;
  }

  /** Releases everything taken from the outer space, and leaves it. */
  leave(): void {
    if (this.#outer) this.#outer.#taken -= this.#taken;
    this.#outer = undefined;
  }

  give(bytes: number): void {
    this.#taken -= bytes + OVERHEAD;
    this.#outer?.give(bytes);
  }
}
