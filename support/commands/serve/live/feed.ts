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
  /** Made when somebody looks: mostly nobody does. */
  readonly item: () => T;
}

interface KeptJob extends Numbered<JobItem> {
  readonly id: number;
  readonly account: string;
  readonly verdict?: Verdict;
}

interface KeptCall extends Numbered<CallItem> {
  readonly account: string;
}

/** What the page shows: the newest jobs and calls, and those that come while somebody looks. */
export class Feed {
  readonly #limits: FeedLimits;
  /** Of this start: the numbers of another one mean nothing here. */
  readonly #instance = randomUUID();
  readonly #jobs = new Map<number, KeptJob>();
  readonly #calls = new Map<number, KeptCall>();
  /** Jobs whose calls are not answered yet, by what those calls ask for. */
  readonly #unanswered = new Map<string, KeptJob[]>();
  readonly #sinks = new Set<EventSink>();
  #event = 0;
  #job = 0;
  #forgotten = 0;

  constructor(limits: Partial<FeedLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  verdict(account: string, verdict: Verdict): void {
    this.#job += 1;
    const [id, time] = [this.#job, new Date().toISOString()];
    const job = this.#keepJob({ id, account, verdict }, () => jobItem(id, time, account, verdict));
    const asked = keyOf(account, verdict.job.operation, verdict.job.name);
    const others = this.#unanswered.get(asked);
    if (others) others.push(job);
    else this.#unanswered.set(asked, [job]);
    trim(this.#unanswered, this.#limits.jobs);
  }

  call(entry: JournalEntry): void {
    if (asksForJobs(entry)) this.#settle(entry);
    const kept = { ...this.#numbered(() => callItem(entry)), account: entry.caller.account };
    this.#calls.set(entry.sequence, kept);
    trim(this.#calls, this.#limits.calls);
    this.#tell('call', kept);
  }

  /** The verdict of a job that is still kept. */
  verdictOf(job: number): Verdict | undefined {
    return this.#jobs.get(job)?.verdict;
  }

  forget(account?: string): void {
    for (const kept of [this.#jobs, this.#calls]) {
      for (const [id, one] of kept) if (account === undefined || one.account === account) kept.delete(id);
    }
    for (const [asked, [first]] of this.#unanswered) {
      if (account === undefined || first?.account === account) this.#unanswered.delete(asked);
    }
    const reset = this.#numbered(() => ({ account }));
    this.#forgotten = reset.event;
    this.#tell('reset', reset);
  }

  /** The events for a reader, who has those up to `lastEventId` already. */
  stream(lastEventId?: string): EventStream {
    return new EventStream((sink) => {
      const [instance, number = ''] = (lastEventId ?? '').split('.');
      const known = instance === this.#instance && Number(number) >= this.#forgotten ? Number(number) : undefined;
      if (known === undefined) send(sink, 'hello', { event: 0, item: () => ({}) }, this.#instance);
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
    const refused = refusalOf(entry);
    const { operation = '', sequence } = entry;
    const { account } = entry.caller;
    const name = nameIn(entry);
    const asked = keyOf(account, operation, name ?? '');
    const own = (this.#unanswered.get(asked) ?? []).filter(({ id }) => this.#jobs.has(id));
    this.#unanswered.delete(asked);
    if (own.length === 0 && refused !== undefined) {
      this.#job += 1;
      const about = { id: this.#job, name: shown(name ?? ''), shape: '', network: false };
      this.#keepJob({ id: this.#job, account }, () => refusedItem(entry, refused, about));
    }
    for (const { id, item, verdict } of own) {
      const overruled = refused !== undefined && verdict?.refusals.length === 0;
      this.#keepJob({ id, account, ...(verdict && { verdict }) }, () =>
        overruled ? refusedItem(entry, refused, item()) : { ...item(), call: sequence },
      );
    }
  }

  #keepJob(job: Omit<KeptJob, keyof Numbered<JobItem>>, item: () => JobItem): KeptJob {
    const kept = { ...job, ...this.#numbered(item) };
    this.#jobs.set(job.id, kept);
    trim(this.#jobs, this.#limits.jobs);
    this.#tell('job', kept);
    return kept;
  }

  #numbered<T>(make: () => T): Numbered<T> {
    this.#event += 1;
    let made: { readonly item: T } | undefined;
    const item = () => {
      made ??= { item: make() };
      return made.item;
    };
    return { event: this.#event, item };
  }

  #tell(name: string, numbered: Numbered<unknown>): void {
    for (const sink of this.#sinks) {
      if (!send(sink, name, numbered, this.#instance)) this.#sinks.delete(sink);
    }
  }
}

function send(sink: EventSink, name: string, { event, item }: Numbered<unknown>, instance: string): boolean {
  return sink.send({ id: `${instance}.${event}`, name, data: JSON.stringify(withoutSecrets(item())) });
}

/** What a call asks for: it may ask for several jobs. */
const keyOf = (account: string, operation: string, name: string): string => `${account} ${operation} ${name}`;

/** The oldest go first. */
function trim<Key>(kept: Map<Key, unknown>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}
