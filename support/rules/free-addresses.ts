import { listed } from '../text/words.ts';
import { hasEfa } from './efa-instance-types.ts';
import { finding, nameOf, notHeld } from './finding.ts';
import { TRAIN_VPC } from './sources.ts';
import type { Job, Rule } from './types.ts';

const PER_INSTANCE = 2;
const PER_INSTANCE_WITH_EFA = 5;

/**
 * The documentation asks for it of every training instance, so this refuses where the documentation is enforced. What
 * the service does was not observed, so elsewhere it is advice. All subnets count together: which of them the
 * instances get is the service's choice.
 */
export const freeAddresses: Rule = {
  id: 'free-addresses',
  claim: 'private-vpc',
  title: 'The subnets have two free private addresses for each instance, five with EFA',
  provenance: 'documented',
  source: TRAIN_VPC,
  enforcement: 'what the service does about it is unknown',
  check({ job, network, options }) {
    if (!network || network.subnets.length === 0 || network.unknownSubnets.length > 0) return [];
    const needed = addressesFor(job);
    const free = network.subnets.reduce((sum, subnet) => sum + subnet.freeAddresses, 0);
    const text = `${nameOf(job)} needs ${needed} free private addresses, and its subnets have ${free}.`;
    if (free >= needed) return [finding(freeAddresses, { outcome: 'holds', text })];
    return [
      finding(freeAddresses, {
        ...notHeld(options),
        text,
        closestMatch: listed(
          network.subnets.map(({ id, freeAddresses }) => `${id}: ${freeAddresses} free`),
          16,
        ),
        fix: ['Name further subnets or larger ones, or ask for fewer instances.'],
      }),
    ];
  },
};

/** The least that the instances can need: of a cluster of several types only the sum of its instances is known. */
function addressesFor({ instances, instanceTypes }: Job): number {
  const efa = instanceTypes.filter(hasEfa).length;
  const withEfa = efa > 0 && efa === instanceTypes.length ? instances : Math.min(efa, instances);
  return withEfa * PER_INSTANCE_WITH_EFA + (instances - withEfa) * PER_INSTANCE;
}
