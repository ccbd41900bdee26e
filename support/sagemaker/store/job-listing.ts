import { Breather } from '../life/breather.ts';
import type { History } from './history.ts';
import type { JobFilters } from './job-filters.ts';
import { comparePlaces, type JobRegistry, type Order, type OrderedFace, type OrderedJob } from './job-registry.ts';
import { type Entry, type Page, type PagedRequest, type Place, page } from './listing.ts';
import type { Candidates } from './name-parts.ts';
import { orderedMap } from './ordered.ts';
import type { Registered } from './registry.ts';

/** What lists show: its state, which they filter and sort by, and what that state was before. */
export interface Listable<Face> extends Registered {
  readonly history: Pick<History<Face>, 'at' | 'current'>;
}

/** The same for what keeps that history itself. */
export interface Listed<Face> extends Listable<Face> {
  readonly history: History<Face>;
}

export interface JobListing<Job, Face> {
  readonly request: PagedRequest & { readonly SortOrder?: string | undefined };
  /** The present one. */
  readonly revision: number;
  readonly accepts: (job: Job, face: Face) => boolean;
  /** Which jobs of a page are answered. Default: all. Others count for its size all the same. */
  readonly answers?: (job: Job, face: Face) => boolean;
  readonly key: (job: Job, face: Face) => string | number;
}

/**
 * One page of a list of jobs. As far as filters and order go, all pages see the jobs as they were when the first one was
 * asked for: whatever is created or changes in between, nothing is lost and nothing comes twice. What is deleted in
 * between is gone.
 */
export function pageOfJobs<Face, Job extends Listable<Face>>(
  listing: JobListing<Job, Face> & { readonly jobs: readonly Job[] },
): Promise<Page<Job>> {
  const looked = (revision: number, after: Place | undefined, limit: number) =>
    firstOf(entriesAt(listing, listing.jobs, revision), after, limit, isDescending(listing));
  return pageFrom(listing, looked);
}

/** What a list asks for at least. A registry knows which jobs those are, so the others are not looked at. */
export interface Wanted<Job> extends Pick<JobFilters, 'NameContains' | 'CreationTimeAfter' | 'CreationTimeBefore'> {
  readonly status?: string | undefined;
  /** All that `accepts` takes of the jobs as they are now are among these. */
  readonly among?: { readonly size: number; readonly jobs: Iterable<Job> } | undefined;
}

export interface RegistryListing<Job, Face> extends JobListing<Job, Face> {
  /** What `key` reports, where jobs are kept in that order. */
  readonly order: Order | undefined;
  readonly wanted: Wanted<Job>;
  /** Of so few it is quicker to look at each than to walk along an order until a page is full. */
  readonly few?: number;
}

const FEW = 500;

/** The same for all jobs of a kind. What it takes does not grow with the number of jobs, as far as orders and filters go. */
export function pageOfRegistry<Face extends OrderedFace, Job extends OrderedJob<Face>>(
  listing: RegistryListing<Job, Face> & { readonly jobs: JobRegistry<Face, Job> },
): Promise<Page<Job>> {
  return pageFrom(listing, (revision, after, limit) => lookedAt(listing, listing.jobs, revision, after, limit));
}

/** The jobs that a list may show at a revision, each once, without an order; with those that it does not show. */
export async function jobsWanted<Face extends OrderedFace, Job extends OrderedJob<Face>>(
  jobs: JobRegistry<Face, Job>,
  wanted: Wanted<Job>,
  revision: number,
): Promise<Iterable<Job>> {
  const fewest = await fewestOf(jobs, wanted);
  return fewest ? withChanged(jobs, fewest.jobs, revision) : jobs.walk('created', undefined, false);
}

async function lookedAt<Face extends OrderedFace, Job extends OrderedJob<Face>>(
  listing: RegistryListing<Job, Face>,
  jobs: JobRegistry<Face, Job>,
  revision: number,
  after: Place | undefined,
  limit: number,
): Promise<Entry<Job>[]> {
  const descending = isDescending(listing);
  const { order, wanted, few = FEW } = listing;
  const fewest = await fewestOf(jobs, wanted);
  if (order === undefined || (fewest && fewest.size <= few)) {
    const candidates = fewest ? withChanged(jobs, fewest.jobs, revision) : jobs.walk('created', undefined, false);
    return firstOf(entriesAt(listing, candidates, revision), after, limit, descending);
  }
  if (order === 'name' || (order === 'created' && wanted.status === undefined)) {
    const from = order === 'created' ? laterOf(after, firstCreated(wanted, descending), descending) : after;
    const isBeyond = order === 'created' ? isBeyondCreation(wanted, descending) : () => false;
    return taken(entriesAt(listing, until(jobs.walk(order, from, descending), isBeyond), revision), limit);
  }
  // By what changes: those that have changed since are where they are now, not where they were.
  for (let attempt = 0; ; attempt += 1) {
    const { latest } = jobs;
    const pauses = attempt < 2;
    const walk =
      order === 'created'
        ? jobs.walkStatus(wanted.status ?? '', after, descending)
        : jobs.walk(order, after, descending);
    const unchanged = kept(walk, (job) => job.history.revision <= revision);
    const entries = await taken(entriesAt(listing, unchanged, revision), limit, pauses);
    const changed = entriesAt(listing, [...jobs.changedSince(revision)], revision);
    entries.push(...(await firstOf(changed, after, limit, descending, pauses)));
    // While this paused, others may have changed something.
    if (jobs.latest !== latest) continue;
    const sign = descending ? -1 : 1;
    return entries.sort((a, b) => sign * comparePlaces(a, b)).slice(0, limit);
  }
}

