import type { Caller, CallRecord } from '../protocol/service.ts';
import type { LaunchedBy } from '../sagemaker/executions/launch.ts';
import type { Struck } from './faults/faults.ts';

/**
 * One call, as the gateway saw it. Never holds credentials or signatures.
 * @example
 * ```ts
 * import type { JournalEntry } from 'train-encrypt';
 *
 * const failed = (calls: readonly JournalEntry[]) => calls.filter(({ status }) => status >= 400);
 * ```
 */
export interface JournalEntry extends CallRecord {
  /** Counts from 1 over the life of the gateway. */
  readonly sequence: number;
  /** When it arrived, ISO 8601, by the machine's clock. */
  readonly time: string;
  readonly durationMs: number;
  readonly caller: Caller;
  readonly service: string;
  /** HTTP status of the answer; 0 when the connection was reset before all of it was sent. */
  readonly status: number;
  /** The number of the call that this one repeats, where it is a replay. */
  readonly replayOf?: number;
  /** The faults that struck this call, in order; absent when none did. */
  readonly faults?: readonly Struck[];
  /** What made the call in place of a client: a step of a pipeline, or a state of a state machine. */
  readonly launchedBy?: LaunchedBy;
}

/**
 * The calls that the endpoint answered.
 * @example
 * ```ts
 * import { startHarness } from 'train-encrypt';
 *
 * await using harness = await startHarness();
 * const account = harness.createAccount();
 * await harness.journal.settled(1_000);
 * const operations = harness.journal.entries(account.id).map(({ operation }) => operation);
 * ```
 */
export interface Journal {
  /** In order of arrival; at most the newest `capacity` entries (10,000) are kept. */
  entries(account?: string): readonly JournalEntry[];
  /** Tells of every call of an account once it was answered, until `stop` is called. Nothing of it is forgotten. */
  watch(account: string, onEntry: (entry: JournalEntry) => void): { readonly stop: () => void };
  /** Resolves once every call that has arrived so far is over, or after so many milliseconds. */
  settled(withinMs: number): Promise<void>;
}

export interface JournalLimits {
  /** Entries. Default 10,000. */
  readonly capacity?: number;
  /** Bytes of requests and answers, about. Default 128 MiB. */
  readonly bytes?: number;
}

/** A journal that forgets its oldest entries. */
export class JournalRing implements Journal {
  readonly #kept = new Map<number, { readonly entry: JournalEntry; readonly bytes: number }>();
  readonly #capacity: number;
  readonly #maxBytes: number;
  /** In order of arrival. */
  readonly #underWay = new Set<number>();
  readonly #watchers = new Set<(entry: JournalEntry) => void>();
  readonly #waiting = new Set<() => void>();
  #bytes = 0;
  #sequence = 0;

  constructor(limits: JournalLimits = {}) {
    this.#capacity = limits.capacity ?? 10_000;
    this.#maxBytes = limits.bytes ?? 128 * 1024 * 1024;
  }

  /** A number for a call that has just arrived; `done` gives it back. */
  next(): number {
    this.#sequence += 1;
    this.#underWay.add(this.#sequence);
    return this.#sequence;
  }

  /** A call is over, answered or not. */
  done(sequence: number): void {
    this.#underWay.delete(sequence);
    for (const look of this.#waiting) look();
  }

  /** The number of the newest call. */
  get latest(): number {
    return this.#sequence;
  }

  /** No call up to this number is under way any more. */
  get answeredThrough(): number {
    const [oldest] = this.#underWay;
    return oldest === undefined ? this.#sequence : oldest - 1;
  }

  /** Keeps a call once it was answered. `bytes`: about what it weighs, request and answer. */
  add(entry: JournalEntry, bytes: number): void {
    this.#kept.set(entry.sequence, { entry, bytes });
    this.#bytes += bytes;
    for (const tell of this.#watchers) tell(entry);
    for (const [sequence, oldest] of this.#kept) {
      if (this.#kept.size <= this.#capacity && this.#bytes <= this.#maxBytes) return;
      this.#kept.delete(sequence);
      this.#bytes -= oldest.bytes;
    }
  }

  watch(account: string, onEntry: (entry: JournalEntry) => void): { readonly stop: () => void } {
    const tell = (entry: JournalEntry) => {
      if (entry.caller.account === account) onEntry(entry);
    };
    this.#watchers.add(tell);
    return { stop: () => void this.#watchers.delete(tell) };
  }

  async settled(withinMs: number): Promise<void> {
    const last = this.latest;
    if (this.answeredThrough >= last) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      const look = () => {
        if (this.answeredThrough >= last) end();
      };
      const timer = setTimeout(end, withinMs);
      this.#waiting.add(look);
    });
  }

  /** Forgets the calls of an account, or all. The count goes on. */
  forget(account?: string): void {
    for (const [sequence, { entry, bytes }] of this.#kept) {
      if (account !== undefined && entry.caller.account !== account) continue;
      this.#kept.delete(sequence);
      this.#bytes -= bytes;
    }
  }

  entries(account?: string): readonly JournalEntry[] {
    const wanted: JournalEntry[] = [];
    for (const { entry } of this.#kept.values()) {
      if (account === undefined || entry.caller.account === account) wanted.push(entry);
    }
    // Kept in the order of their answers.
    return wanted.sort((a, b) => a.sequence - b.sequence);
  }
}
