import { checkGroups } from './group-rules.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Rule } from './types.ts';

export const outboundRules: Rule = {
  id: 'outbound-rules',
  claim: 'outbound-rules',
  title: 'Members of the security group may send IKE and ESP to one another',
  provenance: 'documented',
  source: TRAIN_ENCRYPT,
  enforcement: 'not enforced by the service when the job is created (observed)',
  check: (situation) => checkGroups(outboundRules, 'out', situation),
};
