import { FLOWS } from '../network/flows.ts';
import type { Reachability } from '../network/reachability.ts';
import { flowName } from '../network/words.ts';
import { listed } from '../text/words.ts';
import { finding, nameOf, notHeld } from './finding.ts';
import { encryptedTraffic, hasPairs } from './situation.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Rule } from './types.ts';

/** What the others add up to. What is near and what fixes it stands with the rule that is to blame, not here again. */
export const betweenInstances: Rule = {
  id: 'between-instances',
  claim: 'between-instances',
  title: "Every pair of the job's instances can exchange IKE and ESP",
  provenance: 'documented',
  source: TRAIN_ENCRYPT,
  enforcement:
    'not looked at when the job is created (observed); that such a job stalls is an assumption, from the nearest documented analogue',
  check(situation) {
    const { job, options } = situation;
    const traffic = encryptedTraffic(situation);
    if (!traffic || !hasPairs(job)) return [];
    const { reachability } = traffic;
    const { flows } = reachability;
    if (reachability.reachable) {
      const text = `Every pair of the ${job.instances} instances of ${nameOf(job)} can exchange UDP 500 and ESP, both ways.`;
      return [finding(betweenInstances, { outcome: 'holds', text, flows })];
    }
    const text = `${nameOf(job)} requests encryption, but its ${job.instances} instances cannot all exchange ${stopped(reachability)}.`;
    return [finding(betweenInstances, { ...notHeld(options), text, flows })];
  },
};

function stopped({ flows, blocks }: Reachability): string {
  const names = FLOWS.filter(
    (flow) =>
      blocks.some((block) => block.flow === flow) ||
      flows.some((one) => one.flow === flow && one.standing === 'missing'),
  );
  return listed(names.map(flowName));
}
