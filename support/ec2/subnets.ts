import {
  AssociateSubnetCidrBlock$,
  type AssociateSubnetCidrBlockRequest,
  type AssociateSubnetCidrBlockResult,
  CreateSubnet$,
  type CreateSubnetRequest,
  type CreateSubnetResult,
  DeleteSubnet$,
  type DeleteSubnetRequest,
  DescribeSubnets$,
  type DescribeSubnetsRequest,
  type DescribeSubnetsResult,
  DisassociateSubnetCidrBlock$,
  type DisassociateSubnetCidrBlockRequest,
  type DisassociateSubnetCidrBlockResult,
  ModifySubnetAttribute$,
  type ModifySubnetAttributeRequest,
  type Subnet as SubnetDescription,
} from '@aws-sdk/client-ec2';
import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { arn } from './arn.ts';
import { addressNumber, addressText, block, blockSize, blockText, contains, overlap, parseBlock } from './cidr.ts';
import {
  dependencyViolation,
  invalidCombination,
  invalidParameter,
  missingOneOf,
  missingParameter,
  unsupported,
} from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { subnetAssociation, subnetIpv6 } from './ipv6.ts';
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
  cidr: string | undefined,
  zone: string,
  options: { readonly default?: boolean; readonly ipv6?: string } = {},
): Subnet {
  const subnet: Subnet = {
    id: region.newId('subnet'),
    vpcId: vpc.id,
    cidr,
    zone,
    defaultForZone: options.default ?? false,
    taken: new Set(),
    takenBelow: 0,
    mapPublicIpOnLaunch: options.default ?? false,
    launch: {
      assignIpv6: cidr === undefined,
      dns64: false,
      hostnameType: cidr === undefined ? 'resource-name' : 'ip-name',
      resourceNameA: false,
      resourceNameAaaa: false,
    },
    ...(options.ipv6 === undefined
      ? {}
      : { ipv6: { associationId: region.newId('subnet-cidr-assoc'), cidr: options.ipv6 } }),
  };
  region.subnets.set(subnet.id, subnet);
  associateDefaultAcl(region, subnet);
  return subnet;
}

/** Free IPv4 addresses; 0 in a subnet that has IPv6 only. */
export function freeAddressCount({ cidr, ipv6, taken }: Subnet): number {
  if (cidr === undefined) return 0;
  const held = ipv6 === undefined ? taken.size : [...taken].filter((address) => !address.includes(':')).length;
  return blockSize(block(cidr)) - RESERVED - held;
}

