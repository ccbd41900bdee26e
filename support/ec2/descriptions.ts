import {
  DescribeAccountAttributes$,
  type DescribeAccountAttributesRequest,
  type DescribeAccountAttributesResult,
  DescribeDhcpOptions$,
  type DescribeDhcpOptionsRequest,
  type DescribeDhcpOptionsResult,
  DescribeInstances$,
  type DescribeInstancesRequest,
  type DescribeInstancesResult,
  DescribeRegions$,
  type DescribeRegionsRequest,
  type DescribeRegionsResult,
  DescribeSecurityGroupVpcAssociations$,
  type DescribeSecurityGroupVpcAssociationsRequest,
  type DescribeSecurityGroupVpcAssociationsResult,
  DescribeStaleSecurityGroups$,
  type DescribeStaleSecurityGroupsRequest,
  type DescribeStaleSecurityGroupsResult,
  DescribeVpcPeeringConnections$,
  type DescribeVpcPeeringConnectionsRequest,
  type DescribeVpcPeeringConnectionsResult,
  type DhcpOptions,
} from '@aws-sdk/client-ec2';
import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { invalidParameter } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { find } from './lookup.ts';
import { operation } from './operation.ts';
import type { Region } from './store.ts';
import { tagList } from './tags.ts';
import { REGIONS } from './zone-names.ts';

/*
 * Describe calls whose answer is the same in every account here, since nothing that they list can be created: no
 * instances, no peering connections, no sets of DHCP options beside the region's own.
 */

const notFound = (code: string, what: string, id: string) =>
  new ServiceError(code, `The ${what} '${printable(id)}' does not exist`);

const describeInstances = operation<DescribeInstancesRequest, DescribeInstancesResult>(
  DescribeInstances$,
  ({ InstanceIds: [id] = [] }) => {
    if (id !== undefined) throw notFound('InvalidInstanceID.NotFound', 'instance ID', id);
    return { Reservations: [] };
  },
);

const describePeerings = operation<DescribeVpcPeeringConnectionsRequest, DescribeVpcPeeringConnectionsResult>(
  DescribeVpcPeeringConnections$,
  ({ VpcPeeringConnectionIds: [id] = [] }) => {
    if (id !== undefined) throw notFound('InvalidVpcPeeringConnectionID.NotFound', 'vpcPeeringConnection ID', id);
    return { VpcPeeringConnections: [] };
  },
);

/** A rule is stale when it refers to a group across a peering connection that is gone. */
const describeStaleGroups = operation<DescribeStaleSecurityGroupsRequest, DescribeStaleSecurityGroupsResult>(
  DescribeStaleSecurityGroups$,
  ({ VpcId = '' }, region) => {
    find('vpc', region, VpcId);
    return { StaleSecurityGroupSet: [] };
  },
);

const describeGroupAssociations = operation<
  DescribeSecurityGroupVpcAssociationsRequest,
  DescribeSecurityGroupVpcAssociationsResult
>(DescribeSecurityGroupVpcAssociations$, () => ({ SecurityGroupVpcAssociations: [] }));

interface ListedRegion {
  readonly id: string;
  readonly optIn: boolean;
}

const REGION_FILTERS: FilterTable<ListedRegion> = {
  'region-name': ({ id }) => id,
  endpoint: ({ id }) => endpointOf(id),
  'opt-in-status': statusOf,
};

const endpointOf = (name: string) => `ec2.${name}.amazonaws.com`;

function statusOf({ optIn }: ListedRegion): string {
  return optIn ? 'not-opted-in' : 'opt-in-not-required';
}

const describeRegions = operation<DescribeRegionsRequest, DescribeRegionsResult>(
  DescribeRegions$,
  ({ RegionNames: names = [], AllRegions: all = false, Filters }, region) => {
    const listed = Object.entries(REGIONS).map(([id, { optIn = false }]): ListedRegion => ({ id, optIn }));
    const unknown = names.find((name) => !listed.some(({ id }) => id === name));
    if (unknown !== undefined) throw invalidParameter('RegionName', unknown, 'There is no such region.');
    const chosen = listed.filter(({ id, optIn }) => (names.length === 0 ? all || !optIn : names.includes(id)));
    return {
      Regions: filtered(chosen, Filters, REGION_FILTERS, region).map((one) => ({
        RegionName: one.id,
        Endpoint: endpointOf(one.id),
        OptInStatus: statusOf(one),
      })),
    };
  },
);

const OPTIONS_FILTERS: FilterTable<{ readonly id: string }> = {
  'dhcp-options-id': ({ id }) => id,
  'owner-id': (_, region) => region.account,
  key: () => ['domain-name', 'domain-name-servers'],
  value: (_, region) => [domainOf(region), NAME_SERVER],
};

const NAME_SERVER = 'AmazonProvidedDNS';

const domainOf = ({ name }: Region) => (name === 'us-east-1' ? 'ec2.internal' : `${name}.compute.internal`);

const describeDhcpOptions = operation<DescribeDhcpOptionsRequest, DescribeDhcpOptionsResult>(
  DescribeDhcpOptions$,
  ({ DhcpOptionsIds: ids = [], Filters }, region) => {
    const known = [...new Set([...region.vpcs.values()].map(({ dhcpOptionsId }) => dhcpOptionsId))];
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown !== undefined) throw notFound('InvalidDhcpOptionID.NotFound', 'dhcpOption ID', unknown);
    const chosen = known.filter((id) => ids.length === 0 || ids.includes(id)).map((id) => ({ id }));
    return {
      DhcpOptions: filtered(chosen, Filters, OPTIONS_FILTERS, region).map(
        ({ id }): DhcpOptions => ({
          DhcpOptionsId: id,
          OwnerId: region.account,
          DhcpConfigurations: [
            { Key: 'domain-name', Values: [{ Value: domainOf(region) }] },
            { Key: 'domain-name-servers', Values: [{ Value: NAME_SERVER }] },
          ],
          Tags: tagList(region, id),
        }),
      ),
    };
  },
);

const ATTRIBUTES: Readonly<Record<string, (region: Region) => string>> = {
  'supported-platforms': () => 'VPC',
  'default-vpc': ({ vpcs }) => [...vpcs.values()].find(({ isDefault }) => isDefault)?.id ?? 'none',
  'max-instances': () => '20',
  'vpc-max-security-groups-per-interface': () => '5',
  'max-elastic-ips': () => '5',
  'vpc-max-elastic-ips': () => '5',
};

const describeAccountAttributes = operation<DescribeAccountAttributesRequest, DescribeAccountAttributesResult>(
  DescribeAccountAttributes$,
  ({ AttributeNames: names = [] }, region) => {
    const unknown = names.find((name) => !Object.hasOwn(ATTRIBUTES, name));
    if (unknown !== undefined) {
      throw invalidParameter('AttributeName', unknown, `Expecting one of ${Object.keys(ATTRIBUTES).join(', ')}.`);
    }
    return {
      AccountAttributes: Object.entries(ATTRIBUTES)
        .filter(([name]) => names.length === 0 || names.some((one) => one === name))
        .map(([name, value]) => ({ AttributeName: name, AttributeValues: [{ AttributeValue: value(region) }] })),
    };
  },
);

export const operations = [
  describeInstances,
  describePeerings,
  describeStaleGroups,
  describeGroupAssociations,
  describeRegions,
  describeDhcpOptions,
  describeAccountAttributes,
];
