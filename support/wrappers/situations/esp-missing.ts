import type { Situation } from '../types.ts';
import { privateVpc, roleOf } from './private-vpc.ts';

export const espMissing: Situation = {
  id: 'esp-missing',
  title: 'A private VPC whose security group lets its members exchange UDP 500, and not ESP',
  expectation: 'refuses',
  reason: 'Keys could be agreed on, and no encrypted traffic would pass.',
  shape: { instances: 2 },
  prepare: async (account) => ({ ...(await privateVpc(account, { between: ['IKE'] })), roleArn: roleOf(account) }),
};
