/** The filters by time and name that every list of jobs has. */
export interface JobFilters {
  readonly NameContains?: string | undefined;
  readonly CreationTimeAfter?: Date | undefined;
  readonly CreationTimeBefore?: Date | undefined;
  readonly LastModifiedTimeAfter?: Date | undefined;
  readonly LastModifiedTimeBefore?: Date | undefined;
}

export interface Filtered {
  readonly name: string;
  /** Unix milliseconds, as below. */
  readonly createdAt: number;
}

/** Whether a job passes; both ends of a span of time are left out. */
export function passes(filters: JobFilters, job: Filtered, modifiedAt: number): boolean {
  return (
    job.name.includes(filters.NameContains ?? '') &&
    within(job.createdAt, filters.CreationTimeAfter, filters.CreationTimeBefore) &&
    within(modifiedAt, filters.LastModifiedTimeAfter, filters.LastModifiedTimeBefore)
  );
}

export function within(time: number, after: Date | undefined, before: Date | undefined): boolean {
  return (!after || time > after.getTime()) && (!before || time < before.getTime());
}
