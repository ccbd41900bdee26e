import { billableTime } from '../../../../sagemaker/model/billing.ts';
import { trainingTime, type Workload } from '../../../../sagemaker/model/time.ts';
import { workloadOf } from '../../../../sagemaker/model/workload-of.ts';

export const INSTANCES = [1, 2, 4, 8] as const;

/** What the plots vary the communication of: the model's own deep learning on an instance type it does not know. */
export const WORKLOAD: Workload = workloadOf({
  image: undefined,
  algorithm: undefined,
  instanceTypes: [],
  environment: undefined,
});

export interface Point {
  readonly instances: number;
  readonly encrypted: boolean;
  /** Megabytes exchanged per step: the size of the model. */
  readonly megabytes: number;
  /** Of training, modelled. */
  readonly seconds: number;
  /** Billable seconds of all instances together, modelled. */
  readonly instanceSeconds: number;
}

/** As large as the largest model of the plots, in megabytes. */
export const LARGEST = 2 * WORKLOAD.modelMegabytes;
const PARTS = 8;

/** The model's answers, from nothing exchanged to twice what its deep learning exchanges. */
export const points: readonly Point[] = INSTANCES.flatMap((instances) =>
  [false, true].flatMap((encrypted) =>
    Array.from({ length: PARTS + 1 }, (_, part) => {
      const megabytes = (LARGEST * part) / PARTS;
      const seconds = trainingTime({ ...WORKLOAD, modelMegabytes: megabytes }, instances, encrypted);
      // Whole seconds are billed, as the stub bills them.
      const instanceSeconds = billableTime(Math.round(seconds), false) * instances;
      return { instances, encrypted, megabytes, seconds, instanceSeconds };
    }),
  ),
);
