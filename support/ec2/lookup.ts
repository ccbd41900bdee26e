import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { noDefaultVpc } from './errors.ts';
import type { Vpc } from './records.ts';
import type { Region } from './store.ts';

/** A kind of resource, as its ids look and as EC2 complains about them. */
interface Kind<Key extends keyof Region> {
  readonly prefix: string;
  readonly in: Key;
  readonly malformed: string;
  readonly notFound: string;
  /** How EC2 names the resource: observed for VPC, subnet, group and VPC endpoint. */
  readonly noun: string;
  /** Observed: of these EC2 says that an id does not exist, whatever it looks like. */
  readonly takesAnyId?: boolean;
}

type Stores = {
  [Key in keyof Region]: Region[Key] extends Map<string, infer Value extends { id: string }> ? Value : never;
};

const kind = <Key extends keyof Region>(
  prefix: string,
  store: Key,
  noun: string,
  malformed: string,
  notFound: string,
): Kind<Key> => ({ prefix, in: store, noun, malformed, notFound });

export const KINDS = {
  vpc: { ...kind('vpc', 'vpcs', 'vpc ID', 'InvalidVpcID.Malformed', 'InvalidVpcID.NotFound'), takesAnyId: true },
  subnet: kind('subnet', 'subnets', 'subnet ID', 'InvalidSubnetID.Malformed', 'InvalidSubnetID.NotFound'),
  group: kind('sg', 'securityGroups', 'security group', 'InvalidGroupId.Malformed', 'InvalidGroup.NotFound'),
  rule: kind(
    'sgr',
    'securityGroupRules',
    'security group rule ID',
    'InvalidSecurityGroupRuleId.Malformed',
    'InvalidSecurityGroupRuleId.NotFound',
  ),
  acl: kind('acl', 'networkAcls', 'networkAcl ID', 'InvalidNetworkAclId.Malformed', 'InvalidNetworkAclID.NotFound'),
  routeTable: {
    ...kind('rtb', 'routeTables', 'routeTable ID', 'InvalidRouteTableId.Malformed', 'InvalidRouteTableID.NotFound'),
    takesAnyId: true,
  },
  endpoint: kind(
    'vpce',
    'vpcEndpoints',
    'Vpc Endpoint Id',
    'InvalidVpcEndpointId.Malformed',
    'InvalidVpcEndpointId.NotFound',
  ),
  prefixList: kind(
    'pl',
    'prefixLists',
    'prefix list ID',
    'InvalidPrefixListId.Malformed',
    'InvalidPrefixListID.NotFound',
  ),
  networkInterface: kind(
    'eni',
    'networkInterfaces',
    'networkInterface ID',
    'InvalidNetworkInterfaceId.Malformed',
    'InvalidNetworkInterfaceID.NotFound',
  ),
  internetGateway: kind(
    'igw',
    'internetGateways',
    'internetGateway ID',
    'InvalidInternetGatewayId.Malformed',
    'InvalidInternetGatewayID.NotFound',
  ),
  natGateway: kind('nat', 'natGateways', 'NAT gateway ID', 'NatGatewayMalformed', 'NatGatewayNotFound'),
  address: kind(
    'eipalloc',
    'addresses',
    'allocation ID',
    'InvalidAllocationID.Malformed',
    'InvalidAllocationID.NotFound',
  ),
} as const;

export type KindName = keyof typeof KINDS;
type RecordOf<Name extends KindName> = Stores[(typeof KINDS)[Name]['in']];

/** The resource of this id. Throws the kind's own errors: malformed, or not found. */
export function find<Name extends KindName>(name: Name, region: Region, id: string): RecordOf<Name> {
  const { prefix, in: store, malformed, noun, notFound, takesAnyId } = KINDS[name] as Kind<keyof Region>;
  if (takesAnyId !== true && !new RegExp(`^${prefix}-[0-9a-f]{1,17}$`).test(id)) {
    // Observed.
    throw new ServiceError(malformed, `Invalid id: "${printable(id)}" (expecting "${prefix}-...")`);
  }
  const found = (region[store] as unknown as Map<string, RecordOf<Name>>).get(id);
  if (found === undefined) throw new ServiceError(notFound, `The ${noun} '${printable(id)}' does not exist`);
  return found;
}

/** The resources of these ids, or all of the kind when none are named. */
export function select<Name extends KindName>(
  name: Name,
  region: Region,
  ids: readonly string[] | undefined,
): RecordOf<Name>[] {
  if (ids !== undefined && ids.length > 0) return [...new Set(ids)].map((id) => find(name, region, id));
  return [...(region[KINDS[name].in] as unknown as Map<string, RecordOf<Name>>).values()];
}

/** The kind that an id's prefix names. */
export function kindOf(id: string): KindName | undefined {
  const prefix = id.slice(0, id.lastIndexOf('-'));
  return (Object.keys(KINDS) as KindName[]).find((name) => KINDS[name].prefix === prefix);
}

/** The VPC that a request means when it names none. */
export function defaultVpc(region: Region): Vpc {
  const vpc = [...region.vpcs.values()].find(({ isDefault }) => isDefault);
  if (vpc === undefined) throw noDefaultVpc();
  return vpc;
}
