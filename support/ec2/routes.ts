import {
  CreateRoute$,
  type CreateRouteRequest,
  type CreateRouteResult,
  DeleteRoute$,
  type DeleteRouteRequest,
  ReplaceRoute$,
  type ReplaceRouteRequest,
  type Route as RouteDescription,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { canonicalCidr } from './cidr.ts';
import { invalidCombination, invalidParameter, invalidValue, missingOneOf, unsupported } from './errors.ts';
import { find } from './lookup.ts';
import { operation } from './operation.ts';
import type { Route, RouteTable, RouteTarget } from './records.ts';
import type { Region } from './store.ts';

export const isCidr = (destination: string) => destination.includes('/');
export const isIpv6Cidr = (destination: string) => isCidr(destination) && destination.includes(':');

/** A route whose target is gone is a black hole. */
function leadsSomewhere(target: RouteTarget, region: Region): boolean {
  switch (target.kind) {
    case 'local':
      return true;
    case 'internet-gateway':
      return region.internetGateways.get(target.id)?.vpcId !== undefined;
    case 'nat-gateway':
      return region.natGateways.has(target.id);
    case 'network-interface':
      return region.networkInterfaces.has(target.id);
    case 'vpc-endpoint':
      return region.vpcEndpoints.has(target.id);
  }
}

function describeTarget(target: RouteTarget): RouteDescription {
  switch (target.kind) {
    case 'local':
      return { GatewayId: 'local' };
    case 'nat-gateway':
      return { NatGatewayId: target.id };
    case 'network-interface':
      return { NetworkInterfaceId: target.id };
    default:
      return { GatewayId: target.id };
  }
}

function describeDestination(destination: string): RouteDescription {
  if (isIpv6Cidr(destination)) return { DestinationIpv6CidrBlock: destination };
  return isCidr(destination) ? { DestinationCidrBlock: destination } : { DestinationPrefixListId: destination };
}

export function describeRoute({ destination, target, origin }: Route, region: Region): RouteDescription {
  return {
    ...describeDestination(destination),
    ...describeTarget(target),
    Origin: origin,
    State: leadsSomewhere(target, region) ? 'active' : 'blackhole',
  };
}

function destinationOf(input: CreateRouteRequest | DeleteRouteRequest | ReplaceRouteRequest, region: Region): string {
  const { DestinationCidrBlock: v4, DestinationIpv6CidrBlock: v6, DestinationPrefixListId: list } = input;
  const [first, second] = [v4, v6, list].filter((given) => given !== undefined);
  if (first === undefined) {
    throw missingOneOf('DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId');
  }
  if (second !== undefined) throw invalidCombination('A route has one destination, not several.');
  if (list !== undefined) return find('prefixList', region, list).id;
  const [family, parameter] =
    v4 === undefined ? (['IPv6', 'destinationIpv6CidrBlock'] as const) : (['IPv4', 'destinationCidrBlock'] as const);
  const cidr = canonicalCidr(first, family);
  // Recorded for IPv4.
  if (cidr === undefined) throw invalidParameter(parameter, first, 'This is not a valid CIDR block.');
  return cidr;
}

const TARGETS = ['GatewayId', 'NatGatewayId', 'NetworkInterfaceId'] as const;
const OTHER_TARGETS = [
  'VpcEndpointId',
  'TransitGatewayId',
  'LocalGatewayId',
  'CarrierGatewayId',
  'CoreNetworkArn',
  'OdbNetworkArn',
  'EgressOnlyInternetGatewayId',
  'InstanceId',
  'VpcPeeringConnectionId',
] as const;

function targetOf(input: CreateRouteRequest | ReplaceRouteRequest, table: RouteTable, region: Region): RouteTarget {
  const other = OTHER_TARGETS.find((name) => input[name] !== undefined);
  if (other !== undefined) {
    throw unsupported(`train-encrypt: the embedded engine has no routes with ${other}: LocalStack would.`);
  }
  const given = TARGETS.filter((name) => input[name] !== undefined);
  const [name] = given;
  if (name === undefined) throw missingOneOf(...TARGETS);
  if (given.length > 1) throw invalidCombination('A route has one target, not several.');
  const id = input[name] ?? '';
  if (name === 'NatGatewayId') return { kind: 'nat-gateway', id: find('natGateway', region, id).id };
  if (name === 'NetworkInterfaceId') return { kind: 'network-interface', id: find('networkInterface', region, id).id };
  const gateway = find('internetGateway', region, id);
  if (gateway.vpcId !== table.vpcId) {
    // Observed.
    const text = `route table ${table.id} and network gateway ${gateway.id} belong to different networks`;
    throw invalidValue(text);
  }
  return { kind: 'internet-gateway', id: gateway.id };
}

const isLocal = (destination: string, table: RouteTable, region: Region) =>
  [...(region.vpcs.get(table.vpcId)?.cidrs ?? []), ...(region.vpcs.get(table.vpcId)?.ipv6Cidrs ?? [])].some(
    ({ cidr }) => cidr === destination,
  );

const noSuchRoute = (table: RouteTable, destination: string) =>
  new ServiceError('InvalidRoute.NotFound', `The route table '${table.id}' has no route to ${destination}.`);

const createRoute = operation<CreateRouteRequest, CreateRouteResult>(CreateRoute$, (input, region) => {
  const table = find('routeTable', region, input.RouteTableId ?? '');
  const destination = destinationOf(input, region);
  const target = targetOf(input, table, region);
  if (isLocal(destination, table, region) || table.routes.some((route) => route.destination === destination)) {
    // Observed.
    throw new ServiceError('RouteAlreadyExists', `The route identified by ${destination} already exists.`);
  }
  table.routes.push({ destination, target, origin: 'CreateRoute' });
  return { Return: true };
});

const replaceRoute = operation<ReplaceRouteRequest, object>(ReplaceRoute$, (input, region) => {
  const table = find('routeTable', region, input.RouteTableId ?? '');
  const destination = destinationOf(input, region);
  const target = targetOf(input, table, region);
  const index = table.routes.findIndex((route) => route.destination === destination);
  if (index < 0) throw noSuchRoute(table, destination);
  table.routes[index] = { destination, target, origin: 'CreateRoute' };
  return {};
});

const deleteRoute = operation<DeleteRouteRequest, object>(DeleteRoute$, (input, region) => {
  const table = find('routeTable', region, input.RouteTableId ?? '');
  const destination = destinationOf(input, region);
  if (isLocal(destination, table, region)) {
    throw invalidParameter('destinationCidrBlock', destination, "A VPC's local route cannot be taken away.");
  }
  const route = table.routes.find((one) => one.destination === destination);
  if (route === undefined) throw noSuchRoute(table, destination);
  if (route.target.kind === 'vpc-endpoint') {
    throw invalidParameter('destinationPrefixListId', destination, 'Only ModifyVpcEndpoint takes away this route.');
  }
  table.routes = table.routes.filter((one) => one !== route);
  return {};
});

export const operations = [createRoute, replaceRoute, deleteRoute];
