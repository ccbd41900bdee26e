import type { Network } from '../network/model.ts';
import type { Reachability } from '../network/reachability.ts';
import type { Job, Situation } from './types.ts';

/** Whether a job has instances that could exchange anything. A number that the request leaves open (0) is no pair. */
export const hasPairs = ({ instances }: Job): boolean => instances >= 2;

/** The same, with the jobs for which the service chooses a number that can be several. */
export const mayHavePairs = (job: Job): boolean =>
  hasPairs(job) || (job.instances === 0 && /^CreateAutoMLJob/.test(job.operation));

/** Every VPC that the job's subnets and groups lie in. */
export function vpcIdsOf({ subnets, securityGroups }: Network): readonly string[] {
  return [...new Set([...subnets, ...securityGroups].map(({ vpc }) => vpc))];
}

/** A network that instances could start in: what it names exists and lies in one VPC. */
function isSound(network: Network): boolean {
  const { subnets, securityGroups, unknownSubnets, unknownSecurityGroups } = network;
  const known = unknownSubnets.length === 0 && unknownSecurityGroups.length === 0;
  return known && subnets.length > 0 && securityGroups.length > 0 && vpcIdsOf(network).length === 1;
}

/**
 * What the rules about traffic look at: a job that asks for encryption, in a network that it could start in. Where it
 * could not start, other rules say so, and what its instances could exchange is idle talk.
 */
export function encryptedTraffic({
  job,
  network,
  reachability,
}: Situation): { readonly network: Network; readonly reachability: Reachability } | undefined {
  return job.encrypted && network && reachability && isSound(network) ? { network, reachability } : undefined;
}
