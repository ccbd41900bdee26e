import type { Situation } from '../types.ts';
import { DOCUMENTED, privateVpc, roleOf } from './private-vpc.ts';

export const noSubnets: Situation = {
  id: 'no-subnets',
  title: 'A security group given, and no subnets',
  expectation: 'refuses',
  reason: 'A VpcConfig needs both, and to leave it out would take the job out of the VPC without a word.',
  shape: { instances: 2 },
  async prepare(account) {
    const { securityGroups } = await privateVpc(account, { between: DOCUMENTED });
    return { subnets: [], securityGroups, roleArn: roleOf(account) };
  },
};
