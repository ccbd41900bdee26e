import { slowestBandwidth } from './bandwidth.ts';
import { workloadFromEnvironment } from './environment.ts';
import type { Workload } from './time.ts';
import { ENCRYPTION_OVERHEAD, knownWorkload } from './workloads.ts';

/** The parts of a request that the model of time looks at. */
export interface ModelledRequest {
  readonly image: string | undefined;
  readonly algorithm: string | undefined;
  readonly instanceTypes: readonly string[];
  readonly environment: Readonly<Record<string, string>> | undefined;
}

/**
 * The workload that a request stands for: the algorithm's, on the slowest of its instance types, unless its environment
 * says otherwise.
 * @throws ServiceError ValidationException for a bad variable in the environment.
 */
export function workloadOf(request: ModelledRequest): Workload {
  const known = knownWorkload(request.image, request.algorithm);
  const bandwidthGbps = slowestBandwidth(request.instanceTypes);
  const { modelMegabytes } = known;
  return {
    steps: known.steps,
    computeSeconds: known.computeSeconds,
    modelMegabytes: typeof modelMegabytes === 'number' ? modelMegabytes : modelMegabytes.perGbps * bandwidthGbps,
    bandwidthGbps,
    encryptionOverhead: ENCRYPTION_OVERHEAD,
    ...workloadFromEnvironment(request.environment),
  };
}
