import { createHash } from 'node:crypto';
import {
  CreateVpcEndpoint$,
  type CreateVpcEndpointRequest,
  type CreateVpcEndpointResult,
  DeleteVpcEndpoints$,
  type DeleteVpcEndpointsRequest,
  type DeleteVpcEndpointsResult,
  DescribeVpcEndpoints$,
  type DescribeVpcEndpointsRequest,
  type DescribeVpcEndpointsResult,
  type DnsEntry,
  type VpcEndpoint as EndpointDescription,
  ModifyVpcEndpoint$,
  type ModifyVpcEndpointRequest,
  type ModifyVpcEndpointResult,
  type UnsuccessfulItem,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { invalidCombination, invalidParameter, invalidValue, missingParameter, unsupported } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { find, select } from './lookup.ts';
import { addNetworkInterface, interfaceGroups, removeNetworkInterface } from './network-interfaces.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { PrefixList, Subnet, VpcEndpoint } from './records.ts';
import { servicePrefixList } from './service-prefix-lists.ts';
import type { Region } from './store.ts';
import { freeAddresses } from './subnets.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';
import { checkService, endpointDomain, serviceDomain } from './vpc-endpoint-services.ts';

/** What EC2 gives an endpoint without a policy: recorded for an interface endpoint, observed for a gateway endpoint. */
const openPolicy = (type: VpcEndpoint['type']): string =>
  JSON.stringify({
    ...(type === 'Gateway' ? { Version: '2008-10-17' } : {}),
    Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }],
  });

const ENDPOINT_TYPES: readonly string[] = ['Interface', 'Gateway', 'GatewayLoadBalancer', 'Resource', 'ServiceNetwork'];

const createVpcEndpoint = operation<CreateVpcEndpointRequest, CreateVpcEndpointResult>(
  CreateVpcEndpoint$,
  (input, region) => {
    const vpc = find('vpc', region, input.VpcId ?? '');
    const { ServiceName: service, VpcEndpointType: type = 'Gateway', PolicyDocument: policy } = input;
    if (service === undefined) throw missingParameter('ServiceName');
    if (type !== 'Gateway' && type !== 'Interface') {
      const meant = ENDPOINT_TYPES.find((one) => one.toLowerCase() === String(type).toLowerCase());
      if (meant === undefined || meant !== type) {
        const hint = meant === undefined ? `Expecting one of ${ENDPOINT_TYPES.join(', ')}.` : `Write ${meant}.`;
        throw invalidParameter('vpcEndpointType', type, hint);
      }
      throw unsupported(`train-encrypt: the embedded engine has no endpoints of type ${type}: LocalStack may.`);
    }
    checkService(region, service, type);
    if (policy !== undefined) checkPolicy(policy);
    const tags = specifiedTags(input.TagSpecifications, 'endpoint');
    const endpoint: VpcEndpoint = {
      id: region.newId('vpce'),
      vpcId: vpc.id,
      type,
      service,
      createdAt: new Date(),
      privateDns: type === 'Interface' && input.PrivateDnsEnabled !== false,
      policy: policy ?? openPolicy(type),
      dnsSuffix: dnsSuffix(region),
      routeTableIds: [],
      subnetIds: [],
      groupIds: [],
      networkInterfaceIds: [],
    };
    if (type === 'Gateway') {
      refuse(type, { SubnetIds: input.SubnetIds, SecurityGroupIds: input.SecurityGroupIds });
      addRouteTables(endpoint, input.RouteTableIds, region);
    } else {
      refuse(type, { RouteTableIds: input.RouteTableIds });
      endpoint.groupIds = interfaceGroups(region, vpc.id, input.SecurityGroupIds);
      addSubnets(endpoint, input.SubnetIds, region);
    }
    region.vpcEndpoints.set(endpoint.id, endpoint);
    tagResource(region, endpoint.id, tags);
    // An interface endpoint takes a while, and says so when it is made.
    const State = type === 'Interface' ? ('pending' as 'Pending') : STATE;
    const token = input.ClientToken === undefined ? {} : { ClientToken: input.ClientToken };
    return { VpcEndpoint: { ...describe(endpoint, region), State }, ...token };
  },
);

/** EC2 says states and the SDK lists them in different cases. */
const STATE = 'available' as 'Available';

function checkPolicy(policy: string): void {
  try {
    if (typeof JSON.parse(policy) === 'object') return;
  } catch {
    // Reported below, like everything else that is no policy.
  }
  throw new ServiceError('InvalidPolicyDocument', 'The policy of an endpoint is a JSON document.');
}

function refuse(type: VpcEndpoint['type'], parameters: Readonly<Record<string, readonly string[] | undefined>>): void {
  for (const [name, values] of Object.entries(parameters)) {
    if ((values ?? []).length > 0) throw invalidCombination(`An endpoint of type ${type} has no ${name}.`);
  }
}

const listOf = (endpoint: VpcEndpoint, region: Region) => servicePrefixList(region, endpoint.service) as PrefixList;

