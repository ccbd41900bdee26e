import { finding, nameOf, notHeld } from './finding.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Job, Rule } from './types.ts';

/** Holds for one instance as for many: the documentation makes no exception. */
export const vpcRequired: Rule = {
  id: 'vpc-required',
  claim: 'vpc-required',
  title: 'Encryption may be asked for only together with a private VPC',
  provenance: 'documented',
  source: TRAIN_ENCRYPT,
  enforcement:
    'accepted by the service without one; such jobs with one instance were seen to run to completion (observed)',
  check({ job, options }) {
    if (!job.encrypted) return [];
    if (job.vpc) {
      const text = `${nameOf(job)} requests encryption and names a private VPC.`;
      return [finding(vpcRequired, { outcome: 'holds', text })];
    }
    return [
      finding(vpcRequired, {
        ...notHeld(options),
        text: `${nameOf(job)} requests encryption but names no private VPC.`,
        fix: [`Name subnets and security groups in ${vpcPath(job)}, or leave ${job.flagPath} out.`],
      }),
    ];
  },
};

/** Wherever the flag is, the network is its neighbour. */
/** Where a job's request has its VPC: beside the flag. */
export const vpcPath = ({ flagPath }: Pick<Job, 'flagPath'>): string => flagPath.replace(/[^.]*$/, 'VpcConfig');
