import {
  CreateSubnet$,
  type CreateSubnetRequest,
  type CreateSubnetResult,
  DeleteSubnet$,
  type DeleteSubnetRequest,
  DescribeSubnets$,
  type DescribeSubnetsRequest,
  type DescribeSubnetsResult,
  ModifySubnetAttribute$,
  type ModifySubnetAttributeRequest,
  type Subnet as SubnetDescription,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { arn } from './arn.ts';
import { addressNumber, addressText, block, blockSize, blockText, contains, overlap, parseBlock } from './cidr.ts';
import { dependencyViolation, invalidParameter, missingOneOf, missingParameter, unsupported } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { find, select } from './lookup.ts';
import { associateDefaultAcl, forgetAclAssociation } from './network-acls.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { Subnet, Vpc } from './records.ts';
import type { Region } from './store.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';
import { zoneId, zones } from './zones.ts';

/** EC2 keeps the first four addresses of a subnet and the last. */
const RESERVED_AT_START = 4;
const RESERVED = 5;

export function addSubnet(
  region: Region,
  vpc: Vpc,
  cidr: string,
  zone: string,
  options: { readonly default?: boolean } = {},
): Subnet {
  const subnet: Subnet = {
    id: region.newId('subnet'),
    vpcId: vpc.id,
    cidr,
    zone,
    defaultForZone: options.default ?? false,
    taken: new Set(),
    mapPublicIpOnLaunch: options.default ?? false,
  };
  region.subnets.set(subnet.id, subnet);
  associateDefaultAcl(region, subnet);
  return subnet;
}

export function freeAddressCount({ cidr, taken }: Subnet): number {
  return blockSize(block(cidr)) - RESERVED - taken.size;
}

/** The lowest free addresses of a subnet. Throws when there are not so many. */
export function freeAddresses(subnet: Subnet, count: number, except: readonly string[] = []): string[] {
  const { first, prefix } = block(subnet.cidr);
  const last = first + blockSize({ first, prefix }) - 1;
  const found: string[] = [];
  for (let number = first + RESERVED_AT_START; number < last && found.length < count; number += 1) {
    const address = addressText(number);
    if (!subnet.taken.has(address) && !except.includes(address)) found.push(address);
  }
  if (found.length < count) {
    throw new ServiceError(
      'InsufficientFreeAddressesInSubnet',
      `The subnet '${subnet.id}' has ${found.length} free addresses; the request needs ${count}.`,
    );
  }
  return found;
}

/** An address of the client's choice has to be the subnet's, not reserved, and free. */
export function checkAddress(subnet: Subnet, address: string): void {
  const { first, prefix } = block(subnet.cidr);
  const offset = addressNumber(address) - first;
  if (offset < 0 || offset >= blockSize({ first, prefix })) {
    throw invalidParameter('privateIpAddress', address, `It is not in the subnet's range ${subnet.cidr}.`);
  }
  if (offset < RESERVED_AT_START || offset === blockSize({ first, prefix }) - 1) {
    throw invalidParameter('privateIpAddress', address, "It is one of the subnet's reserved addresses.");
  }
  if (subnet.taken.has(address)) {
    throw new ServiceError('InvalidIPAddress.InUse', `The address ${address} is in use.`);
  }
}

const createSubnet = operation<CreateSubnetRequest, CreateSubnetResult>(CreateSubnet$, (input, region) => {
  const vpc = find('vpc', region, input.VpcId ?? '');
  if (input.Ipv6CidrBlock !== undefined || input.Ipv6Native === true) {
    throw unsupported('train-encrypt: the embedded engine gives a subnet no IPv6 block: LocalStack would.');
  }
  if (input.CidrBlock === undefined) throw missingParameter('CidrBlock');
  const wanted = parseBlock(input.CidrBlock);
  if (wanted === undefined) throw invalidParameter('cidrBlock', input.CidrBlock, 'This is not a valid CIDR block.');
  const cidr = blockText(wanted);
  const inside = vpc.cidrs.some((own) => contains(block(own.cidr), wanted));
  // Observed, as is the next.
  if (wanted.prefix < 16 || wanted.prefix > 28 || !inside) {
    throw new ServiceError('InvalidSubnet.Range', `The CIDR '${cidr}' is invalid.`);
  }
  const siblings = [...region.subnets.values()].filter(({ vpcId }) => vpcId === vpc.id);
  if (siblings.some((sibling) => overlap(block(sibling.cidr), wanted))) {
    throw new ServiceError('InvalidSubnet.Conflict', `The CIDR '${cidr}' conflicts with another subnet`);
  }
  const zone = requestedZone(input, region);
  const tags = specifiedTags(input.TagSpecifications, 'subnet');
  const subnet = addSubnet(region, vpc, cidr, zone);
  tagResource(region, subnet.id, tags);
  return { Subnet: describe(subnet, region) };
});

function requestedZone(
  { AvailabilityZone: name, AvailabilityZoneId: id }: CreateSubnetRequest,
  region: Region,
): string {
  const all = zones(region);
  const found = all.find((zone) => (name === undefined || zone.name === name) && (id === undefined || zone.id === id));
  if (found === undefined) {
    // Observed for a name.
    const names = all.map((zone) => zone.name).join(', ');
    const text = `Subnets can currently only be created in the following availability zones: ${names}.`;
    throw invalidParameter('availabilityZone', name ?? id, text);
  }
  return found.name;
}

const FILTERS: FilterTable<Subnet> = {
  'subnet-id': ({ id }) => id,
  'vpc-id': ({ vpcId }) => vpcId,
  'availability-zone': ({ zone }) => zone,
  availabilityZone: ({ zone }) => zone,
  'availability-zone-id': ({ zone }, region) => zoneId(region, zone),
  availabilityZoneId: ({ zone }, region) => zoneId(region, zone),
  'available-ip-address-count': (subnet) => freeAddressCount(subnet),
  cidr: ({ cidr }) => cidr,
  cidrBlock: ({ cidr }) => cidr,
  'cidr-block': ({ cidr }) => cidr,
  'default-for-az': ({ defaultForZone }) => defaultForZone,
  defaultForAz: ({ defaultForZone }) => defaultForZone,
  'map-public-ip-on-launch': ({ mapPublicIpOnLaunch }) => mapPublicIpOnLaunch,
  'owner-id': (_, region) => region.account,
  'subnet-arn': ({ id }, region) => arn(region, `subnet/${id}`),
  state: () => 'available',
};

const describeSubnets = operation<DescribeSubnetsRequest, DescribeSubnetsResult>(DescribeSubnets$, (input, region) => {
  const subnets = filtered(select('subnet', region, input.SubnetIds), input.Filters, FILTERS, region);
  const { items, next } = page(subnets, 'subnets', input);
  return { Subnets: items.map((subnet) => describe(subnet, region)), ...next };
});

function describe(subnet: Subnet, region: Region): SubnetDescription {
  return {
    SubnetId: subnet.id,
    SubnetArn: arn(region, `subnet/${subnet.id}`),
    VpcId: subnet.vpcId,
    OwnerId: region.account,
    State: 'available',
    CidrBlock: subnet.cidr,
    AvailableIpAddressCount: freeAddressCount(subnet),
    AvailabilityZone: subnet.zone,
    AvailabilityZoneId: zoneId(region, subnet.zone),
    DefaultForAz: subnet.defaultForZone,
    MapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
    MapCustomerOwnedIpOnLaunch: false,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    EnableDns64: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    Tags: tagList(region, subnet.id),
  };
}

const deleteSubnet = operation<DeleteSubnetRequest, object>(DeleteSubnet$, ({ SubnetId = '' }, region) => {
  const subnet = find('subnet', region, SubnetId);
  if (subnet.taken.size > 0) {
    // Observed.
    throw dependencyViolation(`The subnet '${subnet.id}' has dependencies and cannot be deleted.`);
  }
  forgetAclAssociation(region, subnet.id);
  for (const { associations } of region.routeTables.values()) {
    const index = associations.findIndex(({ subnetId }) => subnetId === subnet.id);
    if (index >= 0) associations.splice(index, 1);
  }
  region.subnets.delete(subnet.id);
  region.tags.delete(subnet.id);
  return {};
});

const modifySubnetAttribute = operation<ModifySubnetAttributeRequest, object>(
  ModifySubnetAttribute$,
  ({ SubnetId = '', MapPublicIpOnLaunch: map, ...others }, region) => {
    const subnet = find('subnet', region, SubnetId);
    const [other] = Object.keys(others);
    if (other !== undefined)
      throw unsupported(`train-encrypt: the embedded engine does not keep ${other} of a subnet.`);
    if (map === undefined) throw missingOneOf('MapPublicIpOnLaunch');
    subnet.mapPublicIpOnLaunch = map.Value ?? false;
    return {};
  },
);

export const operations = [createSubnet, describeSubnets, deleteSubnet, modifySubnetAttribute];
