import {
  AssociateRouteTable$,
  type AssociateRouteTableRequest,
  type AssociateRouteTableResult,
  CreateRouteTable$,
  type CreateRouteTableRequest,
  type CreateRouteTableResult,
  DeleteRouteTable$,
  type DeleteRouteTableRequest,
  DescribeRouteTables$,
  type DescribeRouteTablesRequest,
  type DescribeRouteTablesResult,
  DisassociateRouteTable$,
  type DisassociateRouteTableRequest,
  ReplaceRouteTableAssociation$,
  type ReplaceRouteTableAssociationRequest,
  type ReplaceRouteTableAssociationResult,
  type RouteTable as RouteTableDescription,
} from '@aws-sdk/client-ec2';
import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { dependencyViolation, invalidValue, missingParameter, unsupported } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { find, select } from './lookup.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { RouteTable, Vpc } from './records.ts';
import { describeRoute, isCidr } from './routes.ts';
import type { Region } from './store.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';

type Association = RouteTable['associations'][number];

export function addRouteTable(region: Region, vpc: Vpc, options: { readonly main?: boolean } = {}): RouteTable {
  const table: RouteTable = {
    id: region.newId('rtb'),
    vpcId: vpc.id,
    routes: [],
    associations: options.main === true ? [{ id: region.newId('rtbassoc') }] : [],
  };
  region.routeTables.set(table.id, table);
  return table;
}

export function removeRouteTable(region: Region, { id }: RouteTable): void {
  region.routeTables.delete(id);
  region.tags.delete(id);
}

const isMain = ({ subnetId }: Association) => subnetId === undefined;

/** The route table of every subnet of a VPC that has none of its own. */
export function mainRouteTable(region: Region, vpcId: string): RouteTable {
  for (const table of region.routeTables.values()) {
    if (table.vpcId === vpcId && table.associations.some(isMain)) return table;
  }
  throw new Error(`no main route table in ${vpcId}`);
}

const createRouteTable = operation<CreateRouteTableRequest, CreateRouteTableResult>(
  CreateRouteTable$,
  ({ VpcId = '', TagSpecifications }, region) => {
    const vpc = find('vpc', region, VpcId);
    const tags = specifiedTags(TagSpecifications, 'routeTable');
    const table = addRouteTable(region, vpc);
    tagResource(region, table.id, tags);
    return { RouteTable: describe(table, region) };
  },
);

const FILTERS: FilterTable<RouteTable> = {
  'route-table-id': ({ id }) => id,
  'vpc-id': ({ vpcId }) => vpcId,
  'owner-id': (_, region) => region.account,
  'association.main': ({ associations }) => associations.map(isMain),
  'association.route-table-association-id': ({ associations }) => associations.map(({ id }) => id),
  'association.route-table-id': ({ id, associations }) => (associations.length > 0 ? id : undefined),
  'association.subnet-id': ({ associations }) => associations.map(({ subnetId }) => subnetId),
  'route.destination-cidr-block': (table, region) =>
    allRoutes(table, region).map(({ DestinationCidrBlock: cidr }) => cidr),
  'route.destination-ipv6-cidr-block': (table, region) =>
    allRoutes(table, region).map(({ DestinationIpv6CidrBlock: cidr }) => cidr),
  'route.destination-prefix-list-id': ({ routes }) =>
    routes.map(({ destination }) => (isCidr(destination) ? undefined : destination)),
  'route.gateway-id': (table, region) => allRoutes(table, region).map(({ GatewayId: id }) => id),
  'route.nat-gateway-id': ({ routes }) =>
    routes.map(({ target }) => (target.kind === 'nat-gateway' ? target.id : undefined)),
  'route.origin': (table, region) => allRoutes(table, region).map(({ Origin: origin }) => origin),
  'route.state': (table, region) => allRoutes(table, region).map(({ State: state }) => state),
};

const describeRouteTables = operation<DescribeRouteTablesRequest, DescribeRouteTablesResult>(
  DescribeRouteTables$,
  (input, region) => {
    const tables = filtered(select('routeTable', region, input.RouteTableIds), input.Filters, FILTERS, region);
    const { items, next } = page(tables, 'tables', input, 5, 100);
    return { RouteTables: items.map((table) => describe(table, region)), ...next };
  },
);

