/** Counts the changes of an account: a list that goes on over several requests goes on as of one revision. */
export class Revisions {
  #current = 0;

  get current(): number {
    return this.#current;
  }

  next(): number {
    this.#current += 1;
    return this.#current;
  }
}

/** A value and what it was before, by revision. */
export class History<T> {
  readonly #revisions: Revisions;
  readonly #values: { readonly revision: number; readonly value: T }[] = [];

  constructor(revisions: Revisions, first: T) {
    this.#revisions = revisions;
    this.set(first);
  }

  set(value: T): void {
    this.#values.push({ revision: this.#revisions.next(), value });
  }

  /** The value as it was at a revision; `undefined` when there was none yet. */
  at(revision: number): T | undefined {
    return this.#values.findLast((entry) => entry.revision <= revision)?.value;
  }

  /** All that the value ever was, in order. */
  get all(): readonly T[] {
    return this.#values.map(({ value }) => value);
  }

  get current(): T {
    const last = this.#values.at(-1);
    if (!last) throw new Error('a history has a first value');
    return last.value;
  }
}
