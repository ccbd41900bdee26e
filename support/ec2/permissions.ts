import type { IpPermission } from '@aws-sdk/client-ec2';
import type { RuleLine } from './records.ts';
import type { Region } from './store.ts';

/** Lines as Describe answers show them: one permission per protocol and ports, with all its other sides. */
export function permissionsOf(lines: readonly RuleLine[], region: Region): IpPermission[] {
  const permissions = new Map<
    string,
    Required<Pick<IpPermission, 'IpRanges' | 'Ipv6Ranges' | 'PrefixListIds' | 'UserIdGroupPairs'>> & IpPermission
  >();
  for (const { protocol, ports, peer, description } of lines) {
    const key = JSON.stringify([protocol, ports]);
    const permission = permissions.get(key) ?? {
      IpProtocol: protocol,
      ...(ports === undefined ? {} : { FromPort: ports.from, ToPort: ports.to }),
      UserIdGroupPairs: [],
      IpRanges: [],
      Ipv6Ranges: [],
      PrefixListIds: [],
    };
    permissions.set(key, permission);
    const described = description === undefined ? {} : { Description: description };
    if (peer.kind === 'ipv4') permission.IpRanges?.push({ CidrIp: peer.cidr, ...described });
    if (peer.kind === 'ipv6') permission.Ipv6Ranges?.push({ CidrIpv6: peer.cidr, ...described });
    if (peer.kind === 'prefix-list') permission.PrefixListIds?.push({ PrefixListId: peer.id, ...described });
    if (peer.kind === 'group') {
      permission.UserIdGroupPairs?.push({ GroupId: peer.id, UserId: region.account, ...described });
    }
  }
  return [...permissions.values()];
}
