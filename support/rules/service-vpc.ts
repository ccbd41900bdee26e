import { finding, nameOf } from './finding.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Rule } from './types.ts';

export const serviceVpc: Rule = {
  id: 'service-vpc',
  claim: 'service-vpc',
  title: 'A job that names no VPC runs in one that the service manages',
  provenance: 'documented',
  source: TRAIN_ENCRYPT,
  enforcement: 'as documented: nothing to enforce',
  check({ job }) {
    if (job.vpc) return [];
    const text = `${nameOf(job)} names no VPC, so it runs in one that the service manages.`;
    return [finding(serviceVpc, { outcome: 'advice', text })];
  },
};
