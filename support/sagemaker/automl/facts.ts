import type { Job } from '../../rules/types.ts';
import { FLAG, vpcOf } from '../training/facts.ts';
import { type AutoMLRequest, settingsOf } from './settings.ts';

/** On how many instances the jobs of an AutoML job run is the service's choice, so their number is left open (0). */
export function autoMLFacts(request: AutoMLRequest): Job {
  const { operation, name, security, securityPath } = settingsOf(request);
  return {
    operation,
    name,
    path: '',
    encrypted: security?.[FLAG],
    flagPath: `${securityPath}.${FLAG}`,
    vpc: vpcOf(security?.VpcConfig),
    instances: 0,
    instanceTypes: [],
  };
}