/** The lowest free IPv4 addresses of a subnet. Throws when there are not so many. */
export function freeAddresses(subnet: Subnet, count: number, except: readonly string[] = []): string[] {
  const { first, prefix } = ipv4Block(subnet);
  const last = first + blockSize({ first, prefix }) - 1;
  const found: string[] = [];
  let number = Math.max(first + RESERVED_AT_START, subnet.takenBelow);
  while (number < last && subnet.taken.has(addressText(number))) number += 1;
  subnet.takenBelow = number;
  for (; number < last && found.length < count; number += 1) {
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

/** Gives an address back. */
export function freeAddress(subnet: Subnet, address: string): void {
  subnet.taken.delete(address);
  if (!address.includes(':')) subnet.takenBelow = Math.min(subnet.takenBelow, addressNumber(address));
}

function ipv4Block({ id, cidr }: Subnet) {
  if (cidr === undefined) throw unsupported(`The subnet '${id}' has IPv6 addresses only.`);
  return block(cidr);
}

/** An IPv4 address of the client's choice has to be the subnet's, not reserved, and free. */
export function checkAddress(subnet: Subnet, address: string): void {
  const { first, prefix } = ipv4Block(subnet);
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
  const cidr = input.Ipv6Native === true ? nativeOnly(input) : ipv4Cidr(region, vpc, input.CidrBlock);
  const ipv6 = input.Ipv6CidrBlock === undefined ? {} : { ipv6: subnetIpv6(region, vpc, input.Ipv6CidrBlock) };
  const zone = requestedZone(input, region);
  const tags = specifiedTags(input.TagSpecifications, 'subnet');
  const subnet = addSubnet(region, vpc, cidr, zone, ipv6);
  tagResource(region, subnet.id, tags);
  return { Subnet: describe(subnet, region) };
});

/** Recorded: what EC2 says of a subnet that is to have IPv6 only. */
function nativeOnly({ CidrBlock, Ipv6CidrBlock }: CreateSubnetRequest): undefined {
  if (Ipv6CidrBlock === undefined) {
    const text = "Either 'ipv6CidrBlock' or 'ipv6IpamPoolId' should be provided.";
    throw new ServiceError('MissingParameter', text);
  }
  if (CidrBlock !== undefined) {
    throw invalidCombination(
      'When specifying ipv4 parameters, cidrBlock or ipv4IpamPoolId, you cannot set ipv6Native to true.',
    );
  }
}

function ipv4Cidr(region: Region, vpc: Vpc, given: string | undefined): string {
  if (given === undefined) throw missingParameter('CidrBlock');
  const wanted = parseBlock(given);
  if (wanted === undefined) throw invalidParameter('cidrBlock', given, 'This is not a valid CIDR block.');
  const cidr = blockText(wanted);
  const inside = vpc.cidrs.some((own) => contains(block(own.cidr), wanted));
  // Observed, as is the next.
  if (wanted.prefix < 16 || wanted.prefix > 28 || !inside) {
    throw new ServiceError('InvalidSubnet.Range', `The CIDR '${cidr}' is invalid.`);
  }
  const siblings = [...region.subnets.values()].filter(({ vpcId }) => vpcId === vpc.id);
  if (siblings.some((sibling) => sibling.cidr !== undefined && overlap(block(sibling.cidr), wanted))) {
    throw new ServiceError('InvalidSubnet.Conflict', `The CIDR '${cidr}' conflicts with another subnet`);
  }
  return cidr;
}

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
  'ipv6-cidr-block-association.ipv6-cidr-block': ({ ipv6 }) => ipv6?.cidr,
  'ipv6-cidr-block-association.association-id': ({ ipv6 }) => ipv6?.associationId,
  'ipv6-cidr-block-association.state': ({ ipv6 }) => (ipv6 === undefined ? undefined : 'associated'),
  'ipv6-native': (subnet) => subnet.cidr === undefined,
  'enable-dns64': ({ launch }) => launch.dns64,
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
    ...(subnet.cidr === undefined ? {} : { CidrBlock: subnet.cidr }),
    AvailableIpAddressCount: freeAddressCount(subnet),
    AvailabilityZone: subnet.zone,
    AvailabilityZoneId: zoneId(region, subnet.zone),
    DefaultForAz: subnet.defaultForZone,
    MapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
    MapCustomerOwnedIpOnLaunch: false,
    AssignIpv6AddressOnCreation: subnet.launch.assignIpv6,
    Ipv6CidrBlockAssociationSet: subnet.ipv6 === undefined ? [] : [subnetAssociation(subnet.ipv6)],
    Ipv6Native: subnet.cidr === undefined,
    EnableDns64: subnet.launch.dns64,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: subnet.launch.hostnameType,
      EnableResourceNameDnsARecord: subnet.launch.resourceNameA,
      EnableResourceNameDnsAAAARecord: subnet.launch.resourceNameAaaa,
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
  ({ SubnetId = '', ...attributes }, region) => {
    const subnet = find('subnet', region, SubnetId);
    const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
    const [first, second] = given;
    if (first === undefined) throw missingOneOf(...Object.keys(SETTERS));
    if (second !== undefined) throw invalidCombination('A request can change one attribute only.');
    const [name, value] = first;
    const set = Object.hasOwn(SETTERS, name) ? SETTERS[name] : undefined;
    if (set === undefined) throw unsupported(`train-encrypt: the embedded engine does not keep ${name} of a subnet.`);
    set(subnet, value as AttributeValue);
    return {};
  },
);

