import { vpcPath } from '../../rules/vpc-required.ts';
import { jobsOf } from '../../sagemaker/request-facts.ts';
import type { Group } from '../result.ts';

/** What the maintainer of the sender should do about its worst jobs. */
export function fixOf({ answer, operation, because, request }: Group['example']): readonly string[] {
  const [job] = jobsOf(operation, request) ?? [];
  const flag = job?.flagPath ?? 'EnableInterContainerTrafficEncryption';
  if (answer === 'unencrypted') return [`Send ${flag}: true.`];
  if (answer === 'blocked' && because.endsWith('no VPC is named')) {
    return [`Name subnets and security groups in ${vpcPath({ flagPath: flag })}.`];
  }
  if (answer === 'blocked')
    return ['Judge one such request with lint --network: it prints the commands that fix the groups.'];
  return answer === 'not shown' && because.includes('network of that time')
    ? ['Give the network with --network <file>.']
    : [];
}
