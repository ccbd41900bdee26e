import type { History } from './history.ts';
import { type Page, type PagedRequest, page } from './listing.ts';
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
  readonly jobs: readonly Job[];
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
export function pageOfJobs<Face, Job extends Listable<Face>>(listing: JobListing<Job, Face>): Page<Job> {
  const { jobs, request, revision, accepts, answers = () => true, key } = listing;
  return page({
    request,
    revision,
    descending: request.SortOrder === 'Descending',
    answers: (job, shown) => {
      const face = job.history.at(shown);
      return face !== undefined && answers(job, face);
    },
    entriesAt: (shown) =>
      jobs.flatMap((job) => {
        const face = job.history.at(shown);
        if (face === undefined || !accepts(job, face)) return [];
        return [{ item: job, key: key(job, face), sequence: job.sequence }];
      }),
  });
}
