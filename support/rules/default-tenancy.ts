import { listed } from '../text/words.ts';
import { finding, nameOf, notHeld } from './finding.ts';
import { TRAIN_VPC } from './sources.ts';
import type { Rule } from './types.ts';

/**
 * The documentation says that only subnets of a VPC with default tenancy can be configured, so this refuses where the
 * documentation is enforced. What the service does was not observed, so elsewhere it is advice.
 */
export const defaultTenancy: Rule = {
  id: 'default-tenancy',
  claim: 'private-vpc',
  title: 'The VPC of a job has default tenancy',
  provenance: 'documented',
  source: TRAIN_VPC,
  enforcement: 'what the service does about it is unknown',
  check({ job, network, options }) {
    if (!network || network.vpcs.length === 0) return [];
    const others = network.vpcs.filter(({ tenancy }) => tenancy !== 'default');
    if (others.length === 0) {
      return [finding(defaultTenancy, { outcome: 'holds', text: `The VPC of ${nameOf(job)} has default tenancy.` })];
    }
    const vpcs = others.map(({ id, tenancy }) => `${id} with ${tenancy} tenancy`);
    return [
      finding(defaultTenancy, {
        ...notHeld(options),
        text: `${nameOf(job)} is to run in ${listed(vpcs)}, and training jobs run in VPCs with default tenancy only.`,
        fix: others.map(({ id }) => `aws ec2 modify-vpc-tenancy --vpc-id ${id} --instance-tenancy default`),
      }),
    ];
  },
};
