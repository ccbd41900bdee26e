import { finding, nameOf } from './finding.ts';
import { hasPairs, mayHavePairs } from './situation.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Rule } from './types.ts';

export const requestFlag: Rule = {
  id: 'request-flag',
  claim: 'request-flag',
  title: 'The request that creates a job turns encryption on',
  provenance: 'documented',
  source: TRAIN_ENCRYPT,
  enforcement: 'off when omitted, as documented (observed)',
  check({ job, options }) {
    if (job.encrypted) {
      const text = `${nameOf(job)} requests encryption, by ${job.flagPath}.`;
      return [finding(requestFlag, { outcome: 'holds', text })];
    }
    const sent = job.encrypted === false ? 'is false' : 'was not sent';
    const fix = [`Send ${job.flagPath}: true.`];
    if (options.refuseUnencrypted && mayHavePairs(job)) {
      const who = hasPairs(job) ? `The ${job.instances} instances` : 'The instances';
      const text = `${who} of ${nameOf(job)} would exchange unencrypted traffic: ${job.flagPath} ${sent}. AWS would accept it; --refuse-unencrypted does not.`;
      const broken = finding(requestFlag, { outcome: 'broken', refuses: true, text, fix });
      return [{ ...broken, provenance: 'ours', option: '--refuse-unencrypted' }];
    }
    if (!hasPairs(job)) return [];
    const text = `The ${job.instances} instances of ${nameOf(job)} would exchange unencrypted traffic: ${job.flagPath} ${sent}.`;
    return [finding(requestFlag, { outcome: 'advice', text, fix })];
  },
};
