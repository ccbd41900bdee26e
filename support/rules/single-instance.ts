import { finding, nameOf } from './finding.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Rule } from './types.ts';

export const singleInstance: Rule = {
  id: 'single-instance',
  claim: 'single-instance',
  title: 'Encryption has no effect on a job with one instance',
  provenance: 'documented',
  source: TRAIN_ENCRYPT,
  enforcement: 'as documented: nothing to enforce',
  check({ job }) {
    if (job.encrypted === undefined || job.instances !== 1) return [];
    const text = job.encrypted
      ? `${nameOf(job)} has one instance, so there is no traffic to encrypt and asking for it has no effect.`
      : `${job.flagPath} of ${nameOf(job)} is false, which is harmless: with one instance there is no traffic to encrypt.`;
    return [finding(singleInstance, { outcome: 'advice', text })];
  },
};
