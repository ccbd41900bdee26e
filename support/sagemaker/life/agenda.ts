import { type OrderedSet, orderedSet } from '../store/ordered.ts';

/** What is due and when: the part that every clock shares. Tasks of one instant keep the order they came in. */
export class Agenda {
  readonly #entries: OrderedSet<Planned> = orderedSet((a, b) => a.at - b.at || a.order - b.order);
  #order = 0;

  /** Returns what takes the task off again; does nothing once it has run. */
  add(at: number, task: Task): () => void {
    this.#order += 1;
    const entry = { at, task, order: this.#order };
    this.#entries.set(entry, undefined);
    return () => void this.#entries.delete(entry);
  }

  /** Takes the next task that is due at `until` or earlier; without `until`, the next one whenever it is due. */
  take(until = Number.POSITIVE_INFINITY): Entry | undefined {
    const first = this.#entries.minKey();
    if (first === undefined || first.at > until) return undefined;
    this.#entries.delete(first);
    return first;
  }

  /** When the next task is due, in Unix milliseconds. */
  get next(): number | undefined {
    return this.#entries.minKey()?.at;
  }

  clear(): void {
    this.#entries.clear();
  }
}

export type Task = () => Promise<void> | void;

export interface Entry {
  readonly at: number;
  readonly task: Task;
}

interface Planned extends Entry {
  readonly order: number;
}