type AttributeValue = { readonly Value?: boolean } | 'ip-name' | 'resource-name';

const flag = (value: AttributeValue): boolean => (typeof value === 'object' ? (value.Value ?? false) : false);

const SETTERS: Readonly<Record<string, (subnet: Subnet, value: AttributeValue) => void>> = {
  MapPublicIpOnLaunch: (subnet, value) => {
    subnet.mapPublicIpOnLaunch = flag(value);
  },
  AssignIpv6AddressOnCreation: ({ ipv6, launch }, value) => {
    if (flag(value) && ipv6 === undefined) {
      throw invalidParameter('assignIpv6AddressOnCreation', true, 'The subnet has no IPv6 block.');
    }
    launch.assignIpv6 = flag(value);
  },
  EnableDns64: ({ launch }, value) => {
    launch.dns64 = flag(value);
  },
  EnableResourceNameDnsARecordOnLaunch: ({ launch }, value) => {
    launch.resourceNameA = flag(value);
  },
  EnableResourceNameDnsAAAARecordOnLaunch: ({ launch }, value) => {
    launch.resourceNameAaaa = flag(value);
  },
  PrivateDnsHostnameTypeOnLaunch: ({ launch }, value) => {
    if (value !== 'ip-name' && value !== 'resource-name') {
      throw invalidParameter('privateDnsHostnameTypeOnLaunch', value, 'Expecting ip-name or resource-name.');
    }
    launch.hostnameType = value;
  },
};

const associateSubnetCidrBlock = operation<AssociateSubnetCidrBlockRequest, AssociateSubnetCidrBlockResult>(
  AssociateSubnetCidrBlock$,
  ({ SubnetId = '', Ipv6CidrBlock }, region) => {
    const subnet = find('subnet', region, SubnetId);
    if (Ipv6CidrBlock === undefined) throw missingParameter('Ipv6CidrBlock');
    if (subnet.ipv6 !== undefined) {
      throw new ServiceError('InvalidSubnet.Conflict', `The subnet '${subnet.id}' has an IPv6 block already.`);
    }
    const cidr = subnetIpv6(region, find('vpc', region, subnet.vpcId), Ipv6CidrBlock);
    subnet.ipv6 = { associationId: region.newId('subnet-cidr-assoc'), cidr };
    return { SubnetId, Ipv6CidrBlockAssociation: subnetAssociation(subnet.ipv6, 'associating') };
  },
);

const disassociateSubnetCidrBlock = operation<DisassociateSubnetCidrBlockRequest, DisassociateSubnetCidrBlockResult>(
  DisassociateSubnetCidrBlock$,
  ({ AssociationId: id = '' }, region) => {
    const subnet = [...region.subnets.values()].find(({ ipv6 }) => ipv6?.associationId === id);
    if (subnet?.ipv6 === undefined) {
      const text = `There is no CIDR association '${printable(id)}'.`;
      throw new ServiceError('InvalidSubnetCidrBlockAssociationID.NotFound', text);
    }
    const { ipv6 } = subnet;
    if (subnet.cidr === undefined) throw unsupported(`The subnet '${subnet.id}' has no other block.`);
    if ([...subnet.taken].some((address) => address.includes(':'))) {
      throw dependencyViolation(`The CIDR '${ipv6.cidr}' has addresses in use.`);
    }
    delete subnet.ipv6;
    return { SubnetId: subnet.id, Ipv6CidrBlockAssociation: subnetAssociation(ipv6, 'disassociating') };
  },
);

export const operations = [
  createSubnet,
  describeSubnets,
  deleteSubnet,
  modifySubnetAttribute,
  associateSubnetCidrBlock,
  disassociateSubnetCidrBlock,
];
