import { slowestBandwidth } from './bandwidth.ts';
import { workloadFromEnvironment } from './environment.ts';
import { fitted } from './fitted.ts';
import type { Workload } from './time.ts';
import { ENCRYPTION_OVERHEAD, knownWorkload } from './workloads.ts';

/** The parts of a request that the model of time looks at. */
export interface ModelledRequest {
  readonly image: string | undefined;
  readonly algorithm: string | undefined;
  readonly instanceTypes: readonly string[];
  readonly environment: Readonly<Record<string, string>> | undefined;
  /** Default 1. */
  readonly instances?: number;
  /** What its stopping condition allows, in seconds. */
  readonly limit?: number | undefined;
}

/**
 * The workload that a request stands for: the algorithm's, on the slowest of its instance types, unless its environment
 * says otherwise. What nobody stated fits into the time that the job has.
 * @throws ServiceError ValidationException for a bad variable in the environment.
 */
export function workloadOf(request: ModelledRequest): Workload {
  const known = knownWorkload(request.image, request.algorithm);
  const bandwidthGbps = slowestBandwidth(request.instanceTypes);
  const { modelMegabytes } = known;
  const usual = {
    steps: known.steps,
    computeSeconds: known.computeSeconds,
    modelMegabytes: typeof modelMegabytes === 'number' ? modelMegabytes : modelMegabytes.perGbps * bandwidthGbps,
    bandwidthGbps,
    encryptionOverhead: ENCRYPTION_OVERHEAD,
  };
  const stated = workloadFromEnvironment(request.environment);
  return Object.keys(stated).length > 0
    ? { ...usual, ...stated }
    : fitted(usual, request.instances ?? 1, request.limit);
}
