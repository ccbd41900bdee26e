import type { IpPermission, SecurityGroupRuleRequest, UserIdGroupPair } from '@aws-sdk/client-ec2';
import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { canonicalCidr } from './cidr.ts';
import {
  invalidDescription,
  malformedCidr,
  missingOneOf,
  missingParameter,
  modification,
  otherNetwork,
} from './errors.ts';
import { find } from './lookup.ts';
import { keptPorts } from './ports.ts';
import { protocolName } from './protocols.ts';
import type { RuleLine, RulePeer, SecurityGroup } from './records.ts';
import type { Region } from './store.ts';

/** The lines that permissions come to, one per other side, in the form in which the service keeps them. */
export function linesOf(permissions: readonly IpPermission[], group: SecurityGroup, region: Region): RuleLine[] {
  return permissions.flatMap((permission) => {
    const { IpProtocol, FromPort, ToPort } = permission;
    if (IpProtocol === undefined) throw missingParameter('IpProtocol');
    const protocol = protocolName(IpProtocol);
    const ports = keptPorts(protocol, FromPort, ToPort);
    const peers = peersOf(permission, group, region);
    if (peers.length === 0) throw missingOneOf('IpRanges', 'Ipv6Ranges', 'PrefixListIds', 'Groups');
    return peers.map(([peer, description]) => line(protocol, ports, peer, description));
  });
}

/** The line that ModifySecurityGroupRules and its like give in one piece. */
export function lineOf(request: SecurityGroupRuleRequest, group: SecurityGroup, region: Region): RuleLine {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupId, Description } = request;
  if (IpProtocol === undefined) throw modification.protocol();
  const withPorts = ['tcp', 'udp'].includes(protocolName(IpProtocol));
  if (withPorts && (FromPort === undefined || ToPort === undefined)) throw modification.ports();
  const peers = [CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupId].filter((peer) => peer !== undefined);
  if (peers.length === 0) throw modification.noPeer();
  if (peers.length > 1) throw modification.twoPeers();
  const lines = linesOf(
    [
      {
        IpProtocol,
        FromPort,
        ToPort,
        IpRanges: CidrIpv4 === undefined ? [] : [{ CidrIp: CidrIpv4, Description }],
        Ipv6Ranges: CidrIpv6 === undefined ? [] : [{ CidrIpv6, Description }],
        PrefixListIds: PrefixListId === undefined ? [] : [{ PrefixListId, Description }],
        UserIdGroupPairs: ReferencedGroupId === undefined ? [] : [{ GroupId: ReferencedGroupId, Description }],
      },
    ],
    group,
    region,
  );
  return lines[0] as RuleLine;
}

function line(protocol: string, ports: RuleLine['ports'], peer: RulePeer, description: string | undefined): RuleLine {
  if (description !== undefined && !isDescription(description)) throw invalidDescription('rule');
  return {
    protocol,
    ...(ports === undefined ? {} : { ports }),
    peer,
    ...(description === undefined ? {} : { description }),
  };
}

export const isDescription = (text: string) => /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(text);

type DescribedPeer = readonly [RulePeer, string | undefined];

function peersOf(permission: IpPermission, group: SecurityGroup, region: Region): DescribedPeer[] {
  const { IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = permission;
  return [
    ...IpRanges.map(({ CidrIp, Description }): DescribedPeer => [cidrPeer('IPv4', CidrIp), Description]),
    ...Ipv6Ranges.map(({ CidrIpv6, Description }): DescribedPeer => [cidrPeer('IPv6', CidrIpv6), Description]),
    ...PrefixListIds.map(({ PrefixListId = '', Description }): DescribedPeer => {
      const { id } = find('prefixList', region, PrefixListId);
      return [{ kind: 'prefix-list', id }, Description];
    }),
    ...UserIdGroupPairs.map((pair): DescribedPeer => [groupPeer(pair, group, region), pair.Description]),
  ];
}

function cidrPeer(family: 'IPv4' | 'IPv6', given: string | undefined): RulePeer {
  if (given === undefined) throw missingParameter(family === 'IPv4' ? 'CidrIp' : 'CidrIpv6');
  const cidr = canonicalCidr(given, family);
  if (cidr === undefined) throw malformedCidr(given);
  return { kind: family === 'IPv4' ? 'ipv4' : 'ipv6', cidr };
}

/** A group is named by its id, or by its name among the groups of the same VPC. Other accounts have none here. */
function groupPeer(pair: UserIdGroupPair, group: SecurityGroup, region: Region): RulePeer {
  const { GroupId: id, GroupName: name, UserId: account = region.account } = pair;
  if (id === undefined && name === undefined) throw missingOneOf('GroupId', 'GroupName');
  const peer = id === undefined ? groupNamed(name ?? '', group.vpcId, region) : find('group', region, id);
  if (account !== region.account) {
    throw new ServiceError('InvalidGroup.NotFound', `The security group '${peer.id}' does not exist`);
  }
  if (peer.vpcId !== group.vpcId) throw otherNetwork();
  return { kind: 'group', id: peer.id };
}

/** As documented: names of groups are case-insensitive. */
export const sameGroupName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The group of this name in a VPC. Observed text. */
export function groupNamed(name: string, vpcId: string, region: Region): SecurityGroup {
  for (const group of region.securityGroups.values()) {
    if (group.vpcId === vpcId && sameGroupName(group.name, name)) return group;
  }
  const vpc = region.vpcs.get(vpcId)?.isDefault ? `default VPC '${vpcId}'` : `VPC '${vpcId}'`;
  throw new ServiceError('InvalidGroup.NotFound', `The security group '${printable(name)}' does not exist in ${vpc}`);
}

/** What makes two lines the same rule: all but the description. */
export const lineKey = ({ protocol, ports, peer }: RuleLine) =>
  JSON.stringify([protocol, ports?.from, ports?.to, peerId(peer)]);

export const peerId = (peer: RulePeer) => ('cidr' in peer ? peer.cidr : peer.id);

/** How the service quotes a rule in its errors: `peer: 10.0.0.0/8, TCP, from port: 22, to port: 22, ALLOW`. */
export function lineText({ protocol, ports, peer }: RuleLine): string {
  const name = protocol === '-1' ? 'ALL' : protocol.toUpperCase();
  const range = ports === undefined ? '' : `, from port: ${ports.from}, to port: ${ports.to}`;
  return `peer: ${peerId(peer)}, ${name}${range}, ALLOW`;
}
