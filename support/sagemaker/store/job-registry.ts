import type { History } from './history.ts';
import { type Candidates, NameParts } from './name-parts.ts';
import { keysAfter, type OrderedMap, type OrderedSet, orderedMap, orderedSet } from './ordered.ts';
import { type Registered, Registry } from './registry.ts';

/** What the state of a job has, as far as lists are kept in order of it. */
export interface OrderedFace {
  readonly status?: string;
  /** Unix milliseconds. */
  readonly modifiedAt?: number;
}

export interface OrderedJob<Face> extends Registered {
  readonly history: History<Face>;
  /** Unix milliseconds. */
  readonly createdAt: number;
}

/** Orders in which jobs are kept. Of what is equal in one, the earlier created comes first. */
export type Order = 'name' | 'created' | 'status' | 'modified';

/** A place in an order: behind it, or before it, a walk goes on. */
export interface Place {
  readonly key: string | number;
  readonly sequence: number;
}

/**
 * A registry of what lists show. It keeps its jobs in every order that lists have, by their present state, and knows
 * which have changed since when, so that no list looks at all of them.
 */
export class JobRegistry<Face extends OrderedFace, Job extends OrderedJob<Face>> extends Registry<Job> {
  readonly #byName = orderedSet<Pick<Job, 'name' | 'sequence'>>(
    (a, b) => compareTexts(a.name, b.name) || a.sequence - b.sequence,
  );
  readonly #byCreation = orderedSet<Created>(compareCreated);
  readonly #byModification = orderedMap<Place, Job>(comparePlaces);
  readonly #byStatus = new Map<string, WithStatus>();
  /** By the revision of the last change. */
  readonly #byRevision = orderedMap<number, Job>((a, b) => a - b);
  #parts = new NameParts<Job>();
  #deleted = 0;
  readonly #watchers = new Set<(job: Job) => void>();

  /** Told of every job that was added, changed or deleted, until `stop` is called. */
  watch(watcher: (job: Job) => void): { readonly stop: () => void } {
    this.#watchers.add(watcher);
    return { stop: () => void this.#watchers.delete(watcher) };
  }

  override add(job: Job): void {
    super.add(job);
    this.#byName.set(job, undefined);
    this.#byCreation.set(job, undefined);
    this.#parts.add(job);
    this.#enter(job);
    job.history.watch(this, job);
  }

  /** A state of a job has changed. */
  changed(job: Job, before: { readonly revision: number; readonly value: unknown }): void {
    this.#leave(job, before.revision, before.value as Face);
    this.#enter(job);
  }

  override delete(job: Job): void {
    if (this.get(job.name) !== job) return;
    super.delete(job);
    job.history.watch(undefined);
    this.#byName.delete(job);
    this.#byCreation.delete(job);
    this.#leave(job, job.history.revision, job.history.current);
    this.#deleted += 1;
    if (this.#deleted > this.size) this.#forgetNames();
    for (const tell of this.#watchers) tell(job);
  }

  /** Says that something of a job changed that is no part of its state, such as its tags. */
  touched(job: Job): void {
    for (const tell of this.#watchers) tell(job);
  }

  has(job: Job): boolean {
    return this.get(job.name) === job;
  }

  /** The jobs in this order, as they are now; from behind a place on, or from the first. */
  *walk(order: Order, after: Place | undefined, descending: boolean): Generator<Job> {
    const sequence = after?.sequence ?? 0;
    if (order === 'name') {
      const place = after && { name: String(after.key), sequence };
      yield* keysAfter(this.#byName, place as Job | undefined, descending) as Iterable<Job>;
    } else if (order === 'created') {
      const place = after && { createdAt: Number(after.key), sequence };
      yield* keysAfter(this.#byCreation, place, descending) as Iterable<Job>;
    } else if (order === 'modified') {
      for (const place of keysAfter(this.#byModification, after, descending)) {
        const job = this.#byModification.get(place);
        if (job !== undefined) yield job;
      }
    } else {
      const statuses = [...this.#byStatus.keys()].sort();
      for (const status of descending ? statuses.reverse() : statuses) {
        if (after && (descending ? status > String(after.key) : status < String(after.key))) continue;
        const place = after && status === after.key ? { sequence } : undefined;
        const jobs = this.#byStatus.get(status)?.bySequence;
        if (jobs) yield* keysAfter(jobs, place, descending) as Iterable<Job>;
      }
    }
  }

  /** The same for those of one status, in order of their creation. */
  *walkStatus(status: string, after: Place | undefined, descending: boolean): Generator<Job> {
    const jobs = this.#byStatus.get(status)?.byCreation;
    const place = after && { createdAt: Number(after.key), sequence: after.sequence };
    if (jobs) yield* keysAfter(jobs, place, descending) as Iterable<Job>;
  }

  /** How many have this status now. */
  countOf(status: string): number {
    return this.#byStatus.get(status)?.bySequence.size ?? 0;
  }

  /** Those that were added or have changed after a revision, and are there still. */
  *changedSince(revision: number): Generator<Job> {
    for (const changed of keysAfter(this.#byRevision, revision, false)) {
      const job = this.#byRevision.get(changed);
      if (job !== undefined) yield job;
    }
  }

  /** The revision of the latest change of a job that is there still. */
  get latest(): number {
    return this.#byRevision.maxKey() ?? 0;
  }

  /** All whose names contain this text, with others and some that were deleted; `undefined` for an empty one. */
  withNamePart(text: string, few?: number): Promise<Candidates<Job> | undefined> {
    return this.#parts.candidates(text, few);
  }

  #enter(job: Job): void {
    const { current, revision } = job.history;
    this.#byRevision.set(revision, job);
    if (current.modifiedAt !== undefined) {
      this.#byModification.set({ key: current.modifiedAt, sequence: job.sequence }, job);
    }
    if (current.status !== undefined) {
      let same = this.#byStatus.get(current.status);
      if (same === undefined) {
        same = {
          bySequence: orderedSet<Pick<Registered, 'sequence'>>((a, b) => a.sequence - b.sequence),
          byCreation: orderedSet<Created>(compareCreated),
        };
        this.#byStatus.set(current.status, same);
      }
      same.bySequence.set(job, undefined);
      same.byCreation.set(job, undefined);
    }
    for (const tell of this.#watchers) tell(job);
  }

  #leave(job: Job, revision: number, { status, modifiedAt }: Face): void {
    this.#byRevision.delete(revision);
    if (modifiedAt !== undefined) this.#byModification.delete({ key: modifiedAt, sequence: job.sequence });
    const same = status === undefined ? undefined : this.#byStatus.get(status);
    same?.bySequence.delete(job);
    same?.byCreation.delete(job);
  }

  /** So that names of the deleted do not pile up. */
  #forgetNames(): void {
    this.#deleted = 0;
    this.#parts = new NameParts();
    for (const job of this.all()) this.#parts.add(job);
  }
}

interface Created {
  readonly createdAt: number;
  readonly sequence: number;
}

interface WithStatus {
  readonly bySequence: OrderedSet<Pick<Registered, 'sequence'>>;
  readonly byCreation: OrderedMap<Created, undefined>;
}

export function comparePlaces(a: Place, b: Place): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.sequence - b.sequence;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const compareCreated = (a: Created, b: Created): number => a.createdAt - b.createdAt || a.sequence - b.sequence;
