import { createHash } from 'node:crypto';
import {
  CreateNetworkInterface$,
  type CreateNetworkInterfaceRequest,
  type CreateNetworkInterfaceResult,
  DeleteNetworkInterface$,
  type DeleteNetworkInterfaceRequest,
  DescribeNetworkInterfaces$,
  type DescribeNetworkInterfacesRequest,
  type DescribeNetworkInterfacesResult,
  type NetworkInterface as InterfaceDescription,
  ModifyNetworkInterfaceAttribute$,
  type ModifyNetworkInterfaceAttributeRequest,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { isAddress } from './cidr.ts';
import {
  invalidCombination,
  invalidParameter,
  invalidValue,
  missingOneOf,
  otherNetwork,
  unsupported,
} from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { checkedIpv6Address, freeIpv6Addresses } from './ipv6.ts';
import { find, select } from './lookup.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { NetworkInterface, Subnet } from './records.ts';
import { groupNamed } from './rule-lines.ts';
import type { Region } from './store.ts';
import { checkAddress, freeAddress, freeAddresses } from './subnets.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';
import { zoneId } from './zones.ts';

const GROUPS_PER_INTERFACE = 5;
/** As many as any instance type allows. */
const ADDRESSES_PER_INTERFACE = 50;

/** EC2 says so of a new interface, though the SDK's list of states does not have it. */
const PENDING = 'pending' as 'available';
const TYPES = ['interface', 'efa', 'efa-only', 'branch', 'trunk'];

export function addNetworkInterface(
  region: Region,
  subnet: Subnet,
  options: Pick<NetworkInterface, 'addresses' | 'description' | 'groupIds' | 'type'> &
    Partial<Pick<NetworkInterface, 'requester' | 'ipv6Addresses'>>,
): NetworkInterface {
  const id = region.newId('eni');
  const one: NetworkInterface = {
    id,
    subnetId: subnet.id,
    vpcId: subnet.vpcId,
    // The 2 marks an address that nobody made a card for.
    macAddress: `02:${(createHash('sha256').update(id).digest('hex').slice(0, 10).match(/../g) ?? []).join(':')}`,
    sourceDestCheck: true,
    ipv6Addresses: [],
    ...options,
  };
  region.networkInterfaces.set(id, one);
  for (const address of [...one.addresses, ...one.ipv6Addresses]) subnet.taken.add(address);
  return one;
}

export function removeNetworkInterface(region: Region, id: string): void {
  const { subnetId, addresses, ipv6Addresses } = find('networkInterface', region, id);
  const subnet = region.subnets.get(subnetId);
  for (const address of [...addresses, ...ipv6Addresses]) if (subnet) freeAddress(subnet, address);
  region.networkInterfaces.delete(id);
  region.tags.delete(id);
}

/** The groups of an interface: those named, all of the subnet's VPC, or the VPC's default one. */
export function interfaceGroups(region: Region, vpcId: string, ids: readonly string[] | undefined): string[] {
  if (ids === undefined || ids.length === 0) return [groupNamed('default', vpcId, region).id];
  const unique = [...new Set(ids)];
  if (unique.length > GROUPS_PER_INTERFACE) {
    const text = `A network interface can have no more than ${GROUPS_PER_INTERFACE} security groups.`;
    throw new ServiceError('SecurityGroupsPerInterfaceLimitExceeded', text);
  }
  for (const id of unique) {
    if (/^sg-[0-9a-f]{1,17}$/.test(id) && !region.securityGroups.has(id)) {
      // Observed: here EC2 has another code than everywhere else.
      throw new ServiceError('InvalidSecurityGroupID.NotFound', `The securityGroup ID '${id}' does not exist`);
    }
    if (find('group', region, id).vpcId !== vpcId) throw otherNetwork();
  }
  return unique;
}

const createNetworkInterface = operation<CreateNetworkInterfaceRequest, CreateNetworkInterfaceResult>(
  CreateNetworkInterface$,
  (input, region) => {
    const subnet = find('subnet', region, input.SubnetId ?? '');
    const type = input.InterfaceType ?? 'interface';
    if (!TYPES.includes(type)) throw invalidParameter('interfaceType', type, `Expecting one of ${TYPES.join(', ')}.`);
    const groupIds = interfaceGroups(region, subnet.vpcId, input.Groups);
    const addresses = subnet.cidr === undefined ? [] : requestedAddresses(input, subnet);
    const ipv6Addresses = requestedIpv6Addresses(input, subnet);
    const tags = specifiedTags(input.TagSpecifications, 'networkInterface');
    const description = input.Description ?? '';
    const one = addNetworkInterface(region, subnet, {
      addresses,
      ipv6Addresses,
      description,
      groupIds,
      type,
    });
    tagResource(region, one.id, tags);
    const token = input.ClientToken === undefined ? {} : { ClientToken: input.ClientToken };
    return { NetworkInterface: { ...describe(one, region), Status: PENDING }, ...token };
  },
);

/** What the request does not choose is the lowest that is free: one, where the subnet assigns one by itself. */
function requestedIpv6Addresses(input: CreateNetworkInterfaceRequest, subnet: Subnet): string[] {
  const { Ipv6Addresses: listed = [], Ipv6AddressCount: count } = input;
  if (listed.length > 0 && count !== undefined) {
    throw invalidCombination('IPv6 addresses are listed or counted, not both.');
  }
  const chosen = listed.map(({ Ipv6Address }) => checkedIpv6Address(subnet, Ipv6Address ?? ''));
  if (new Set(chosen).size < chosen.length) throw invalidValue('An interface cannot have the same address twice.');
  if (chosen.length > 0) return chosen;
  const wanted = count ?? (subnet.launch.assignIpv6 ? 1 : 0);
  if (wanted < 0) throw invalidParameter('ipv6AddressCount', wanted, 'Expecting a value of at least 0.');
  if (wanted > ADDRESSES_PER_INTERFACE) {
    const text = `A network interface can have no more than ${ADDRESSES_PER_INTERFACE} addresses.`;
    throw new ServiceError('PrivateIpAddressLimitExceeded', text);
  }
  if (wanted > 0 && subnet.ipv6 === undefined) {
    throw invalidParameter('ipv6AddressCount', wanted, `The subnet '${subnet.id}' has no IPv6 block.`);
  }
  return freeIpv6Addresses(subnet, wanted);
}

/** The primary address first. What the request does not choose is the lowest that is free. */
function requestedAddresses(input: CreateNetworkInterfaceRequest, subnet: Subnet): string[] {
  const { PrivateIpAddress: single, PrivateIpAddresses: listed = [], SecondaryPrivateIpAddressCount: more = 0 } = input;
  const primaries = listed.filter(({ Primary }) => Primary === true);
  if (primaries.length > 1 || (single !== undefined && primaries.length > 0)) {
    throw invalidCombination('An interface has one primary address, not several.');
  }
  if (more > 0 && listed.length > primaries.length) {
    throw invalidCombination('Secondary addresses are listed or counted, not both.');
  }
  if (listed.length > ADDRESSES_PER_INTERFACE || more >= ADDRESSES_PER_INTERFACE) {
    const text = `A network interface can have no more than ${ADDRESSES_PER_INTERFACE} addresses.`;
    throw new ServiceError('PrivateIpAddressLimitExceeded', text);
  }
  if (more < 0) throw invalidParameter('secondaryPrivateIpAddressCount', more, 'Expecting a value of at least 0.');
  const primary = single ?? primaries[0]?.PrivateIpAddress;
  const secondary = listed
    .filter(({ Primary }) => Primary !== true)
    .map(({ PrivateIpAddress }) => PrivateIpAddress ?? '');
  const chosen = [...(primary === undefined ? [] : [primary]), ...secondary];
  for (const address of chosen) {
    if (!isAddress(address)) throw invalidParameter('privateIpAddress', address, 'It is not an IPv4 address.');
    checkAddress(subnet, address);
  }
  if (new Set(chosen).size < chosen.length) throw invalidValue('An interface cannot have the same address twice.');
  const taken = freeAddresses(subnet, more + (primary === undefined ? 1 : 0), chosen);
  return primary === undefined ? [...taken.slice(0, 1), ...secondary, ...taken.slice(1)] : [...chosen, ...taken];
}

const FILTERS: FilterTable<NetworkInterface> = {
  'network-interface-id': ({ id }) => id,
  'subnet-id': ({ subnetId }) => subnetId,
  'vpc-id': ({ vpcId }) => vpcId,
  'group-id': ({ groupIds }) => groupIds,
  'group-name': ({ groupIds }, region) => groupIds.map((id) => region.securityGroups.get(id)?.name),
  'availability-zone': ({ subnetId }, region) => region.subnets.get(subnetId)?.zone,
  description: ({ description }) => description,
  'interface-type': ({ type }) => type,
  'mac-address': ({ macAddress }) => macAddress,
  'owner-id': (_, region) => region.account,
  'private-ip-address': ({ addresses }) => addresses[0],
  'addresses.private-ip-address': ({ addresses }) => addresses,
  'ipv6-addresses.ipv6-address': ({ ipv6Addresses }) => ipv6Addresses,
  'addresses.primary': ({ addresses }) => addresses.map((_, index) => index === 0),
  'private-dns-name': ({ addresses }, region) => dnsName(addresses[0] ?? '', region),
  'requester-id': ({ requester }) => requester,
  'requester-managed': ({ requester }) => requester !== undefined,
  'source-dest-check': ({ sourceDestCheck }) => sourceDestCheck,
  status: () => 'available',
};

const describeNetworkInterfaces = operation<DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult>(
  DescribeNetworkInterfaces$,
  (input, region) => {
    const chosen = select('networkInterface', region, input.NetworkInterfaceIds);
    const { items, next } = page(filtered(chosen, input.Filters, FILTERS, region), 'interfaces', input);
    return { NetworkInterfaces: items.map((one) => describe(one, region)), ...next };
  },
);

function dnsName(address: string, region: Region): string {
  const domain = region.name === 'us-east-1' ? 'ec2.internal' : `${region.name}.compute.internal`;
  return `ip-${address.replaceAll('.', '-')}.${domain}`;
}

function describe(one: NetworkInterface, region: Region): InterfaceDescription {
  const zone = region.subnets.get(one.subnetId)?.zone ?? '';
  const named = region.vpcs.get(one.vpcId)?.attributes.dnsHostnames === true;
  const dns = (address: string) => (named ? { PrivateDnsName: dnsName(address, region) } : {});
  const [primary] = one.addresses;
  return {
    NetworkInterfaceId: one.id,
    InterfaceType: one.type as 'interface',
    Description: one.description,
    SubnetId: one.subnetId,
    VpcId: one.vpcId,
    AvailabilityZone: zone,
    AvailabilityZoneId: zoneId(region, zone),
    OwnerId: region.account,
    RequesterManaged: one.requester !== undefined,
    ...(one.requester === undefined ? {} : { RequesterId: one.requester }),
    Status: 'available',
    MacAddress: one.macAddress,
    ...(primary === undefined ? {} : { PrivateIpAddress: primary, ...dns(primary) }),
    PrivateIpAddresses: one.addresses.map((address, index) => ({
      Primary: index === 0,
      PrivateIpAddress: address,
      ...dns(address),
    })),
    ...(one.ipv6Addresses[0] === undefined ? {} : { Ipv6Address: one.ipv6Addresses[0] }),
    Ipv6Addresses: one.ipv6Addresses.map((address) => ({ Ipv6Address: address, IsPrimaryIpv6: false })),
    SourceDestCheck: one.sourceDestCheck,
    Groups: one.groupIds.map((id) => ({ GroupId: id, GroupName: region.securityGroups.get(id)?.name })),
    TagSet: tagList(region, one.id),
  };
}

const deleteNetworkInterface = operation<DeleteNetworkInterfaceRequest, object>(
  DeleteNetworkInterface$,
  ({ NetworkInterfaceId = '' }, region) => {
    const { id, requester } = find('networkInterface', region, NetworkInterfaceId);
    if (requester !== undefined) {
      const text = `The network interface '${id}' is held by ${requester}, which alone can delete it.`;
      throw new ServiceError('OperationNotPermitted', text);
    }
    removeNetworkInterface(region, id);
    return {};
  },
);

const modifyAttribute = operation<ModifyNetworkInterfaceAttributeRequest, object>(
  ModifyNetworkInterfaceAttribute$,
  ({ NetworkInterfaceId = '', Groups, Description, SourceDestCheck, DryRun: _, ...others }, region) => {
    const one = find('networkInterface', region, NetworkInterfaceId);
    const [other] = Object.keys(others);
    if (other !== undefined) {
      throw unsupported(`train-encrypt: the embedded engine does not keep ${other} of a network interface.`);
    }
    const given = [Groups, Description, SourceDestCheck].filter((attribute) => attribute !== undefined);
    if (given.length === 0) throw missingOneOf('SecurityGroupId', 'Description', 'SourceDestCheck');
    if (given.length > 1) throw invalidCombination('A request can change one attribute only.');
    if (Groups !== undefined) one.groupIds = interfaceGroups(region, one.vpcId, Groups);
    if (Description !== undefined) one.description = Description.Value ?? '';
    if (SourceDestCheck !== undefined) one.sourceDestCheck = SourceDestCheck.Value ?? true;
    return {};
  },
);

export const operations = [createNetworkInterface, describeNetworkInterfaces, deleteNetworkInterface, modifyAttribute];
