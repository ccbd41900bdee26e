import { inFile } from '../mutation.ts';

/** The model of training time and of what is billed. */
export const time = [
  ...inFile('support/sagemaker/model/time.ts', [
    [
      'overhead with one instance',
      'a single instance exchanges as much as its model is large',
      '* workload.modelMegabytes : 0;',
      '* workload.modelMegabytes : workload.modelMegabytes;',
    ],
    [
      'overhead without volume',
      'encryption lengthens each step of several instances by the same, whatever they exchange',
      'const communication = communicationPerStep(workload, instances) * (1 + overhead);',
      'const communication = communicationPerStep(workload, instances) + (instances > 1 ? overhead : 0);',
    ],
    [
      'overhead on computing',
      'encryption lengthens computing too',
      'workload.steps * (workload.computeSeconds + communication)',
      'workload.steps * (workload.computeSeconds * (1 + overhead) + communication)',
    ],
    ['no overhead', 'encryption lengthens nothing', 'encrypted ? workload.encryptionOverhead : 0', 'encrypted ? 0 : 0'],
    [
      'overhead without encryption',
      'training unencrypted takes as long as encrypted',
      'encrypted ? workload.encryptionOverhead : 0',
      'workload.encryptionOverhead',
    ],
    [
      'volume without instances',
      'what is exchanged does not depend on the number of instances',
      '((2 * (instances - 1)) / instances) *',
      '1 *',
    ],
  ]),
  ...inFile('support/sagemaker/model/billing.ts', [
    ['billable time constant', 'what is billed does not follow training time', ': trainingSeconds;', ': 3600;'],
    ['billable time doubled', 'twice the training time is billed', ': trainingSeconds;', ': trainingSeconds * 2;'],
  ]),
  ...inFile('support/sagemaker/model/workloads.ts', [
    [
      'every algorithm is deep learning',
      'built-in algorithms exchange as much as deep learning',
      'BUILT_IN.find((workload) => workload.names.includes(name)) ?? DEEP_LEARNING',
      'DEEP_LEARNING',
    ],
    [
      'no algorithm is deep learning',
      'deep learning exchanges as little as XGBoost',
      '?? DEEP_LEARNING;',
      '?? (BUILT_IN[0] as KnownWorkload);',
    ],
  ]),
  ...inFile('support/sagemaker/model/workload-of.ts', [
    [
      'model size ignored',
      'what is exchanged does not depend on the size of the model',
      '? { ...usual, ...stated }',
      '? usual',
    ],
  ]),
];