/** A gateway endpoint is reached by a route, in each of its tables, to the addresses of its service. */
function addRouteTables(endpoint: VpcEndpoint, ids: readonly string[] | undefined, region: Region): void {
  const list = listOf(endpoint, region);
  const tables = [...new Set(ids ?? [])].map((id) => find('routeTable', region, id));
  for (const table of tables) {
    if (table.vpcId !== endpoint.vpcId) {
      throw invalidValue(`The route table '${table.id}' does not belong to the VPC '${endpoint.vpcId}'.`);
    }
    if (table.routes.some(({ destination }) => destination === list.id)) {
      // Observed.
      const text = `route table ${table.id} already has a route with destination-prefix-list-id ${list.id}`;
      throw new ServiceError('RouteAlreadyExists', text);
    }
  }
  for (const table of tables) {
    const target = { kind: 'vpc-endpoint', id: endpoint.id } as const;
    table.routes.push({ destination: list.id, target, origin: 'CreateRoute' });
    endpoint.routeTableIds.push(table.id);
  }
}

function removeRouteTables(endpoint: VpcEndpoint, ids: readonly string[], region: Region): void {
  const tables = ids.map((id) => find('routeTable', region, id));
  for (const table of tables) {
    table.routes = table.routes.filter(({ target }) => target.kind !== 'vpc-endpoint' || target.id !== endpoint.id);
  }
  endpoint.routeTableIds = endpoint.routeTableIds.filter((id) => !ids.includes(id));
}

/** An interface endpoint has a network interface in each of its subnets, which it alone may delete. */
function addSubnets(endpoint: VpcEndpoint, ids: readonly string[] | undefined, region: Region): void {
  const subnets = [...new Set(ids ?? [])].map((id) => find('subnet', region, id));
  const taken = subnetsOf(endpoint, region).map(({ zone }) => zone);
  for (const subnet of subnets) {
    if (subnet.vpcId !== endpoint.vpcId) {
      throw invalidValue(`The subnet '${subnet.id}' does not belong to the VPC '${endpoint.vpcId}'.`);
    }
    if (taken.includes(subnet.zone)) {
      const text = `An endpoint has one subnet in each zone; '${subnet.id}' would be another in ${subnet.zone}.`;
      throw new ServiceError('DuplicateSubnetsInSameZone', text);
    }
    taken.push(subnet.zone);
  }
  const addresses = subnets.map((subnet) => freeAddresses(subnet, 1));
  subnets.forEach((subnet, index) => {
    const { id } = addNetworkInterface(region, subnet, {
      addresses: addresses[index] ?? [],
      description: `VPC Endpoint Interface ${endpoint.id}`,
      groupIds: endpoint.groupIds,
      type: 'vpc_endpoint',
      requester: 'amazon-vpce',
    });
    endpoint.subnetIds.push(subnet.id);
    endpoint.networkInterfaceIds.push(id);
  });
}

function removeSubnets(endpoint: VpcEndpoint, ids: readonly string[], region: Region): void {
  for (const id of endpoint.networkInterfaceIds) {
    if (ids.includes(region.networkInterfaces.get(id)?.subnetId ?? '')) removeNetworkInterface(region, id);
  }
  endpoint.networkInterfaceIds = endpoint.networkInterfaceIds.filter((id) => region.networkInterfaces.has(id));
  endpoint.subnetIds = endpoint.subnetIds.filter((id) => !ids.includes(id));
}

const subnetsOf = (endpoint: VpcEndpoint, region: Region) =>
  endpoint.subnetIds.map((id) => region.subnets.get(id) as Subnet);

const FILTERS: FilterTable<VpcEndpoint> = {
  'vpc-endpoint-id': ({ id }) => id,
  'vpc-endpoint-type': ({ type }) => type,
  'vpc-endpoint-state': () => 'available',
  'vpc-id': ({ vpcId }) => vpcId,
  'service-name': ({ service }) => service,
};

const describeVpcEndpoints = operation<DescribeVpcEndpointsRequest, DescribeVpcEndpointsResult>(
  DescribeVpcEndpoints$,
  (input, region) => {
    const chosen = select('endpoint', region, input.VpcEndpointIds);
    const { items, next } = page(filtered(chosen, input.Filters, FILTERS, region), 'endpoints', input, 1);
    return { VpcEndpoints: items.map((endpoint) => describe(endpoint, region)), ...next };
  },
);

function describe(endpoint: VpcEndpoint, region: Region): EndpointDescription {
  return {
    VpcEndpointId: endpoint.id,
    VpcEndpointType: endpoint.type,
    VpcId: endpoint.vpcId,
    ServiceName: endpoint.service,
    State: STATE,
    PolicyDocument: endpoint.policy,
    RouteTableIds: [...endpoint.routeTableIds],
    SubnetIds: [...endpoint.subnetIds],
    Groups: endpoint.groupIds.map((id) => ({ GroupId: id, GroupName: region.securityGroups.get(id)?.name })),
    PrivateDnsEnabled: endpoint.privateDns,
    RequesterManaged: false,
    IpAddressType: 'ipv4',
    DnsOptions: { DnsRecordIpType: endpoint.type === 'Interface' ? 'ipv4' : 'service-defined' },
    ServiceRegion: region.name,
    NetworkInterfaceIds: [...endpoint.networkInterfaceIds],
    DnsEntries: dnsEntries(endpoint, region),
    CreationTimestamp: endpoint.createdAt,
    Tags: tagList(region, endpoint.id),
    OwnerId: region.account,
  };
}

