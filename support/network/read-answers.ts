import type {
  NetworkAcl as Ec2Acl,
  SecurityGroup as Ec2Group,
  Subnet as Ec2Subnet,
  Vpc as Ec2Vpc,
  IpPermission,
  NetworkAclEntry,
  RouteTable,
  VpcEndpoint,
} from '@aws-sdk/client-ec2';
import { count, ofIpv6Cidr, usable } from './addresses.ts';
import type { AclEntry, NetworkAcl, Permission, PortRange, Protocol, SecurityGroup, Subnet, Vpc } from './model.ts';

const NAMES: Readonly<Record<string, Protocol>> = { all: 'all', '-1': 'all', icmp: 1, tcp: 6, udp: 17, icmpv6: 58 };

/** EC2's last entry of every network ACL, which it cannot be without: everything else is denied. */
const IMPLICIT_DENY = 32767;

/**
 * A protocol as EC2 or an emulator names it; `undefined` for a name that EC2 does not know. Emulators store such names,
 * `esp` among them, but EC2 would have refused the rule, so nothing may count on it.
 */
export function protocolOf(name: string | undefined): Protocol | undefined {
  if (name === undefined) return undefined;
  const known = NAMES[name.toLowerCase()];
  if (known !== undefined) return known;
  return /^\d{1,3}$/.test(name) && Number(name) <= 255 ? Number(name) : undefined;
}

/** Ports as read back. -1 to -1 means none or all, as absent does; to TCP and UDP it means nothing, and stays. */
function portsOf(protocol: Protocol, from: number | undefined, to: number | undefined): PortRange | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from === -1 && to === -1 && protocol !== 6 && protocol !== 17) return undefined;
  const either = (from ?? to) as number;
  return { from: from ?? either, to: to ?? either };
}

export const vpcOf = (vpc: Ec2Vpc): Vpc => ({
  id: vpc.VpcId ?? '',
  cidrs: cidrsOf(vpc),
  tenancy: vpc.InstanceTenancy ?? 'default',
});

function cidrsOf(vpc: Ec2Vpc): readonly string[] {
  const associated = (vpc.CidrBlockAssociationSet ?? [])
    .filter(({ CidrBlockState }) => !CidrBlockState?.State || CidrBlockState.State === 'associated')
    .flatMap(({ CidrBlock }) => CidrBlock ?? []);
  return associated.length > 0 ? associated : [vpc.CidrBlock ?? []].flat();
}

export function subnetOf(subnet: Ec2Subnet, acl: NetworkAcl, s3: Subnet['s3']): Subnet {
  const ipv6 = (subnet.Ipv6CidrBlockAssociationSet ?? []).find(
    ({ Ipv6CidrBlockState }) => !Ipv6CidrBlockState?.State || Ipv6CidrBlockState.State === 'associated',
  )?.Ipv6CidrBlock;
  return {
    id: subnet.SubnetId ?? '',
    vpc: subnet.VpcId ?? '',
    cidr: subnet.CidrBlock ?? '',
    ...(ipv6 && { ipv6Cidr: ipv6 }),
    zone: subnet.AvailabilityZone ?? '',
    freeAddresses: subnet.CidrBlock ? (subnet.AvailableIpAddressCount ?? 0) : freeIpv6(ipv6),
    acl,
    s3,
  };
}

/** EC2 counts free IPv4 addresses only. Of IPv6 a subnet has more than anybody takes. */
function freeIpv6(cidr: string | undefined): number {
  const range = ofIpv6Cidr(cidr ?? '');
  return range === undefined ? 0 : Math.min(count([usable(range)]), Number.MAX_SAFE_INTEGER);
}

/** `attached`: all groups of the job, for rules that name their other side by name only. */
export function securityGroupOf(group: Ec2Group, attached: readonly Ec2Group[]): SecurityGroup {
  const idByName = (name: string | undefined): string =>
    attached.find(({ GroupName }) => GroupName === name)?.GroupId ?? name ?? '';
  const permissionsOf = (answers: IpPermission[] | undefined) =>
    (answers ?? []).flatMap((answer) => permissionOf(answer, idByName));
  return {
    id: group.GroupId ?? '',
    name: group.GroupName ?? '',
    vpc: group.VpcId ?? '',
    ingress: permissionsOf(group.IpPermissions),
    egress: permissionsOf(group.IpPermissionsEgress),
  };
}

