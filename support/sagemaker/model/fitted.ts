import { trainingTime, type Workload } from './time.ts';

/** Seconds before the work begins that count towards the limit of a job, with some to spare. */
const BEFORE_WORK = 40;

/**
 * Our own workload for a job that may run so many seconds: an ordinary job is not stopped because the model assumes
 * more work than its limit allows. Encrypted or not the work is the same, so that the effect of encryption stays.
 * @param limit in seconds; `undefined`: the job has time enough
 */
export function fitted(workload: Workload, instances: number, limit: number | undefined): Workload {
  if (limit === undefined) return workload;
  const room = Math.max(1, (limit - BEFORE_WORK) / 2);
  const time = trainingTime(workload, instances, true);
  if (time <= room) return workload;
  const share = room / time;
  const steps = Math.max(1, Math.floor(workload.steps * share));
  // One step cannot be split, so it computes less.
  return steps > 1 ? { ...workload, steps } : { ...workload, steps, computeSeconds: room / 2, modelMegabytes: 0 };
}
