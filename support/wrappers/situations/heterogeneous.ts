import type { Situation } from '../types.ts';
import { documented } from './documented.ts';

export const heterogeneous: Situation = {
  ...documented,
  id: 'heterogeneous',
  title: 'The documented network, and a heterogeneous cluster of two groups with one instance each',
  reason: 'The instances of all groups together are what talks: two, though no group has more than one.',
  shape: {
    instances: 2,
    groups: [
      { InstanceGroupName: 'data', InstanceType: 'ml.c5.xlarge', InstanceCount: 1 },
      { InstanceGroupName: 'training', InstanceType: 'ml.g4dn.xlarge', InstanceCount: 1 },
    ],
  },
};
