import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '../../../gateway/index.ts';
import { type EventSink, EventStream } from '../../../gateway/pages/content.ts';
import type { Verdict } from '../../../rules/types.ts';
import { withoutSecrets } from '../../../text/callers-secrets.ts';
import { shown } from '../../../text/shown.ts';
import { asksForJobs, nameIn, refusalOf } from '../refused-call.ts';
import { type CallItem, callItem, type JobItem, jobItem, refusedItem } from './items.ts';

/** How many of each the page is shown that opens now. */
export interface FeedLimits {
  readonly jobs: number;
  readonly calls: number;
}

const LIMITS: FeedLimits = { jobs: 500, calls: 1_000 };

interface Numbered<T> {
  readonly event: number;
  readonly item: T;
}

/** What the page shows: the newest jobs and calls, and those that come while somebody looks. */
export class Feed {
  readonly #limits: FeedLimits;
  /** Of this start: the numbers of another one mean nothing here. */
  readonly #instance = randomUUID();
  readonly #jobs = new Map<number, Numbered<JobItem> & { readonly verdict?: Verdict }>();
  readonly #calls = new Map<number, Numbered<CallItem>>();
  readonly #sinks = new Set<EventSink>();
  #event = 0;
  #job = 0;
  #forgotten = 0;

  constructor(limits: Partial<FeedLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  verdict(account: string, verdict: Verdict): void {
    this.#job += 1;
    this.#keepJob(jobItem(this.#job, new Date().toISOString(), account, verdict), verdict);
  }

  call(entry: JournalEntry): void {
    if (asksForJobs(entry)) this.#settle(entry);
    const numbered = this.#numbered(callItem(entry));
    this.#calls.set(entry.sequence, numbered);
    trim(this.#calls, this.#limits.calls);
    this.#tell('call', numbered);
  }

  /** The verdict of a job that is still kept. */
  verdictOf(job: number): Verdict | undefined {
    return this.#jobs.get(job)?.verdict;
  }

  forget(account?: string): void {
    for (const [id, { item }] of this.#jobs)
      if (account === undefined || item.account === account) this.#jobs.delete(id);
    for (const [id, { item }] of this.#calls) {
      if (account === undefined || item.account === account) this.#calls.delete(id);
    }
    const reset = this.#numbered({ account });
    this.#forgotten = reset.event;
    this.#tell('reset', reset);
  }

  /** The events for a reader, who has those up to `lastEventId` already. */
  stream(lastEventId?: string): EventStream {
    return new EventStream((sink) => {
      const [instance, number = ''] = (lastEventId ?? '').split('.');
      const known = instance === this.#instance && Number(number) >= this.#forgotten ? Number(number) : undefined;
      if (known === undefined) send(sink, 'hello', { event: 0, item: {} }, this.#instance);
      const missed = ({ event }: Numbered<unknown>) => event > (known ?? 0);
      const jobs = [...this.#jobs.values()].filter(missed).map((one) => ['job', one] as const);
      const calls = [...this.#calls.values()].filter(missed).map((one) => ['call', one] as const);
      // In the order of their events, so that a browser that loses the connection in between can go on from there.
      const all = [...jobs, ...calls].toSorted(([, a], [, b]) => a.event - b.event);
      for (const [name, { event, item }] of all) send(sink, name, { event, item }, this.#instance);
      this.#sinks.add(sink);
      return () => this.#sinks.delete(sink);
    });
  }

  /** The request of a job was answered: it may have been refused for something that the rules do not look at. */
  #settle(entry: JournalEntry): void {
    const name = nameIn(entry);
    const own = [...this.#jobs.values()].filter(
      ({ item, verdict }) =>
        item.call === undefined &&
        item.account === entry.caller.account &&
        item.operation === entry.operation &&
        verdict?.job.name === name,
    );
    const refused = refusalOf(entry);
    if (own.length === 0 && refused !== undefined) {
      this.#job += 1;
      const about = { id: this.#job, name: shown(name ?? ''), shape: '', network: false };
      this.#keepJob(refusedItem(entry, refused, about));
    }
    for (const { item, verdict } of own) {
      const overruled = refused !== undefined && verdict?.refusals.length === 0;
      this.#keepJob(overruled ? refusedItem(entry, refused, item) : { ...item, call: entry.sequence }, verdict);
    }
  }

  #keepJob(item: JobItem, verdict?: Verdict): void {
    const numbered = this.#numbered(item);
    this.#jobs.set(item.id, { ...numbered, ...(verdict && { verdict }) });
    trim(this.#jobs, this.#limits.jobs);
    this.#tell('job', numbered);
  }

  #numbered<T>(item: T): Numbered<T> {
    this.#event += 1;
    return { event: this.#event, item };
  }

  #tell(name: string, numbered: Numbered<unknown>): void {
    for (const sink of this.#sinks) {
      if (!send(sink, name, numbered, this.#instance)) this.#sinks.delete(sink);
    }
  }
}

function send(sink: EventSink, name: string, { event, item }: Numbered<unknown>, instance: string): boolean {
  return sink.send({ id: `${instance}.${event}`, name, data: JSON.stringify(withoutSecrets(item)) });
}

/** The oldest go first. */
function trim(kept: Map<number, unknown>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}
