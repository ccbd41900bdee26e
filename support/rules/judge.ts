import { reachability } from '../network/reachability.ts';
import { rules } from './index.ts';
import { hasPairs } from './situation.ts';
import type { Judge, Situation } from './types.ts';

/** Judges one job: asks every rule, in order. Pure. */
export const judge: Judge = (job, network, options) => {
  const situation: Situation = { job, network, reachability: network && reachability(network), options };
  // Kept as long as the job: a slice leaves no room for more.
  const findings = rules.flatMap(({ check }) => check(situation)).slice();
  return {
    job,
    findings,
    refusals: findings.filter(({ refuses }) => refuses),
    stalls: job.encrypted === true && hasPairs(job) && situation.reachability?.reachable === false,
  };
};
