/** What a registry keeps. */
export interface Registered {
  readonly name: string;
  /** Counts from 1 in the order of creation: tells apart what is equal otherwise. */
  readonly sequence: number;
}

/** A name that is taken although nothing has it yet. */
export interface Reservation {
  /** The place in the order of creation. */
  readonly sequence: number;
  /** Gives the name back. */
  release(): void;
}

/** The resources of one kind, by name. Names that differ in case only would share an ARN, so one excludes the other. */
export class Registry<T extends Registered> {
  /** By name in lower case, as below. */
  readonly #items = new Map<string, T>();
  readonly #taken = new Set<string>();
  #sequence = 0;

  /** Takes the name at once, so that of many who ask only one gets it; `undefined` when it is taken. */
  reserve(name: string): Reservation | undefined {
    const key = name.toLowerCase();
    if (this.#taken.has(key)) return undefined;
    this.#taken.add(key);
    this.#sequence += 1;
    return { sequence: this.#sequence, release: () => void this.#taken.delete(key) };
  }

  /** Puts what was made where its name is reserved. */
  add(item: T): void {
    this.#items.set(item.name.toLowerCase(), item);
  }

  /** The name must be written as it was when it was given. */
  get(name: string): T | undefined {
    const item = this.#items.get(name.toLowerCase());
    return item?.name === name ? item : undefined;
  }

  /** By the name in an ARN, which is in lower case. */
  withKey(key: string): T | undefined {
    return this.#items.get(key);
  }

  delete(item: T): void {
    this.#items.delete(item.name.toLowerCase());
    this.#taken.delete(item.name.toLowerCase());
  }

  get size(): number {
    return this.#items.size;
  }

  all(): readonly T[] {
    return [...this.#items.values()];
  }
}
