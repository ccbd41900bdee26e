import { listed, plural } from '../text/words.ts';
import { finding, nameOf } from './finding.ts';
import { VPC_CONFIG } from './sources.ts';
import type { Rule } from './types.ts';

/** Refuses under all rules, encrypted or not: no network interface can be given a group that is not there. */
export const securityGroupsExist: Rule = {
  id: 'security-groups-exist',
  claim: 'private-vpc',
  title: 'The security groups that a job names exist',
  provenance: 'ours',
  source: VPC_CONFIG,
  enforcement: 'no job can start without; what the service answers is unknown',
  check({ job, network }) {
    if (!network) return [];
    const { unknownSecurityGroups: unknown } = network;
    if (unknown.length === 0) {
      const text = `Every security group that ${nameOf(job)} names exists.`;
      return [finding(securityGroupsExist, { outcome: 'holds', text })];
    }
    const text = `${nameOf(job)} names ${listed(unknown, 5)}, which ${plural(unknown.length, 'is no security group', 'are no security groups')} of this account and region.`;
    const fix = ['Name security groups that `aws ec2 describe-security-groups` shows for this account and region.'];
    return [finding(securityGroupsExist, { outcome: 'broken', refuses: true, text, fix })];
  },
};
