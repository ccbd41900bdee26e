import { listed } from '../text/words.ts';
import { finding, nameOf } from './finding.ts';
import { vpcIdsOf } from './situation.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Rule } from './types.ts';

/** Whether its parts exist and belong together is for the rules named after that. */
export const privateVpc: Rule = {
  id: 'private-vpc',
  claim: 'private-vpc',
  title: 'A job that names subnets and security groups runs in a private VPC',
  provenance: 'documented',
  source: TRAIN_ENCRYPT,
  enforcement: 'as documented: nothing to enforce',
  check({ job, network }) {
    if (!network || network.subnets.length === 0) return [];
    const { subnets, securityGroups } = network;
    const names = [subnets, securityGroups].map((parts) =>
      listed(
        parts.map(({ id }) => id),
        16,
      ),
    );
    const text = `${nameOf(job)} runs in ${names[0]} of ${listed(vpcIdsOf(network))}, in ${names[1] || 'no security group'}.`;
    return [finding(privateVpc, { outcome: 'holds', text })];
  },
};
