import {
  CreateNatGateway$,
  type CreateNatGatewayRequest,
  type CreateNatGatewayResult,
  DeleteNatGateway$,
  type DeleteNatGatewayRequest,
  type DeleteNatGatewayResult,
  DescribeNatGateways$,
  type DescribeNatGatewaysRequest,
  type DescribeNatGatewaysResult,
  type NatGateway as GatewayDescription,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { isAddress } from './cidr.ts';
import { invalidParameter, missingParameter, unsupported } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { gatewayOf } from './internet-gateways.ts';
import { find, select } from './lookup.ts';
import { addNetworkInterface, removeNetworkInterface } from './network-interfaces.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { NatGateway, Subnet } from './records.ts';
import type { Region } from './store.ts';
import { checkAddress, freeAddresses } from './subnets.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';

const createNatGateway = operation<CreateNatGatewayRequest, CreateNatGatewayResult>(
  CreateNatGateway$,
  (input, region) => {
    const { SubnetId, ConnectivityType: connectivity = 'public', AllocationId, PrivateIpAddress } = input;
    if (SubnetId === undefined) throw missingParameter('SubnetId');
    const subnet = find('subnet', region, SubnetId);
    if (connectivity !== 'public' && connectivity !== 'private') {
      throw invalidParameter('connectivityType', connectivity, 'Expecting public or private.');
    }
    if ((input.SecondaryAllocationIds ?? input.SecondaryPrivateIpAddresses) !== undefined) {
      throw unsupported(
        'train-encrypt: a NAT gateway of the embedded engine has one address: LocalStack may give more.',
      );
    }
    const address = connectivity === 'public' ? publicAddress(AllocationId, subnet, region) : noAddress(AllocationId);
    const privateIp = PrivateIpAddress ?? freeAddresses(subnet, 1)[0] ?? '';
    if (!isAddress(privateIp)) throw invalidParameter('privateIpAddress', privateIp, 'It is not an IPv4 address.');
    checkAddress(subnet, privateIp);
    const tags = specifiedTags(input.TagSpecifications, 'natGateway');
    const id = region.newId('nat');
    const held = addNetworkInterface(region, subnet, {
      addresses: [privateIp],
      description: `Interface for NAT Gateway ${id}`,
      groupIds: [],
      type: 'nat_gateway',
      requester: 'amazon-nat',
    });
    const gateway: NatGateway = {
      id,
      vpcId: subnet.vpcId,
      subnetId: subnet.id,
      connectivity,
      networkInterfaceId: held.id,
      privateIp,
      ...(address === undefined ? {} : { address }),
      createdAt: new Date(),
    };
    region.natGateways.set(id, gateway);
    tagResource(region, id, tags);
    const token = input.ClientToken === undefined ? {} : { ClientToken: input.ClientToken };
    return { NatGateway: { ...describe(gateway, region), State: 'pending' }, ...token };
  },
);

/** A public NAT gateway needs an Elastic IP address that nothing else has, and a VPC with a way to the internet. */
function publicAddress(allocationId: string | undefined, subnet: Subnet, region: Region): NatGateway['address'] {
  if (allocationId === undefined) throw missingParameter('AllocationId');
  const { id, publicIp } = find('address', region, allocationId);
  if ([...region.natGateways.values()].some(({ address }) => address?.allocationId === id)) {
    throw new ServiceError('Resource.AlreadyAssociated', `The address ${publicIp} belongs to another NAT gateway.`);
  }
  if (gatewayOf(region, subnet.vpcId) === undefined) {
    // The service makes the gateway, which then fails with this code.
    throw new ServiceError('Gateway.NotAttached', `The VPC '${subnet.vpcId}' has no internet gateway attached.`);
  }
  return { allocationId: id, associationId: region.newId('eipassoc'), publicIp };
}

function noAddress(allocationId: string | undefined): undefined {
  if (allocationId !== undefined) {
    throw invalidParameter('allocationId', allocationId, 'A private NAT gateway has no Elastic IP address.');
  }
}

const FILTERS: FilterTable<NatGateway> = {
  'nat-gateway-id': ({ id }) => id,
  'subnet-id': ({ subnetId }) => subnetId,
  'vpc-id': ({ vpcId }) => vpcId,
  state: () => 'available',
};

const describeNatGateways = operation<DescribeNatGatewaysRequest, DescribeNatGatewaysResult>(
  DescribeNatGateways$,
  (input, region) => {
    const chosen = select('natGateway', region, input.NatGatewayIds);
    const { items, next } = page(filtered(chosen, input.Filter, FILTERS, region), 'nats', input);
    return { NatGateways: items.map((gateway) => describe(gateway, region)), ...next };
  },
);

function describe(gateway: NatGateway, region: Region): GatewayDescription {
  const { address } = gateway;
  return {
    NatGatewayId: gateway.id,
    VpcId: gateway.vpcId,
    SubnetId: gateway.subnetId,
    State: 'available',
    ConnectivityType: gateway.connectivity,
    NatGatewayAddresses: [
      {
        NetworkInterfaceId: gateway.networkInterfaceId,
        PrivateIp: gateway.privateIp,
        IsPrimary: true,
        Status: 'succeeded',
        ...(address === undefined
          ? {}
          : { AllocationId: address.allocationId, AssociationId: address.associationId, PublicIp: address.publicIp }),
      },
    ],
    CreateTime: gateway.createdAt,
    Tags: tagList(region, gateway.id),
  };
}

const deleteNatGateway = operation<DeleteNatGatewayRequest, DeleteNatGatewayResult>(
  DeleteNatGateway$,
  ({ NatGatewayId = '' }, region) => {
    const { id, networkInterfaceId } = find('natGateway', region, NatGatewayId);
    removeNetworkInterface(region, networkInterfaceId);
    region.natGateways.delete(id);
    region.tags.delete(id);
    return { NatGatewayId: id };
  },
);

export const operations = [createNatGateway, describeNatGateways, deleteNatGateway];
