import {
  DescribeVpcEndpointServices$,
  type DescribeVpcEndpointServicesRequest,
  type DescribeVpcEndpointServicesResult,
  type ServiceDetail,
} from '@aws-sdk/client-ec2';
import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { type FilterTable, filtered } from './filters.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { VpcEndpoint } from './records.ts';
import type { Region } from './store.ts';
import { zones } from './zones.ts';

/** A service that an endpoint can be made for. */
interface EndpointService {
  /** Its name in full, for example `com.amazonaws.eu-central-1.s3`. */
  readonly id: string;
  readonly type: VpcEndpoint['type'];
}

/** Those that a training job in a private VPC may need. */
const SERVICES: readonly (readonly [name: string, type: VpcEndpoint['type']])[] = [
  ['s3', 'Gateway'],
  ['dynamodb', 'Gateway'],
  ['s3', 'Interface'],
  ['ec2', 'Interface'],
  ['ecr.api', 'Interface'],
  ['ecr.dkr', 'Interface'],
  ['kms', 'Interface'],
  ['logs', 'Interface'],
  ['monitoring', 'Interface'],
  ['sagemaker.api', 'Interface'],
  ['sagemaker.runtime', 'Interface'],
  ['sts', 'Interface'],
];

const services = (region: Region): EndpointService[] =>
  SERVICES.map(([name, type]) => ({ id: `com.amazonaws.${region.name}.${name}`, type }));

/** Throws when no endpoint of this type can be made for a service. */
export function checkService(region: Region, service: string, type: VpcEndpoint['type']): void {
  if (services(region).some((one) => one.id === service && one.type === type)) return;
  // Observed.
  const text = `The Vpc Endpoint Service '${printable(service)}' does not exist`;
  throw new ServiceError('InvalidServiceName', text);
}

/** DNS names turn the parts of a service around: `sagemaker.api` is `api.sagemaker`. */
const dnsLabel = (service: string) => service.split('.').slice(3).reverse().join('.');

/** Where a service itself answers, and its interface endpoint when it has private DNS. */
export const serviceDomain = (service: string, region: Region) => `${dnsLabel(service)}.${region.name}.amazonaws.com`;

/** What the names of a service's interface endpoints end in. */
export const endpointDomain = (service: string, region: Region) =>
  `${dnsLabel(service)}.${region.name}.vpce.amazonaws.com`;

const FILTERS: FilterTable<EndpointService> = {
  'service-name': ({ id }) => id,
  'service-type': ({ type }) => type,
  owner: () => 'amazon',
};

const describeServices = operation<DescribeVpcEndpointServicesRequest, DescribeVpcEndpointServicesResult>(
  DescribeVpcEndpointServices$,
  (input, region) => {
    for (const name of input.ServiceNames ?? []) {
      if (!services(region).some(({ id }) => id === name)) checkService(region, name, 'Gateway');
    }
    const named = services(region).filter(({ id }) => input.ServiceNames?.includes(id) ?? true);
    const { items, next } = page(filtered(named, input.Filters, FILTERS, region), 'services', input, 1);
    return {
      ServiceNames: [...new Set(items.map(({ id }) => id))],
      ServiceDetails: items.map((service) => describe(service, region)),
      ...next,
    };
  },
);

function describe({ id, type }: EndpointService, region: Region): ServiceDetail {
  return {
    ServiceName: id,
    ServiceType: [{ ServiceType: type }],
    ServiceRegion: region.name,
    AvailabilityZones: zones(region).map(({ name }) => name),
    Owner: 'amazon',
    BaseEndpointDnsNames: [type === 'Interface' ? endpointDomain(id, region) : serviceDomain(id, region)],
    ...(type === 'Interface' ? privateDns(serviceDomain(id, region)) : {}),
    VpcEndpointPolicySupported: true,
    AcceptanceRequired: false,
    ManagesVpcEndpoints: false,
    Tags: [],
  };
}

const privateDns = (PrivateDnsName: string): Partial<ServiceDetail> => ({
  PrivateDnsName,
  PrivateDnsNames: [{ PrivateDnsName }],
  PrivateDnsNameVerificationState: 'verified',
});

export const operations = [describeServices];
