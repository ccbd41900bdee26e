import type { Journal, JournalEntry } from '../gateway/index.ts';

/** Calls of each sort that are kept: one that asks without end must neither fill memory nor crowd out what counts. */
const MOST = 5_000;

/** The calls of one account from now on, whatever the journal forgets meanwhile. */
export class CallLog implements Disposable {
  readonly #asking: JournalEntry[] = [];
  readonly #looking: JournalEntry[] = [];
  readonly #watch: { readonly stop: () => void };

  constructor(journal: Journal, account: string) {
    this.#watch = journal.watch(account, (entry) => {
      const kept = isLook(entry) ? this.#looking : this.#asking;
      if (kept.length < MOST) kept.push(entry);
    });
  }

  /** In order of arrival. */
  entries(): readonly JournalEntry[] {
    return [...this.#asking, ...this.#looking].sort((a, b) => a.sequence - b.sequence);
  }

  [Symbol.dispose](): void {
    this.#watch.stop();
  }
}

/** Whether a call changes nothing. */
const isLook = ({ service, operation = '' }: JournalEntry): boolean =>
  (service !== 'sagemaker' && service !== 'states') || /^(Describe|List|Search|Get|Batch)/.test(operation);