function permissionOf(answer: IpPermission, idByName: (name: string | undefined) => string): readonly Permission[] {
  const protocol = protocolOf(answer.IpProtocol);
  if (protocol === undefined) return [];
  const ports = portsOf(protocol, answer.FromPort, answer.ToPort);
  const peers: readonly Permission['peer'][] = [
    ...(answer.UserIdGroupPairs ?? []).map(({ GroupId, GroupName }) => {
      return { kind: 'group' as const, id: GroupId ?? idByName(GroupName) };
    }),
    ...(answer.IpRanges ?? []).map(({ CidrIp }) => ({ kind: 'cidr' as const, cidr: CidrIp ?? '' })),
    ...(answer.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => ({ kind: 'cidr' as const, cidr: CidrIpv6 ?? '' })),
    ...(answer.PrefixListIds ?? []).map(({ PrefixListId }) => ({
      kind: 'prefix-list' as const,
      id: PrefixListId ?? '',
    })),
  ];
  return peers.map((peer) => ({ protocol, ...(ports && { ports }), peer }));
}

/** Subnet id → its ACL. EC2 has exactly one for each subnet. */
export function aclsBySubnet(answers: readonly Ec2Acl[]): ReadonlyMap<string, NetworkAcl> {
  return new Map(
    answers.flatMap(({ NetworkAclId, Entries, Associations }) => {
      const acl = { id: NetworkAclId ?? '', entries: (Entries ?? []).flatMap(aclEntryOf) };
      return (Associations ?? []).map(({ SubnetId }) => [SubnetId ?? '', acl] as const);
    }),
  );
}

function aclEntryOf(entry: NetworkAclEntry): readonly AclEntry[] {
  const protocol = protocolOf(entry.Protocol);
  // An entry has either an IPv4 range or an IPv6 range.
  const cidr = entry.CidrBlock || entry.Ipv6CidrBlock;
  // EC2 numbers its last IPv6 entry one higher than its last IPv4 entry.
  if (protocol === undefined || !cidr || (entry.RuleNumber ?? 0) >= IMPLICIT_DENY) return [];
  const ports =
    protocol === 6 || protocol === 17 ? portsOf(protocol, entry.PortRange?.From, entry.PortRange?.To) : undefined;
  return [
    {
      number: entry.RuleNumber ?? 0,
      direction: entry.Egress ? 'out' : 'in',
      allow: entry.RuleAction === 'allow',
      protocol,
      ...(ports && { ports }),
      cidr,
    },
  ];
}

/** How a subnet's instances reach S3, by its own route table or else the main one of its VPC. */
export function routeToS3(
  { SubnetId, VpcId }: Ec2Subnet,
  tables: readonly RouteTable[],
  endpoints: readonly VpcEndpoint[],
): Subnet['s3'] {
  const ownTable = tables.find(({ Associations }) => Associations?.some((it) => it.SubnetId === SubnetId));
  const mainTable = tables.find((it) => it.VpcId === VpcId && it.Associations?.some(({ Main }) => Main));
  const table = ownTable ?? mainTable;
  if (!table) return 'none';
  const byEndpoint = endpoints.some(
    ({ VpcEndpointType, ServiceName, RouteTableIds }) =>
      (VpcEndpointType ?? 'Gateway') === 'Gateway' &&
      ServiceName?.endsWith('.s3') &&
      RouteTableIds?.includes(table.RouteTableId ?? ''),
  );
  if (byEndpoint) return 'gateway-endpoint';
  const byNat = table.Routes?.some(
    (route) =>
      route.DestinationCidrBlock === '0.0.0.0/0' &&
      route.State !== 'blackhole' &&
      (route.NatGatewayId ?? route.InstanceId ?? route.NetworkInterfaceId) !== undefined,
  );
  return byNat ? 'nat' : 'none';
}
