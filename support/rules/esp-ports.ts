import { ESP } from '../network/flows.ts';
import { rangeName } from '../network/words.ts';
import { listed } from '../text/words.ts';
import { finding } from './finding.ts';
import { encryptedTraffic } from './situation.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Rule } from './types.ts';

export const espPorts: Rule = {
  id: 'esp-ports',
  claim: 'esp-ports',
  title: 'ESP has no ports, and a port range given with it is ignored',
  provenance: 'documented',
  source: TRAIN_ENCRYPT,
  enforcement: 'as documented: EC2 ignores the range',
  check(situation) {
    const groups = encryptedTraffic(situation)?.network.securityGroups ?? [];
    const esp = groups.flatMap((group) =>
      [...group.ingress, ...group.egress]
        .filter(({ protocol }) => protocol === ESP)
        .map(({ ports }) => ({ group, ports })),
    );
    if (esp.length === 0) return [];
    const ranges = esp.flatMap(({ group, ports }) => (ports ? `${rangeName(ports)} in ${group.id}` : []));
    if (ranges.length === 0) {
      const text = `The ESP rules of ${listed([...new Set(esp.map(({ group }) => group.id))], 5)} have no ports.`;
      return [finding(espPorts, { outcome: 'holds', text })];
    }
    const text = `ESP has no ports, so the port ranges given with protocol 50 are ignored: ${listed([...new Set(ranges)])}.`;
    return [finding(espPorts, { outcome: 'advice', text })];
  },
};
