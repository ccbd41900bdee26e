import type { Caller } from '../protocol/service.ts';
import type {
  Address,
  InternetGateway,
  NatGateway,
  NetworkAcl,
  NetworkInterface,
  PrefixList,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  Vpc,
  VpcEndpoint,
} from './records.ts';

/** Everything that EC2 keeps for one account in one region. Each map is in order of creation. */
export interface Region {
  /** 12 digits. */
  readonly account: string;
  /** For example `eu-central-1`. */
  readonly name: string;
  readonly vpcs: Map<string, Vpc>;
  readonly subnets: Map<string, Subnet>;
  readonly securityGroups: Map<string, SecurityGroup>;
  readonly securityGroupRules: Map<string, SecurityGroupRule>;
  readonly networkAcls: Map<string, NetworkAcl>;
  readonly routeTables: Map<string, RouteTable>;
  readonly vpcEndpoints: Map<string, VpcEndpoint>;
  readonly prefixLists: Map<string, PrefixList>;
  readonly networkInterfaces: Map<string, NetworkInterface>;
  readonly internetGateways: Map<string, InternetGateway>;
  readonly natGateways: Map<string, NatGateway>;
  readonly addresses: Map<string, Address>;
  /** Resource id → key → value. */
  readonly tags: Map<string, Map<string, string>>;
  /** Client token → what the request that brought it was, and was answered. */
  readonly clientTokens: Map<string, { readonly request: string; readonly output: unknown }>;
  /** Of all regions that there ever were: one that was forgotten and made anew is another one. */
  readonly incarnation: number;
  /** How many changes it was asked for, and after which of them a network may read otherwise. See `counted`. */
  changes: number;
  revision: number;
  /** A new id such as `vpc-0…`: 17 hexadecimal digits, the same in every run. */
  newId(prefix: string): string;
}

/** Accounts and regions come into being when somebody first asks for them, each with its default VPC. */
export interface Store {
  region(caller: Caller): Region;
  /** An account, or all, as if nobody had asked for it yet. */
  forget(account?: string): void;
}
