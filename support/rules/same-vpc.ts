import type { Network } from '../network/model.ts';
import { listed } from '../text/words.ts';
import { finding, nameOf } from './finding.ts';
import { vpcIdsOf } from './situation.ts';
import { VPC_CONFIG } from './sources.ts';
import type { Rule } from './types.ts';

/** Refuses under all rules, encrypted or not: EC2 gives no network interface a security group of another VPC. */
export const sameVpc: Rule = {
  id: 'same-vpc',
  claim: 'private-vpc',
  title: 'The subnets and security groups of a job lie in one VPC',
  provenance: 'ours',
  source: VPC_CONFIG,
  enforcement: 'no job can start without; what the service answers is unknown',
  check({ job, network }) {
    if (!network) return [];
    const vpcs = vpcIdsOf(network);
    if (vpcs.length === 0) return [];
    if (vpcs.length === 1) {
      const text = `The subnets and security groups of ${nameOf(job)} all lie in ${vpcs[0]}.`;
      return [finding(sameVpc, { outcome: 'holds', text })];
    }
    return [
      finding(sameVpc, {
        outcome: 'broken',
        refuses: true,
        text: `${nameOf(job)} names subnets and security groups of ${vpcs.length} VPCs.`,
        closestMatch: vpcs.map((vpc) => `${vpc}: ${listed(partsOf(network, vpc), 21)}`).join('; '),
        fix: ['Name subnets and security groups of one VPC only.'],
      }),
    ];
  },
};

function partsOf({ subnets, securityGroups }: Network, id: string): readonly string[] {
  return [...subnets, ...securityGroups].filter(({ vpc }) => vpc === id).map((part) => part.id);
}
