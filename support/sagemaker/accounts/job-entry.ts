import type { JobRecord } from './job-record.ts';

/**
 * A record that is put together when somebody looks into it: of many jobs few are shown.
 */
export interface JobEntry extends Pick<JobRecord, 'account' | 'region' | 'operation' | 'name' | 'status'> {
  /** Unix milliseconds, by the clock of the account. */
  readonly at: number;
  /** Its place among the requests of an instant. */
  readonly place: number;
  readonly createdAt: string;
  record(): JobRecord;
}
