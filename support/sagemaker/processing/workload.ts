import type { CreateProcessingJobRequest } from '@aws-sdk/client-sagemaker';
import { slowestBandwidth } from '../model/bandwidth.ts';
import { workloadFromEnvironment } from '../model/environment.ts';
import { fitted } from '../model/fitted.ts';
import type { Workload } from '../model/time.ts';
import { ENCRYPTION_OVERHEAD } from '../model/workloads.ts';
import { processingInstances } from './instances.ts';

/** Five minutes of work in one step. What its instances exchange is the container's own business: nothing is assumed. */
const WORK = { steps: 1, computeSeconds: 300, modelMegabytes: 0 } as const;

/** The variable by which a request says what its container leaves behind at the end. AWS knows nothing of it. */
const EXIT_MESSAGE = 'TRAIN_ENCRYPT_EXIT_MESSAGE';

/** The API's limit: one kilobyte. */
const LONGEST_EXIT_MESSAGE = 1024;

/**
 * What a processing job works on, as far as the model of time needs it; its environment may say otherwise.
 * @throws ServiceError ValidationException for a bad variable in the environment.
 */
export function workloadOfProcessing(request: CreateProcessingJobRequest): Workload {
  const { types, count } = processingInstances(request);
  const usual = {
    ...WORK,
    bandwidthGbps: slowestBandwidth(types),
    encryptionOverhead: ENCRYPTION_OVERHEAD,
  };
  const stated = workloadFromEnvironment(request.Environment);
  if (Object.keys(stated).length > 0) return { ...usual, ...stated };
  return fitted(usual, count, request.StoppingCondition?.MaxRuntimeInSeconds);
}

/** No container runs here, so what one would write into its exit message has to be said. */
export function exitMessageOf(environment: Readonly<Record<string, string>> = {}): string | undefined {
  const said = Object.hasOwn(environment, EXIT_MESSAGE) ? environment[EXIT_MESSAGE] : undefined;
  return said?.slice(0, LONGEST_EXIT_MESSAGE);
}
