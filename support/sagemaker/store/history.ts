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

/** Told of a change of what it keeps after it was made: what was before, and as of which revision. */
export interface Watcher<Kept> {
  changed(kept: Kept, before: { readonly revision: number; readonly value: unknown }): void;
}

/** A value and what it was before, by revision. */
export class History<T> {
  readonly #account: Revisions;
  // Of each job there is one for as long as it is kept, so these are no longer than they must be: concat leaves no room.
  #revisions: readonly number[];
  #values: readonly T[];
  #watcher: Watcher<never> | undefined;
  #kept: unknown;

  constructor(account: Revisions, first: T) {
    this.#account = account;
    this.#revisions = [account.next()];
    this.#values = [first];
  }

  set(value: T): void {
    const before = { revision: this.revision, value: this.current };
    this.#revisions = this.#revisions.concat(this.#account.next());
    this.#values = this.#values.concat([value]);
    this.#watcher?.changed(this.#kept as never, before);
  }

  /** The value as it was at a revision; `undefined` when there was none yet. */
  at(revision: number): T | undefined {
    return this.revision <= revision
      ? this.current
      : this.#values[this.#revisions.findLastIndex((changed) => changed <= revision)];
  }

  /** All that the value ever was, in order. */
  get all(): readonly T[] {
    return this.#values;
  }

  get current(): T {
    return this.#values[this.#values.length - 1] as T;
  }

  /** Of the last change. */
  get revision(): number {
    return this.#revisions[this.#revisions.length - 1] as number;
  }

  /** Tells one watcher, that of the registry with what this is the history of, of every change from now on. */
  watch<Kept>(watcher: Watcher<Kept> | undefined, kept?: Kept): void {
    this.#watcher = watcher;
    this.#kept = kept;
  }
}
