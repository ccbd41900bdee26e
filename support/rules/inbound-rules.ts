import { checkGroups } from './group-rules.ts';
import { TRAIN_ENCRYPT } from './sources.ts';
import type { Rule } from './types.ts';

export const inboundRules: Rule = {
  id: 'inbound-rules',
  claim: 'inbound-rules',
  title: 'Members of the security group may receive IKE and ESP from one another',
  provenance: 'documented',
  source: TRAIN_ENCRYPT,
  enforcement: 'not enforced by the service when the job is created (observed)',
  check: (situation) => checkGroups(inboundRules, 'in', situation),
};
