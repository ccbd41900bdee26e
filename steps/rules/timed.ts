/** What one run of a job took, in seconds, as Describe reports. */
export interface Timed {
  readonly training: number;
  readonly billable: number;
}

/** The same job on the same instances, unencrypted and encrypted. */
export interface TimedPair {
  readonly instances: number;
  readonly clear: Timed;
  readonly encrypted: Timed;
}
