import type { Situation } from '../types.ts';
import { DOCUMENTED, privateVpc, roleOf } from './private-vpc.ts';

export const wrongVpc: Situation = {
  id: 'wrong-vpc',
  title: 'Subnets of one VPC, and a security group of another',
  expectation: 'refuses',
  reason: 'EC2 gives no network interface a security group of another VPC, so no instance could start.',
  shape: { instances: 2 },
  async prepare(account) {
    const [here, elsewhere] = await Promise.all([
      privateVpc(account, { between: DOCUMENTED }),
      privateVpc(account, { between: DOCUMENTED, cidr: '10.61.0.0/16' }),
    ]);
    return { subnets: here.subnets, securityGroups: elsewhere.securityGroups, roleArn: roleOf(account) };
  },
};