/** Recorded: an interface endpoint has a regional name, one for each zone, and with private DNS its service's. */
function dnsEntries(endpoint: VpcEndpoint, region: Region): DnsEntry[] {
  const { id, type, service, privateDns, dnsSuffix: suffix } = endpoint;
  if (type === 'Gateway') return [];
  const domain = endpointDomain(service, region);
  const zones = subnetsOf(endpoint, region).map(({ zone }) => `-${zone}`);
  const own = ['', ...zones].map((zone) => ({
    DnsName: `${id}-${suffix}${zone}.${domain}`,
    HostedZoneId: hostedZone(domain),
  }));
  return privateDns ? [...own, { DnsName: serviceDomain(service, region), HostedZoneId: hostedZone(id) }] : own;
}

const hostedZone = (of: string): string =>
  `Z${createHash('sha256').update(of).digest('hex').slice(0, 19).toUpperCase()}`;

const dnsSuffix = (region: Region): string => region.newId('dns').slice(-8);

const modifyVpcEndpoint = operation<ModifyVpcEndpointRequest, ModifyVpcEndpointResult>(
  ModifyVpcEndpoint$,
  (input, region) => {
    const endpoint = find('endpoint', region, input.VpcEndpointId ?? '');
    const { AddRouteTableIds, RemoveRouteTableIds, AddSubnetIds, RemoveSubnetIds, PolicyDocument: policy } = input;
    const { AddSecurityGroupIds, RemoveSecurityGroupIds } = input;
    if (endpoint.type === 'Gateway') {
      refuse(endpoint.type, { AddSubnetIds, RemoveSubnetIds, AddSecurityGroupIds, RemoveSecurityGroupIds });
    } else {
      refuse(endpoint.type, { AddRouteTableIds, RemoveRouteTableIds });
    }
    if (policy !== undefined) checkPolicy(policy);
    for (const id of RemoveRouteTableIds ?? []) find('routeTable', region, id);
    for (const id of RemoveSubnetIds ?? []) find('subnet', region, id);
    const groupIds = changedGroups(endpoint, AddSecurityGroupIds, RemoveSecurityGroupIds, region);
    if (AddRouteTableIds !== undefined) addRouteTables(endpoint, AddRouteTableIds, region);
    if (AddSubnetIds !== undefined) addSubnets(endpoint, AddSubnetIds, region);
    removeRouteTables(endpoint, RemoveRouteTableIds ?? [], region);
    removeSubnets(endpoint, RemoveSubnetIds ?? [], region);
    endpoint.groupIds = groupIds;
    for (const id of endpoint.networkInterfaceIds) {
      const held = region.networkInterfaces.get(id);
      if (held !== undefined) held.groupIds = groupIds;
    }
    if (policy !== undefined) endpoint.policy = policy;
    if (input.ResetPolicy === true) endpoint.policy = openPolicy(endpoint.type);
    return { Return: true };
  },
);

function changedGroups(
  { vpcId, groupIds, type }: VpcEndpoint,
  added: readonly string[] = [],
  removed: readonly string[] = [],
  region: Region,
): string[] {
  if (type === 'Gateway') return [];
  const groups = [...groupIds, ...interfaceGroups(region, vpcId, added.length === 0 ? groupIds : added)];
  const kept = [...new Set(groups)].filter((id) => !removed.includes(id));
  if (kept.length === 0) throw invalidParameter('RemoveSecurityGroupId', removed[0], 'An endpoint keeps one group.');
  return interfaceGroups(region, vpcId, kept);
}

/** Goes through the whole list, and reports those that it could not delete. */
const deleteVpcEndpoints = operation<DeleteVpcEndpointsRequest, DeleteVpcEndpointsResult>(
  DeleteVpcEndpoints$,
  ({ VpcEndpointIds: ids = [] }, region) => ({
    Unsuccessful: ids.flatMap((id): UnsuccessfulItem[] => {
      try {
        deleteEndpoint(find('endpoint', region, id), region);
        return [];
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        return [{ ResourceId: id, Error: { Code: error.code, Message: error.message } }];
      }
    }),
  }),
);

function deleteEndpoint(endpoint: VpcEndpoint, region: Region): void {
  removeRouteTables(endpoint, endpoint.routeTableIds, region);
  removeSubnets(endpoint, endpoint.subnetIds, region);
  region.vpcEndpoints.delete(endpoint.id);
  region.tags.delete(endpoint.id);
}

export const operations = [createVpcEndpoint, describeVpcEndpoints, modifyVpcEndpoint, deleteVpcEndpoints];
