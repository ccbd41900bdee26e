import type { LoggedJob } from './jobs.ts';

/** What one instance of a job says: that nothing runs, and what became of the job. */
export function linesOf(job: LoggedJob, instance: number): { timestamp: number; message: string }[] {
  const traffic = job.encrypted ? 'encrypted' : 'not encrypted';
  return [
    { at: job.startedAt, text: `algo-${instance} of ${job.instances}. No container runs here.` },
    { at: job.startedAt, text: `Traffic between instances: ${traffic}` },
    ...job.history.filter(({ at }) => at >= job.startedAt),
  ].map(({ at, text }) => ({ timestamp: Math.floor(at), message: `train-encrypt: ${text}` }));
}
