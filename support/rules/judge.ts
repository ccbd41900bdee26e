import type { Network } from '../network/model.ts';
import { type Reachability, reachability } from '../network/reachability.ts';
import { rules } from './index.ts';
import { hasPairs } from './situation.ts';
import type { Judge, Situation } from './types.ts';

/** Judges one job: asks every rule, in order. Pure. */
export const judge: Judge = (job, network, options) => {
  const situation: Situation = { job, network, reachability: network && reachabilityOf(network), options };
  // Kept as long as the job: a slice leaves no room for more.
  const findings = rules.flatMap(({ check }) => check(situation)).slice();
  return {
    job,
    findings,
    refusals: findings.some(({ refuses }) => refuses) ? findings.filter(({ refuses }) => refuses) : NONE,
    stalls: job.encrypted === true && hasPairs(job) && situation.reachability?.reachable === false,
  };
};

/** Kept with every job that nothing refuses. */
const NONE: readonly never[] = Object.freeze([]);

/** Of many jobs in one network it is worked out once. */
const known = new WeakMap<Network, Reachability>();

function reachabilityOf(network: Network): Reachability {
  const before = known.get(network);
  if (before !== undefined) return before;
  const reached = reachability(network);
  known.set(network, reached);
  return reached;
}
