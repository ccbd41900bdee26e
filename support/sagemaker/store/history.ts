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

interface Version<T> {
  readonly revision: number;
  readonly value: T;
}

/** Told of a change after it was made, with the version before it. */
export type Watcher = (before: Version<unknown>) => void;

/** A value and what it was before, by revision. */
export class History<T> {
  readonly #revisions: Revisions;
  readonly #versions: Version<T>[];
  #watcher: Watcher | undefined;

  constructor(revisions: Revisions, first: T) {
    this.#revisions = revisions;
    this.#versions = [{ revision: revisions.next(), value: first }];
  }

  set(value: T): void {
    const before = this.#last;
    this.#versions.push({ revision: this.#revisions.next(), value });
    this.#watcher?.(before);
  }

  /** The value as it was at a revision; `undefined` when there was none yet. */
  at(revision: number): T | undefined {
    const last = this.#last;
    return last.revision <= revision
      ? last.value
      : this.#versions.findLast((version) => version.revision <= revision)?.value;
  }

  /** All that the value ever was, in order. */
  get all(): readonly T[] {
    return this.#versions.map(({ value }) => value);
  }

  get current(): T {
    return this.#last.value;
  }

  /** Of the last change. */
  get revision(): number {
    return this.#last.revision;
  }

  /** Tells one watcher, that of the registry with what this is the history of, of every change from now on. */
  watch(watcher: Watcher | undefined): void {
    this.#watcher = watcher;
  }

  get #last(): Version<T> {
    return this.#versions[this.#versions.length - 1] as Version<T>;
  }
}
