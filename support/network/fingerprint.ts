import { createHash } from 'node:crypto';
import type { Network } from './model.ts';

/**
 * The same for networks between whose instances the same passes: their ids may differ, as they do from run to run. What
 * was shown of one network so is known of the other.
 */
export function fingerprint({ subnets, securityGroups, prefixLists }: Network): string {
  const groups = new Map(securityGroups.map(({ id }, index) => [id, index]));
  const lines = (permissions: Network['securityGroups'][number]['ingress']) =>
    permissions.map(({ protocol, ports, peer }) => [
      protocol,
      ports?.from,
      ports?.to,
      // A group that no instance of the job carries is like any other such group.
      peer.kind === 'group' ? `group ${groups.get(peer.id)}` : peer.kind === 'cidr' ? peer.cidr : prefixLists[peer.id],
    ]);
  const told = {
    subnets: subnets.map(({ cidr, ipv6Cidr, acl }) => [
      cidr,
      ipv6Cidr,
      acl.entries.map((entry) => [
        entry.number,
        entry.direction,
        entry.allow,
        entry.protocol,
        entry.ports?.from,
        entry.ports?.to,
        entry.cidr,
      ]),
    ]),
    groups: securityGroups.map(({ ingress, egress }) => [lines(ingress), lines(egress)]),
  };
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16);
}
