import { listed } from '../text/words.ts';
import { finding, nameOf } from './finding.ts';
import { TRAIN_VPC } from './sources.ts';
import type { Rule } from './types.ts';

/** Never refuses: a job may have other ways to its data, such as a proxy or a file system in the VPC. */
export const s3Route: Rule = {
  id: 's3-route',
  claim: 'private-vpc',
  title: 'The subnets have a route to S3, by a gateway endpoint or NAT',
  provenance: 'documented',
  source: TRAIN_VPC,
  enforcement: 'what the service does about it is unknown',
  check({ job, network }) {
    if (!network || network.subnets.length === 0) return [];
    const without = network.subnets.filter(({ s3 }) => s3 === 'none').map(({ id }) => id);
    if (without.length === 0) {
      return [finding(s3Route, { outcome: 'holds', text: `Every subnet of ${nameOf(job)} has a route to S3.` })];
    }
    const text = `No gateway endpoint for S3 and no NAT was found for ${listed(without, 16)} of ${nameOf(job)}, so it may not reach its data.`;
    const fix = [
      "Add a gateway endpoint for S3 to the subnets' route table, or a default route through a NAT gateway.",
    ];
    return [finding(s3Route, { outcome: 'advice', text, fix })];
  },
};
