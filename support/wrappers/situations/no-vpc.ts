import type { Situation } from '../types.ts';
import { roleOf } from './private-vpc.ts';

export const noVpc: Situation = {
  id: 'no-vpc',
  title: 'No subnets and no security groups given',
  expectation: 'refuses',
  reason: 'Encryption may be asked for only together with a private VPC.',
  shape: { instances: 2 },
  prepare: async (account) => ({ subnets: [], securityGroups: [], roleArn: roleOf(account) }),
};
