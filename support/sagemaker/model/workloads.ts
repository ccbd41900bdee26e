/**
 * How much the algorithms that SageMaker knows communicate, as far as the model of time needs it. Every number is ours,
 * chosen so that the model says what the documentation says: most built-in algorithms are typically not slowed, deep
 * learning is slowed most. None was measured.
 */

import type { Provenance } from '../../rules/types.ts';

export interface KnownWorkload {
  readonly provenance: Provenance;
  readonly steps: number;
  /** Per step, in seconds. */
  readonly computeSeconds: number;
  /** What is exchanged per step; `perGbps` for models that are sized for the machine they are trained on. */
  readonly modelMegabytes: number | { readonly perGbps: number };
  /** Names of image repositories, or of algorithms, that are this workload. */
  readonly names: readonly string[];
}

/** Frameworks and everything unknown: gradients as big as the model, after every step. */
export const DEEP_LEARNING: KnownWorkload = {
  provenance: 'ours',
  steps: 1000,
  computeSeconds: 0.5,
  modelMegabytes: { perGbps: 40 },
  names: ['image-classification', 'object-detection', 'semantic-segmentation'],
};

/** Built-in algorithms that exchange little: histograms, a few coefficients, centres of clusters. */
export const BUILT_IN: readonly KnownWorkload[] = [
  {
    provenance: 'ours',
    steps: 300,
    computeSeconds: 1,
    modelMegabytes: 1,
    names: ['xgboost', 'sagemaker-xgboost'],
  },
  { provenance: 'ours', steps: 400, computeSeconds: 1, modelMegabytes: 2, names: ['forecasting-deepar'] },
  { provenance: 'ours', steps: 300, computeSeconds: 0.5, modelMegabytes: 0.5, names: ['linear-learner'] },
  {
    provenance: 'ours',
    steps: 300,
    computeSeconds: 1,
    modelMegabytes: 1,
    names: [
      'blazingtext',
      'factorization-machines',
      'ipinsights',
      'kmeans',
      'knn',
      'lda',
      'ntm',
      'object2vec',
      'pca',
      'randomcutforest',
    ],
  },
];

/** Encrypting the same exchange takes half as long again. Ours; see the head of this file. */
export const ENCRYPTION_OVERHEAD = 0.5;

/**
 * What is trained, by the image's repository or the algorithm's name. Anything unknown counts as deep learning.
 * @param image `683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1`
 * @param algorithm a name, or the ARN of one
 */
export function knownWorkload(image: string | undefined, algorithm: string | undefined): KnownWorkload {
  const name = image === undefined ? lastSegment(algorithm ?? '') : repository(image);
  return BUILT_IN.find((workload) => workload.names.includes(name)) ?? DEEP_LEARNING;
}

function repository(image: string): string {
  return lastSegment(image).split(/[:@]/)[0] ?? '';
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
