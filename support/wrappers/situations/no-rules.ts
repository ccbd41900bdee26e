import type { Situation } from '../types.ts';
import { privateVpc, roleOf } from './private-vpc.ts';

export const noRules: Situation = {
  id: 'no-rules',
  title: 'A private VPC whose security group has no rules at all',
  expectation: 'refuses',
  reason: 'The instances could exchange nothing, so only a job that gives encryption up would be accepted.',
  shape: { instances: 2 },
  prepare: async (account) => ({ ...(await privateVpc(account, { between: [] })), roleArn: roleOf(account) }),
};
