/**
 * The network of a job, as the rules see it: plain data, read from EC2's Describe answers by `read.ts`, and as easily
 * written by hand in a test. Nothing here knows EC2's API.
 */

export interface Network {
  readonly vpcs: readonly Vpc[];
  /** Only the subnets the job names, in the order named, as far as they exist. */
  readonly subnets: readonly Subnet[];
  /** Only the security groups the job names, in the order named, as far as they exist. */
  readonly securityGroups: readonly SecurityGroup[];
  /** Ids that the job names and EC2 does not know. */
  readonly unknownSubnets: readonly string[];
  readonly unknownSecurityGroups: readonly string[];
  /** Prefix list id → its CIDRs, for the lists named by rules of the groups that could let IKE or ESP through. */
  readonly prefixLists: Readonly<Record<string, readonly string[]>>;
}

export interface Vpc {
  readonly id: string;
  /** IPv4 CIDRs. */
  readonly cidrs: readonly string[];
  readonly tenancy: 'default' | 'dedicated' | 'host';
}

export interface Subnet {
  readonly id: string;
  readonly vpc: string;
  /** IPv4 CIDR; empty for a subnet that has IPv6 only. */
  readonly cidr: string;
  /** IPv6 CIDR, where it has one. Instances use it only where a subnet of the job has no IPv4 (see `peers.ts`). */
  readonly ipv6Cidr?: string;
  readonly zone: string;
  /** Private addresses that are still free. */
  readonly freeAddresses: number;
  readonly acl: NetworkAcl;
  /** How its instances reach S3, from its route table. */
  readonly s3: 'gateway-endpoint' | 'nat' | 'none';
}

/** Rules in order of `number`: the first that matches decides; nothing matching means deny. */
export interface NetworkAcl {
  readonly id: string;
  readonly entries: readonly AclEntry[];
}

export interface AclEntry {
  readonly number: number;
  readonly direction: Direction;
  readonly allow: boolean;
  readonly protocol: Protocol;
  /** Destination ports, for UDP and TCP only. Absent: all. */
  readonly ports?: PortRange;
  /** CIDR of the other side, IPv4 or IPv6. */
  readonly cidr: string;
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly vpc: string;
  readonly ingress: readonly Permission[];
  readonly egress: readonly Permission[];
}

/** One line of a security group: a protocol, its ports, and one other side. */
export interface Permission {
  readonly protocol: Protocol;
  /** As EC2 gives them back. EC2 ignores them for all but TCP, UDP and ICMP. Absent: all. */
  readonly ports?: PortRange;
  readonly peer: Peer;
}

/** `all`, or the IANA number: 6 TCP, 17 UDP, 50 ESP. */
export type Protocol = 'all' | number;

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export type Peer =
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'cidr'; readonly cidr: string }
  | { readonly kind: 'prefix-list'; readonly id: string };

/** `in` and `out` as seen from an instance. */
export type Direction = 'in' | 'out';

/** The two flows that encryption between instances needs. */
export type Flow = 'ike' | 'esp';
