import { createHash } from 'node:crypto';
import type { Caller } from '../protocol/service.ts';
import { createDefaultVpc } from './default-vpc.ts';
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
import { createServicePrefixLists } from './service-prefix-lists.ts';

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
  /** A new id such as `vpc-0…`: 17 hexadecimal digits, the same in every run. */
  newId(prefix: string): string;
}

/** Accounts and regions come into being when somebody first asks for them, each with its default VPC. */
export interface Store {
  region(caller: Caller): Region;
  /** An account, or all, as if nobody had asked for it yet. */
  forget(account?: string): void;
}

export function createStore(): Store {
  const regions = new Map<string, Region>();
  return {
    region({ account, region: name }) {
      const key = `${account}/${name}`;
      let region = regions.get(key);
      if (region === undefined) {
        region = emptyRegion(account, name);
        createServicePrefixLists(region);
        createDefaultVpc(region);
        regions.set(key, region);
      }
      return region;
    },
    forget(account) {
      for (const [key, region] of regions) if (region.account === (account ?? region.account)) regions.delete(key);
    },
  };
}

function emptyRegion(account: string, name: string): Region {
  let issued = 0;
  return {
    account,
    name,
    vpcs: new Map(),
    subnets: new Map(),
    securityGroups: new Map(),
    securityGroupRules: new Map(),
    networkAcls: new Map(),
    routeTables: new Map(),
    vpcEndpoints: new Map(),
    prefixLists: new Map(),
    networkInterfaces: new Map(),
    internetGateways: new Map(),
    natGateways: new Map(),
    addresses: new Map(),
    tags: new Map(),
    clientTokens: new Map(),
    newId(prefix) {
      issued += 1;
      const digest = createHash('sha256').update(`${account}/${name}/${issued}`).digest('hex');
      return `${prefix}-0${digest.slice(0, 16)}`;
    },
  };
}
