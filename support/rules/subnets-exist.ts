import { listed, plural } from '../text/words.ts';
import { finding, nameOf } from './finding.ts';
import { VPC_CONFIG } from './sources.ts';
import type { Rule } from './types.ts';

/** Refuses under all rules, encrypted or not: no instance can start in a subnet that is not there. */
export const subnetsExist: Rule = {
  id: 'subnets-exist',
  claim: 'private-vpc',
  title: 'The subnets that a job names exist',
  provenance: 'ours',
  source: VPC_CONFIG,
  enforcement: 'no job can start without; what the service answers is unknown',
  check({ job, network }) {
    if (!network) return [];
    const { unknownSubnets: unknown } = network;
    if (unknown.length === 0) {
      return [finding(subnetsExist, { outcome: 'holds', text: `Every subnet that ${nameOf(job)} names exists.` })];
    }
    const text = `${nameOf(job)} names ${listed(unknown, 16)}, which ${plural(unknown.length, 'is no subnet', 'are no subnets')} of this account and region.`;
    const fix = ['Name subnets that `aws ec2 describe-subnets` shows for this account and region.'];
    return [finding(subnetsExist, { outcome: 'broken', refuses: true, text, fix })];
  },
};
