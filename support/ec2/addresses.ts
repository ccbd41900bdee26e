import {
  type Address as AddressDescription,
  AllocateAddress$,
  type AllocateAddressRequest,
  type AllocateAddressResult,
  DescribeAddresses$,
  type DescribeAddressesRequest,
  type DescribeAddressesResult,
  ReleaseAddress$,
  type ReleaseAddressRequest,
} from '@aws-sdk/client-ec2';
import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { addressNumber, addressText } from './cidr.ts';
import { missingParameter } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { find, select } from './lookup.ts';
import { operation } from './operation.ts';
import type { Address } from './records.ts';
import type { Region } from './store.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';

/** Elastic IP addresses come from a range set aside for documentation: nobody on the internet has them. */
const FIRST = addressNumber('192.0.2.1');
const COUNT = 254;

const natGatewayWith = (id: string, region: Region) =>
  [...region.natGateways.values()].find(({ address }) => address?.allocationId === id);

const allocateAddress = operation<AllocateAddressRequest, AllocateAddressResult>(
  AllocateAddress$,
  ({ TagSpecifications }, region) => {
    const taken = new Set([...region.addresses.values()].map(({ publicIp }) => publicIp));
    const free = Array.from({ length: COUNT }, (_, index) => addressText(FIRST + index)).find((ip) => !taken.has(ip));
    if (free === undefined) {
      throw new ServiceError(
        'AddressLimitExceeded',
        `An account can have no more than ${COUNT} Elastic IP addresses here.`,
      );
    }
    const tags = specifiedTags(TagSpecifications, 'address');
    const address: Address = { id: region.newId('eipalloc'), publicIp: free };
    region.addresses.set(address.id, address);
    tagResource(region, address.id, tags);
    return {
      AllocationId: address.id,
      PublicIp: address.publicIp,
      Domain: 'vpc',
      PublicIpv4Pool: 'amazon',
      NetworkBorderGroup: region.name,
    };
  },
);

const FILTERS: FilterTable<Address> = {
  'allocation-id': ({ id }) => id,
  'public-ip': ({ publicIp }) => publicIp,
  domain: () => 'vpc',
};

const describeAddresses = operation<DescribeAddressesRequest, DescribeAddressesResult>(
  DescribeAddresses$,
  ({ AllocationIds, PublicIps, Filters }, region) => {
    const all = select('address', region, AllocationIds);
    for (const ip of PublicIps ?? []) {
      if (!all.some(({ publicIp }) => publicIp === ip)) {
        throw new ServiceError('InvalidAddress.NotFound', `Address '${printable(ip)}' not found.`);
      }
    }
    const named = all.filter(({ publicIp }) => PublicIps?.includes(publicIp) ?? true);
    return { Addresses: filtered(named, Filters, FILTERS, region).map((address) => describe(address, region)) };
  },
);

function describe({ id, publicIp }: Address, region: Region): AddressDescription {
  const gateway = natGatewayWith(id, region);
  return {
    AllocationId: id,
    PublicIp: publicIp,
    Domain: 'vpc',
    PublicIpv4Pool: 'amazon',
    NetworkBorderGroup: region.name,
    ...(gateway === undefined
      ? {}
      : {
          AssociationId: gateway.address?.associationId,
          NetworkInterfaceId: gateway.networkInterfaceId,
          NetworkInterfaceOwnerId: region.account,
          PrivateIpAddress: gateway.privateIp,
        }),
    Tags: tagList(region, id),
  };
}

const releaseAddress = operation<ReleaseAddressRequest, object>(ReleaseAddress$, ({ AllocationId }, region) => {
  if (AllocationId === undefined) throw missingParameter('AllocationId');
  const { id, publicIp } = find('address', region, AllocationId);
  if (natGatewayWith(id, region) !== undefined) {
    throw new ServiceError('InvalidIPAddress.InUse', `The address ${publicIp} belongs to a NAT gateway.`);
  }
  region.addresses.delete(id);
  region.tags.delete(id);
  return {};
});

export const operations = [allocateAddress, describeAddresses, releaseAddress];
