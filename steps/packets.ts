import {
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  GetManagedPrefixListEntriesCommand,
  type IpPermission,
  type NetworkAclEntry,
  type NetworkInterface,
} from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';

/**
 * Follows single packets between the network interfaces that a job really has, through the security groups and network
 * ACLs as EC2 shows them. It shares no code with the rules under test, which reason about whole address ranges: the
 * two must come to the same end.
 */

export interface Packet {
  readonly name: string;
  /** IANA protocol number. */
  readonly protocol: number;
  readonly port?: number;
}

export const ike: Packet = { name: 'IKE', protocol: 17, port: 500 };
export const esp: Packet = { name: 'ESP', protocol: 50 };

const protocolNumbers: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 };

/** The packets that do not get through, in words; empty when all do. */
export async function stoppedPackets(ec2: EC2Client, interfaces: readonly NetworkInterface[]): Promise<string[]> {
  const subnets = [...new Set(interfaces.map((one) => one.SubnetId ?? ''))];
  const groupIds = [...new Set(interfaces.flatMap(groupsOf))];
  const [{ SecurityGroups = [] }, { NetworkAcls = [] }] = await Promise.all([
    ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: groupIds })),
    ec2.send(new DescribeNetworkAclsCommand({ Filters: [{ Name: 'association.subnet-id', Values: subnets }] })),
  ]);
  const permissions = SecurityGroups.flatMap((group) => [
    ...(group.IpPermissions ?? []),
    ...(group.IpPermissionsEgress ?? []),
  ]);
  const lists = await prefixLists(ec2, permissions);

  const groupsAllow = (packet: Packet, owner: NetworkInterface, other: NetworkInterface, side: 'in' | 'out') =>
    SecurityGroups.filter((group) => groupsOf(owner).includes(group.GroupId ?? ''))
      .flatMap((group) => (side === 'in' ? group.IpPermissions : group.IpPermissionsEgress) ?? [])
      .some((line) => carries(line, packet) && concerns(line, other, lists));

  const aclAllows = (packet: Packet, at: NetworkInterface, other: NetworkInterface, egress: boolean) => {
    const acl = NetworkAcls.find((one) => one.Associations?.some((held) => held.SubnetId === at.SubnetId));
    const first = (acl?.Entries ?? [])
      .filter((entry) => entry.Egress === egress)
      .toSorted((a, b) => (a.RuleNumber ?? 0) - (b.RuleNumber ?? 0))
      .find((entry) => matches(entry, packet, other));
    return first?.RuleAction === 'allow';
  };

  const stopped: string[] = [];
  for (const from of interfaces) {
    for (const to of interfaces) {
      if (from === to) continue;
      for (const packet of [ike, esp]) {
        const passes =
          groupsAllow(packet, from, to, 'out') &&
          groupsAllow(packet, to, from, 'in') &&
          (from.SubnetId === to.SubnetId || (aclAllows(packet, from, to, true) && aclAllows(packet, to, from, false)));
        if (!passes) stopped.push(`${packet.name} from ${from.PrivateIpAddress} to ${to.PrivateIpAddress}`);
      }
    }
  }
  return stopped;
}

/** The network interfaces that belong to a job, by what their description says. */
export async function interfacesOf(ec2: EC2Client, job: string): Promise<NetworkInterface[]> {
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
  return NetworkInterfaces.filter((one) => one.Description?.includes(job));
}

const groupsOf = (one: NetworkInterface) => (one.Groups ?? []).map((group) => group.GroupId ?? '');

function carries(line: IpPermission, packet: Packet): boolean {
  if (line.IpProtocol === '-1') return true;
  const protocol = protocolNumbers[line.IpProtocol ?? ''] ?? Number(line.IpProtocol);
  if (protocol !== packet.protocol) return false;
  return packet.port === undefined || ((line.FromPort ?? 0) <= packet.port && packet.port <= (line.ToPort ?? 65_535));
}

function concerns(line: IpPermission, other: NetworkInterface, lists: ReadonlyMap<string, readonly string[]>) {
  const cidrs = [
    ...(line.IpRanges ?? []).map((range) => range.CidrIp ?? ''),
    ...(line.PrefixListIds ?? []).flatMap((list) => lists.get(list.PrefixListId ?? '') ?? []),
  ];
  return (
    (line.UserIdGroupPairs ?? []).some((pair) => groupsOf(other).includes(pair.GroupId ?? '')) ||
    cidrs.some((cidr) => inside(other, cidr))
  );
}

function matches(entry: NetworkAclEntry, packet: Packet, other: NetworkInterface): boolean {
  if (entry.Protocol !== '-1' && Number(entry.Protocol) !== packet.protocol) return false;
  const { From = 0, To = 65_535 } = entry.PortRange ?? {};
  if (entry.Protocol !== '-1' && packet.port !== undefined && (packet.port < From || packet.port > To)) return false;
  return entry.CidrBlock !== undefined && inside(other, entry.CidrBlock);
}

const inside = (one: NetworkInterface, cidr: string) =>
  ipaddr.IPv4.parse(one.PrivateIpAddress ?? '').match(ipaddr.IPv4.parseCIDR(cidr));

async function prefixLists(ec2: EC2Client, permissions: readonly IpPermission[]) {
  const ids = new Set(permissions.flatMap((line) => (line.PrefixListIds ?? []).map((list) => list.PrefixListId ?? '')));
  return new Map(
    await Promise.all(
      [...ids].map(async (PrefixListId) => {
        const { Entries = [] } = await ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId }));
        return [PrefixListId, Entries.map((entry) => entry.Cidr ?? '')] as const;
      }),
    ),
  );
}
