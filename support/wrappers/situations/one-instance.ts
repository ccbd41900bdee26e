import type { Situation } from '../types.ts';
import { documented } from './documented.ts';

export const oneInstance: Situation = {
  ...documented,
  id: 'one-instance',
  title: 'The documented network, and one instance',
  reason: 'One instance has no other to talk to: there is nothing to encrypt, and the VPC still counts.',
  shape: { instances: 1 },
};
