import type { Situation } from '../types.ts';
import { DOCUMENTED, privateVpc, roleOf } from './private-vpc.ts';

export const documented: Situation = {
  id: 'documented',
  title: 'A private VPC whose security group has the documented rules',
  expectation: 'launches',
  reason: 'Everything that encrypted traffic needs is there.',
  shape: { instances: 2 },
  prepare: async (account) => ({
    ...(await privateVpc(account, { between: DOCUMENTED })),
    roleArn: roleOf(account),
  }),
};