/** A table routes every CIDR of its VPC within it, whatever else it has. */
function allRoutes(table: RouteTable, region: Region) {
  const { cidrs = [], ipv6Cidrs = [] } = region.vpcs.get(table.vpcId) ?? {};
  const local = [...cidrs, ...ipv6Cidrs].map(
    ({ cidr }) => ({ destination: cidr, target: { kind: 'local' }, origin: 'CreateRouteTable' }) as const,
  );
  return [...local, ...table.routes].map((route) => describeRoute(route, region));
}

function describe(table: RouteTable, region: Region): RouteTableDescription {
  return {
    RouteTableId: table.id,
    VpcId: table.vpcId,
    OwnerId: region.account,
    Routes: allRoutes(table, region),
    Associations: table.associations.map((association) => ({
      RouteTableAssociationId: association.id,
      RouteTableId: table.id,
      Main: isMain(association),
      ...(association.subnetId === undefined ? {} : { SubnetId: association.subnetId }),
      AssociationState: { State: 'associated' },
    })),
    PropagatingVgws: [],
    Tags: tagList(region, table.id),
  };
}

const deleteRouteTable = operation<DeleteRouteTableRequest, object>(
  DeleteRouteTable$,
  ({ RouteTableId = '' }, region) => {
    const table = find('routeTable', region, RouteTableId);
    const endpoints = [...region.vpcEndpoints.values()].some(({ routeTableIds }) => routeTableIds.includes(table.id));
    if (table.associations.length > 0 || endpoints) {
      throw dependencyViolation(`The routeTable '${table.id}' has dependencies and cannot be deleted.`);
    }
    removeRouteTable(region, table);
    return {};
  },
);

const associateRouteTable = operation<AssociateRouteTableRequest, AssociateRouteTableResult>(
  AssociateRouteTable$,
  ({ RouteTableId = '', SubnetId, GatewayId }, region) => {
    const table = find('routeTable', region, RouteTableId);
    if (GatewayId !== undefined) {
      throw unsupported('train-encrypt: the embedded engine associates route tables with subnets only.');
    }
    if (SubnetId === undefined) throw missingParameter('SubnetId');
    const subnet = find('subnet', region, SubnetId);
    if (subnet.vpcId !== table.vpcId) {
      throw invalidValue(`The route table '${table.id}' and the subnet '${subnet.id}' belong to different VPCs.`);
    }
    const own = [...region.routeTables.values()].flatMap(({ associations }) => associations);
    if (own.some(({ subnetId }) => subnetId === subnet.id)) {
      const text = `The subnet '${subnet.id}' has a route table of its own already.`;
      throw new ServiceError('Resource.AlreadyAssociated', text);
    }
    const association = { id: region.newId('rtbassoc'), subnetId: subnet.id };
    table.associations.push(association);
    return { AssociationId: association.id, AssociationState: { State: 'associated' } };
  },
);

/** Takes an association away from its table. */
function takeAssociation(
  region: Region,
  id: string,
  mayBeMain: boolean,
): { table: RouteTable; association: Association } {
  for (const table of region.routeTables.values()) {
    const index = table.associations.findIndex((association) => association.id === id);
    const association = table.associations[index];
    if (association === undefined) continue;
    if (isMain(association) && !mayBeMain) {
      throw invalidValue(`The association '${id}' makes a main route table, and can only be replaced.`);
    }
    table.associations.splice(index, 1);
    return { table, association };
  }
  throw new ServiceError('InvalidAssociationID.NotFound', `The association ID '${printable(id)}' does not exist`);
}

const disassociateRouteTable = operation<DisassociateRouteTableRequest, object>(
  DisassociateRouteTable$,
  ({ AssociationId = '' }, region) => {
    takeAssociation(region, AssociationId, false);
    return {};
  },
);

const replaceAssociation = operation<ReplaceRouteTableAssociationRequest, ReplaceRouteTableAssociationResult>(
  ReplaceRouteTableAssociation$,
  ({ AssociationId = '', RouteTableId = '' }, region) => {
    const to = find('routeTable', region, RouteTableId);
    const { table: from, association } = takeAssociation(region, AssociationId, true);
    if (from.vpcId !== to.vpcId) {
      from.associations.push(association);
      throw invalidValue(`The route tables '${from.id}' and '${to.id}' belong to different VPCs.`);
    }
    const id = region.newId('rtbassoc');
    to.associations.push({ ...association, id });
    return { NewAssociationId: id, AssociationState: { State: 'associated' } };
  },
);

export const operations = [
  createRouteTable,
  describeRouteTables,
  deleteRouteTable,
  associateRouteTable,
  disassociateRouteTable,
  replaceAssociation,
];
