import type { EgressCall } from '../../types.ts';

export interface CountedCall extends EgressCall {
  /** How often. */
  readonly count: number;
}

/** Different calls that are told apart: a command that asks for hosts without end must not fill memory. */
const LIMIT = 1_000;

/** Calls in the order in which each was first seen. */
export class Calls {
  readonly #seen = new Map<string, CountedCall>();

  add(host: string, what: EgressCall['what']): void {
    const key = `${what} ${host}`;
    const count = (this.#seen.get(key)?.count ?? 0) + 1;
    if (count > 1 || this.#seen.size < LIMIT) this.#seen.set(key, { host, what, count });
  }

  list(): readonly CountedCall[] {
    return [...this.#seen.values()];
  }
}