type Look<Job> = (revision: number, after: Place | undefined, limit: number) => Promise<readonly Entry<Job>[]>;

function pageFrom<Face, Job extends Listable<Face>>(
  { request, revision, answers = () => true }: JobListing<Job, Face>,
  entriesAfter: Look<Job>,
): Promise<Page<Job>> {
  return page({
    request,
    revision,
    entriesAfter,
    answers: (job, shown) => {
      const face = job.history.at(shown);
      return face !== undefined && answers(job, face);
    },
  });
}

const isDescending = ({ request }: Pick<JobListing<never, never>, 'request'>) => request.SortOrder === 'Descending';

/** An entry for each job that is accepted, nothing for each that is not: so that others come to their turn in between. */
function* entriesAt<Face, Job extends Listable<Face>>(
  { accepts, key }: JobListing<Job, Face>,
  jobs: Iterable<Job>,
  revision: number,
): Generator<Entry<Job> | undefined> {
  for (const job of jobs) {
    const face = job.history.at(revision);
    const accepted = face !== undefined && accepts(job, face);
    yield accepted ? { item: job, key: key(job, face), sequence: job.sequence } : undefined;
  }
}

/** The first so many of entries that come in order. */
async function taken<Job>(
  entries: Iterable<Entry<Job> | undefined>,
  limit: number,
  pauses = true,
): Promise<Entry<Job>[]> {
  const breather = new Breather();
  const found: Entry<Job>[] = [];
  for (const entry of entries) {
    if (pauses && breather.due) await breather.breathe();
    if (entry !== undefined) found.push(entry);
    if (found.length >= limit) break;
  }
  return found;
}

/** The same of entries that come in no order. */
async function firstOf<Job>(
  entries: Iterable<Entry<Job> | undefined>,
  after: Place | undefined,
  limit: number,
  descending: boolean,
  pauses = true,
): Promise<Entry<Job>[]> {
  const sign = descending ? -1 : 1;
  const breather = new Breather();
  const first = orderedMap<Entry<Job>, undefined>((a, b) => sign * comparePlaces(a, b));
  for (const entry of entries) {
    if (pauses && breather.due) await breather.breathe();
    if (entry === undefined || (after && sign * comparePlaces(entry, after) <= 0)) continue;
    first.set(entry, undefined);
    const last = first.size > limit ? first.maxKey() : undefined;
    if (last !== undefined) first.delete(last);
  }
  return first.keysArray();
}

/** The smallest of what is known to hold all that is wanted, as jobs are now; `undefined`: nothing narrows it down. */
async function fewestOf<Face extends OrderedFace, Job extends OrderedJob<Face>>(
  jobs: JobRegistry<Face, Job>,
  { status, among, NameContains, CreationTimeAfter, CreationTimeBefore }: Wanted<Job>,
): Promise<Candidates<Job> | undefined> {
  const known: Candidates<Job>[] = among === undefined ? [] : [among];
  if (status !== undefined) {
    known.push({ size: jobs.countOf(status), jobs: jobs.walkStatus(status, undefined, false) });
  }
  const named = NameContains === undefined ? undefined : await jobs.withNamePart(NameContains, FEW);
  if (named) known.push({ size: named.size, jobs: kept(named.jobs, (job) => jobs.has(job)) });
  if (CreationTimeAfter || CreationTimeBefore) {
    const span = { CreationTimeAfter, CreationTimeBefore };
    const walk = () => until(jobs.walk('created', firstCreated(span, false), false), isBeyondCreation(span, false));
    const size = count(walk(), FEW + 1);
    if (size <= FEW) known.push({ size, jobs: walk() });
  }
  return known.length === 0 ? undefined : known.reduce((least, other) => (other.size < least.size ? other : least));
}

/** Jobs as they are now, and those that have changed since a revision: all that they were then is among them. */
function* withChanged<Face extends OrderedFace, Job extends OrderedJob<Face>>(
  jobs: JobRegistry<Face, Job>,
  candidates: Iterable<Job>,
  revision: number,
): Generator<Job> {
  yield* kept(candidates, (job) => job.history.revision <= revision);
  yield* [...jobs.changedSince(revision)];
}

type Span = Pick<JobFilters, 'CreationTimeAfter' | 'CreationTimeBefore'>;

/** From where on jobs are of a span of time: both of its ends are left out. */
function firstCreated({ CreationTimeAfter, CreationTimeBefore }: Span, descending: boolean): Place | undefined {
  const end = descending ? CreationTimeBefore : CreationTimeAfter;
  return end && { key: end.getTime(), sequence: descending ? -1 : Number.POSITIVE_INFINITY };
}

function isBeyondCreation({ CreationTimeAfter, CreationTimeBefore }: Span, descending: boolean) {
  const end = (descending ? CreationTimeAfter : CreationTimeBefore)?.getTime();
  return ({ createdAt }: { readonly createdAt: number }): boolean =>
    end !== undefined && (descending ? createdAt <= end : createdAt >= end);
}

function laterOf(a: Place | undefined, b: Place | undefined, descending: boolean): Place | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return comparePlaces(a, b) > 0 === descending ? b : a;
}

function* until<Job>(jobs: Iterable<Job>, isBeyond: (job: Job) => boolean): Generator<Job> {
  for (const job of jobs) {
    if (isBeyond(job)) return;
    yield job;
  }
}

function* kept<Job>(jobs: Iterable<Job>, keeps: (job: Job) => boolean): Generator<Job> {
  for (const job of jobs) if (keeps(job)) yield job;
}

function count(items: Iterable<unknown>, most = Number.POSITIVE_INFINITY): number {
  let found = 0;
  for (const _ of items) {
    found += 1;
    if (found >= most) break;
  }
  return found;
}
