/** What is due and when: the part that every clock shares. Tasks of one instant keep the order they came in. */
export class Agenda {
  readonly #entries: Entry[] = [];

  /** Returns what takes the task off again; does nothing once it has run. */
  add(at: number, task: Task): () => void {
    const entry = { at, task };
    const later = this.#entries.findIndex((other) => other.at > at);
    this.#entries.splice(later < 0 ? this.#entries.length : later, 0, entry);
    return () => {
      const index = this.#entries.indexOf(entry);
      if (index >= 0) this.#entries.splice(index, 1);
    };
  }

  /** Takes the next task that is due at `until` or earlier; without `until`, the next one whenever it is due. */
  take(until = Number.POSITIVE_INFINITY): Entry | undefined {
    const [first] = this.#entries;
    return first && first.at <= until ? this.#entries.shift() : undefined;
  }

  /** When the next task is due, in Unix milliseconds. */
  get next(): number | undefined {
    return this.#entries[0]?.at;
  }

  clear(): void {
    this.#entries.length = 0;
  }
}

export type Task = () => Promise<void> | void;

export interface Entry {
  readonly at: number;
  readonly task: Task;
}
