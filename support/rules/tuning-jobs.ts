import { finding, nameOf } from './finding.ts';
import { hasPairs } from './situation.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Rule } from './types.ts';

/** Each definition is judged for itself, by the same rules as a training job: one may be encrypted, another not. */
export const tuningJobs: Rule = {
  id: 'tuning-jobs',
  claim: 'tuning-jobs',
  title: 'The training jobs of a tuning job are encrypted when their definition asks for it',
  provenance: 'documented',
  source: TRAIN_ENCRYPT,
  enforcement: 'as documented: nothing to enforce',
  check({ job }) {
    if (job.operation !== 'CreateHyperParameterTuningJob') return [];
    if (job.encrypted) {
      const text = `Every training job that ${nameOf(job)} starts requests encryption, so the same rules hold for it.`;
      return [finding(tuningJobs, { outcome: 'holds', text })];
    }
    if (!hasPairs(job)) return [];
    const text = `No training job that ${nameOf(job)} starts requests encryption.`;
    return [finding(tuningJobs, { outcome: 'advice', text, fix: [`Send ${job.flagPath}: true.`] })];
  },
};
