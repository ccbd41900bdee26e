/**
 * A model of how long a distributed training takes, and of what encryption between instances adds. It measures nothing:
 * it only says in numbers what the documentation says in words, that the effect depends on how much instances
 * communicate, and that with one instance there is none.
 *
 *     time          = steps × (compute + communication × (1 + overhead))
 *     communication = 2(n − 1)/n × model size / bandwidth
 *
 * The second line is the volume of a ring all-reduce: each instance sends and receives it once per step. With one
 * instance it is zero, so encryption has nothing to act on.
 */

/** What is trained, and on what. */
export interface Workload {
  /** How often the instances exchange their results. */
  readonly steps: number;
  /** Seconds of computing per step; each instance computes a step of its own at the same time. */
  readonly computeSeconds: number;
  /** What the instances exchange per step, in megabytes (10^6 bytes). */
  readonly modelMegabytes: number;
  /** Of the slowest instance's network, in gigabits per second. */
  readonly bandwidthGbps: number;
  /** How much longer the same exchange takes when encrypted: 0.5 is half as long again. */
  readonly encryptionOverhead: number;
}

/** Megabytes that each instance sends in one step. */
export function volumePerStep(workload: Pick<Workload, 'modelMegabytes'>, instances: number): number {
  return instances > 1 ? ((2 * (instances - 1)) / instances) * workload.modelMegabytes : 0;
}

/** Seconds of communication in one step, unencrypted. */
export function communicationPerStep(
  workload: Pick<Workload, 'modelMegabytes' | 'bandwidthGbps'>,
  instances: number,
): number {
  const megabits = volumePerStep(workload, instances) * 8;
  return megabits / (workload.bandwidthGbps * 1000);
}

/** Seconds that the training takes by the model. */
export function trainingTime(workload: Workload, instances: number, encrypted: boolean): number {
  const overhead = encrypted ? workload.encryptionOverhead : 0;
  const communication = communicationPerStep(workload, instances) * (1 + overhead);
  return workload.steps * (workload.computeSeconds + communication);
}
