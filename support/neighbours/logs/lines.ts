/** What one instance of a job says: that nothing runs, and what became of the job. */
export function linesOf(job: LoggedJob, instance: number): { timestamp: number; message: string }[] {
  const traffic = job.encrypted ? 'encrypted' : 'not encrypted';
  return [
    { at: job.startedAt, text: `algo-${instance} of ${job.instances}. No container runs here.` },
    { at: job.startedAt, text: `Traffic between instances: ${traffic}` },
    ...job.history.filter(({ at }) => at >= job.startedAt),
  ].map(({ at, text }) => ({ timestamp: Math.floor(at), message: `train-encrypt: ${text}` }));
}

/** A job as far as its logs tell of it. Times are Unix milliseconds. */
export interface LoggedJob {
  readonly name: string;
  readonly startedAt: number;
  readonly instances: number;
  readonly encrypted: boolean;
  /** What became of it, in order. */
  readonly history: readonly { readonly at: number; readonly text: string }[];
}
