import type { AclBlock } from '../network/acls.ts';
import { FLOWS } from '../network/flows.ts';
import { flowName } from '../network/words.ts';
import { listed, plural } from '../text/words.ts';
import { finding, nameOf, notHeld } from './finding.ts';
import { aclFix } from './fix.ts';
import { encryptedTraffic, hasPairs } from './situation.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Rule } from './types.ts';

/** The documentation speaks of security groups only; that an ACL can stop what they let through is our reading of it. */
export const networkAcls: Rule = {
  id: 'network-acls',
  claim: 'between-instances',
  title: "Network ACLs between the job's subnets let IKE and ESP pass",
  provenance: 'ours',
  source: TRAIN_ENCRYPT,
  enforcement: 'what the service does about it is unknown',
  check(situation) {
    const { job, options } = situation;
    const traffic = encryptedTraffic(situation);
    if (!traffic) return [];
    const { network, reachability } = traffic;
    const { blocks } = reachability;
    if (blocks.length === 0) {
      const text =
        network.subnets.length === 1
          ? `${nameOf(job)} runs in one subnet, so no network ACL stands between its instances.`
          : `The network ACLs of ${nameOf(job)} let UDP 500 and ESP pass between its subnets.`;
      return [finding(networkAcls, { outcome: 'holds', text })];
    }
    const flows = FLOWS.filter((flow) => blocks.some((block) => block.flow === flow));
    const acls = [...new Set(blocks.map(({ acl }) => acl))];
    const stop = `${listed(acls)} ${plural(acls.length, 'stops', 'stop')} ${listed(flows.map(flowName))}`;
    return [
      finding(networkAcls, {
        ...(hasPairs(job) ? notHeld(options) : { outcome: 'advice' }),
        text: `Network ${plural(acls.length, 'ACL')} ${stop} between subnets of ${nameOf(job)}.`,
        closestMatch: listed(blockNames(blocks), 8),
        fix: aclFix(network, blocks),
      }),
    ];
  },
};

/** `acl-1 entry 90 stops ESP out from subnet-1 to subnet-2`, once for each entry, way and flow. */
function blockNames(blocks: readonly AclBlock[]): readonly string[] {
  const cases = Map.groupBy(blocks, ({ acl, entry, direction, flow }) => {
    const by = entry === undefined ? 'without an entry for it' : `by entry ${entry}`;
    return `${acl} stops ${flowName(flow)} ${direction} ${by}`;
  });
  return [...cases].map(([name, stopped]) => {
    const pairs = stopped.map(({ from, to }) => `${from} to ${to}`);
    return `${name} (${listed(pairs, 2)})`;
  });
}
