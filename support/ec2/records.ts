/** What the store keeps of each resource. Describe answers are made from these when somebody asks. */

export interface Vpc {
  readonly id: string;
  /** The first is the one the VPC was created with. Canonical IPv4 CIDRs. */
  readonly cidrs: { readonly associationId: string; readonly cidr: string }[];
  /** Those that Amazon provided. Canonical IPv6 CIDRs. */
  readonly ipv6Cidrs: Ipv6Association[];
  readonly tenancy: 'default' | 'dedicated';
  readonly isDefault: boolean;
  readonly dhcpOptionsId: string;
  readonly attributes: { dnsSupport: boolean; dnsHostnames: boolean; networkAddressUsageMetrics: boolean };
}

export interface Ipv6Association {
  readonly associationId: string;
  readonly cidr: string;
}

export interface Subnet {
  readonly id: string;
  readonly vpcId: string;
  /** Canonical IPv4 CIDR; undefined for a subnet that has IPv6 only. */
  readonly cidr: string | undefined;
  ipv6?: Ipv6Association;
  readonly zone: string;
  readonly defaultForZone: boolean;
  /** The addresses that network interfaces hold. */
  readonly taken: Set<string>;
  /** Every IPv4 address below this number is taken, or EC2's own. */
  takenBelow: number;
  mapPublicIpOnLaunch: boolean;
  /** What ModifySubnetAttribute sets beside that. */
  readonly launch: {
    assignIpv6: boolean;
    dns64: boolean;
    hostnameType: 'ip-name' | 'resource-name';
    resourceNameA: boolean;
    resourceNameAaaa: boolean;
  };
}

export interface SecurityGroup {
  readonly id: string;
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  /** Rule id → rule, both directions. */
  readonly rules: Map<string, SecurityGroupRule>;
}

/** One line of a security group: a protocol, its ports, and one other side. */
export interface RuleLine {
  /** `-1`, `tcp`, `udp`, `icmp`, `icmpv6`, or any other protocol's number: `50` for ESP. */
  readonly protocol: string;
  /** For TCP, UDP, ICMP and ICMPv6 only: EC2 ignores the ports of every other protocol. */
  readonly ports?: { readonly from: number; readonly to: number };
  readonly peer: RulePeer;
  readonly description?: string;
}

export type RulePeer =
  | { readonly kind: 'ipv4' | 'ipv6'; readonly cidr: string }
  | { readonly kind: 'prefix-list'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string };

export interface SecurityGroupRule {
  readonly id: string;
  readonly groupId: string;
  readonly egress: boolean;
  line: RuleLine;
}

export interface NetworkAcl {
  readonly id: string;
  readonly vpcId: string;
  readonly isDefault: boolean;
  readonly entries: NetworkAclEntry[];
  /** Association id → subnet id. */
  readonly associations: Map<string, string>;
}

export interface NetworkAclEntry {
  readonly number: number;
  readonly egress: boolean;
  readonly allow: boolean;
  /** `-1`, or the protocol's number. */
  readonly protocol: string;
  readonly ports?: { readonly from: number; readonly to: number };
  readonly icmp?: { readonly type: number; readonly code: number };
  readonly cidr: string;
  readonly ipv6: boolean;
}

export interface RouteTable {
  readonly id: string;
  readonly vpcId: string;
  routes: Route[];
  /** The one without a subnet makes this the main route table of its VPC. */
  readonly associations: { readonly id: string; readonly subnetId?: string }[];
}

export interface Route {
  /** A CIDR, or the id of a prefix list. */
  readonly destination: string;
  readonly target: RouteTarget;
  readonly origin: 'CreateRouteTable' | 'CreateRoute';
}

export type RouteTarget =
  | { readonly kind: 'local' }
  | { readonly kind: 'internet-gateway' | 'nat-gateway' | 'network-interface' | 'vpc-endpoint'; readonly id: string };

export interface VpcEndpoint {
  readonly id: string;
  readonly vpcId: string;
  readonly type: 'Gateway' | 'Interface';
  readonly service: string;
  readonly createdAt: Date;
  readonly privateDns: boolean;
  /** Eight letters or digits of its DNS names. */
  readonly dnsSuffix: string;
  policy: string;
  routeTableIds: string[];
  subnetIds: string[];
  groupIds: string[];
  networkInterfaceIds: string[];
}

export interface PrefixList {
  readonly id: string;
  name: string;
  readonly family: 'IPv4' | 'IPv6';
  /** The account, or `AWS` for a service's own list. */
  readonly owner: string;
  maxEntries: number;
  /** One set of entries per version; the newest is the last, and the first is version 1. */
  readonly versions: (readonly PrefixListEntry[])[];
  /** Somebody asked to delete it while a rule or a route referred to it. */
  deleteFailed?: true;
}

export interface PrefixListEntry {
  readonly cidr: string;
  readonly description?: string;
}

export interface NetworkInterface {
  readonly id: string;
  readonly subnetId: string;
  readonly vpcId: string;
  readonly type: string;
  readonly macAddress: string;
  /** IPv4. The first is the primary one; none in a subnet that has IPv6 only. */
  readonly addresses: readonly string[];
  readonly ipv6Addresses: readonly string[];
  /** Present when a service holds the interface, which then only the service may delete. */
  readonly requester?: string;
  description: string;
  groupIds: string[];
  sourceDestCheck: boolean;
}

export interface InternetGateway {
  readonly id: string;
  vpcId?: string;
}

export interface NatGateway {
  readonly id: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly connectivity: 'public' | 'private';
  readonly networkInterfaceId: string;
  readonly privateIp: string;
  readonly address?: { readonly allocationId: string; readonly associationId: string; readonly publicIp: string };
  readonly createdAt: Date;
}

/** An Elastic IP address. */
export interface Address {
  readonly id: string;
  readonly publicIp: string;
}
