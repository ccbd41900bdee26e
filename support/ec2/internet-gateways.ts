import {
  AttachInternetGateway$,
  type AttachInternetGatewayRequest,
  CreateInternetGateway$,
  type CreateInternetGatewayRequest,
  type CreateInternetGatewayResult,
  DeleteInternetGateway$,
  type DeleteInternetGatewayRequest,
  DescribeInternetGateways$,
  type DescribeInternetGatewaysRequest,
  type DescribeInternetGatewaysResult,
  DetachInternetGateway$,
  type DetachInternetGatewayRequest,
  type InternetGateway as GatewayDescription,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { dependencyViolation } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { find, select } from './lookup.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { InternetGateway } from './records.ts';
import type { Region } from './store.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';

export function addInternetGateway(region: Region): InternetGateway {
  const gateway: InternetGateway = { id: region.newId('igw') };
  region.internetGateways.set(gateway.id, gateway);
  return gateway;
}

/** The gateway of a VPC, if it has one. */
export function gatewayOf(region: Region, vpcId: string): InternetGateway | undefined {
  return [...region.internetGateways.values()].find((gateway) => gateway.vpcId === vpcId);
}

const createInternetGateway = operation<CreateInternetGatewayRequest, CreateInternetGatewayResult>(
  CreateInternetGateway$,
  ({ TagSpecifications }, region) => {
    const tags = specifiedTags(TagSpecifications, 'internetGateway');
    const gateway = addInternetGateway(region);
    tagResource(region, gateway.id, tags);
    return { InternetGateway: describe(gateway, region) };
  },
);

const FILTERS: FilterTable<InternetGateway> = {
  'internet-gateway-id': ({ id }) => id,
  'attachment.vpc-id': ({ vpcId }) => vpcId,
  'attachment.state': ({ vpcId }) => (vpcId === undefined ? undefined : 'available'),
  'owner-id': (_, region) => region.account,
};

const describeInternetGateways = operation<DescribeInternetGatewaysRequest, DescribeInternetGatewaysResult>(
  DescribeInternetGateways$,
  (input, region) => {
    const chosen = select('internetGateway', region, input.InternetGatewayIds);
    const { items, next } = page(filtered(chosen, input.Filters, FILTERS, region), 'gateways', input);
    return { InternetGateways: items.map((gateway) => describe(gateway, region)), ...next };
  },
);

function describe({ id, vpcId }: InternetGateway, region: Region): GatewayDescription {
  return {
    InternetGatewayId: id,
    OwnerId: region.account,
    // EC2 says `available` here, though the SDK's list of states does not have it.
    Attachments: vpcId === undefined ? [] : [{ State: 'available' as 'attached', VpcId: vpcId }],
    Tags: tagList(region, id),
  };
}

const attachInternetGateway = operation<AttachInternetGatewayRequest, object>(
  AttachInternetGateway$,
  ({ InternetGatewayId = '', VpcId = '' }, region) => {
    const gateway = find('internetGateway', region, InternetGatewayId);
    const vpc = find('vpc', region, VpcId);
    const taken = gateway.vpcId !== undefined ? gateway : gatewayOf(region, vpc.id);
    if (taken !== undefined) {
      // Observed.
      const text = `resource ${taken.id} is already attached to network ${taken.vpcId}`;
      throw new ServiceError('Resource.AlreadyAssociated', text);
    }
    gateway.vpcId = vpc.id;
    return {};
  },
);

const detachInternetGateway = operation<DetachInternetGatewayRequest, object>(
  DetachInternetGateway$,
  ({ InternetGatewayId = '', VpcId = '' }, region) => {
    const gateway = find('internetGateway', region, InternetGatewayId);
    const vpc = find('vpc', region, VpcId);
    if (gateway.vpcId !== vpc.id) {
      throw new ServiceError('Gateway.NotAttached', `resource ${gateway.id} is not attached to network ${vpc.id}`);
    }
    delete gateway.vpcId;
    return {};
  },
);

const deleteInternetGateway = operation<DeleteInternetGatewayRequest, object>(
  DeleteInternetGateway$,
  ({ InternetGatewayId = '' }, region) => {
    const { id, vpcId } = find('internetGateway', region, InternetGatewayId);
    if (vpcId !== undefined) {
      throw dependencyViolation(`The internetGateway '${id}' has dependencies and cannot be deleted.`);
    }
    region.internetGateways.delete(id);
    region.tags.delete(id);
    return {};
  },
);

export const operations = [
  createInternetGateway,
  describeInternetGateways,
  attachInternetGateway,
  detachInternetGateway,
  deleteInternetGateway,
];
