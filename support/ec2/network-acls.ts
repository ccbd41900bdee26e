import {
  CreateNetworkAcl$,
  type CreateNetworkAclRequest,
  type CreateNetworkAclResult,
  DeleteNetworkAcl$,
  type DeleteNetworkAclRequest,
  DescribeNetworkAcls$,
  type DescribeNetworkAclsRequest,
  type DescribeNetworkAclsResult,
  type NetworkAcl as NetworkAclDescription,
  ReplaceNetworkAclAssociation$,
  type ReplaceNetworkAclAssociationRequest,
  type ReplaceNetworkAclAssociationResult,
} from '@aws-sdk/client-ec2';
import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { dependencyViolation, invalidValue } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { find, select } from './lookup.ts';
import { describeEntry } from './network-acl-entries.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { NetworkAcl, NetworkAclEntry, Subnet } from './records.ts';
import type { Region } from './store.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';

const everything = (number: number, allow: boolean, ipv6 = false): NetworkAclEntry[] =>
  [true, false].map((egress) => ({
    number,
    egress,
    allow,
    protocol: '-1',
    cidr: ipv6 ? '::/0' : '0.0.0.0/0',
    ipv6,
  }));

/** Every ACL ends in a refusal, which EC2 shows as the entry after the last that can be made. */
const LAST_ENTRY = 32_767;
/** The same for IPv6, in a VPC that has it. */
const LAST_IPV6_ENTRY = 32_768;

/** What EC2 adds to an ACL of a VPC that has IPv6, as documented. */
export function openAclToIpv6({ entries, isDefault }: NetworkAcl): void {
  if (entries.some(({ number }) => number === LAST_IPV6_ENTRY)) return;
  if (isDefault && !entries.some(({ number }) => number === 101)) entries.push(...everything(101, true, true));
  entries.push(...everything(LAST_IPV6_ENTRY, false, true));
}

/** A VPC's default ACL lets everything through; one that is made lets nothing. */
export function addNetworkAcl(
  region: Region,
  vpcId: string,
  options: { readonly isDefault?: boolean } = {},
): NetworkAcl {
  const isDefault = options.isDefault ?? false;
  const acl: NetworkAcl = {
    id: region.newId('acl'),
    vpcId,
    isDefault,
    entries: [...(isDefault ? everything(100, true) : []), ...everything(LAST_ENTRY, false)],
    associations: new Map(),
  };
  if ((region.vpcs.get(vpcId)?.ipv6Cidrs.length ?? 0) > 0) openAclToIpv6(acl);
  region.networkAcls.set(acl.id, acl);
  return acl;
}

export function removeNetworkAcl(region: Region, { id }: NetworkAcl): void {
  region.networkAcls.delete(id);
  region.tags.delete(id);
}

/** A subnet has exactly one ACL at any time: its VPC's default one, until another is put in its place. */
export function associateDefaultAcl(region: Region, subnet: Subnet): void {
  for (const acl of region.networkAcls.values()) {
    if (acl.isDefault && acl.vpcId === subnet.vpcId) acl.associations.set(region.newId('aclassoc'), subnet.id);
  }
}

export function forgetAclAssociation(region: Region, subnetId: string): void {
  for (const { associations } of region.networkAcls.values()) {
    for (const [id, associated] of associations) if (associated === subnetId) associations.delete(id);
  }
}

const createNetworkAcl = operation<CreateNetworkAclRequest, CreateNetworkAclResult>(
  CreateNetworkAcl$,
  ({ VpcId = '', TagSpecifications }, region) => {
    const vpc = find('vpc', region, VpcId);
    const tags = specifiedTags(TagSpecifications, 'acl');
    const acl = addNetworkAcl(region, vpc.id);
    tagResource(region, acl.id, tags);
    return { NetworkAcl: describe(acl, region) };
  },
);

const FILTERS: FilterTable<NetworkAcl> = {
  'network-acl-id': ({ id }) => id,
  'vpc-id': ({ vpcId }) => vpcId,
  default: ({ isDefault }) => isDefault,
  'owner-id': (_, region) => region.account,
  'association.association-id': ({ associations }) => [...associations.keys()],
  'association.network-acl-id': ({ id, associations }) => (associations.size > 0 ? id : undefined),
  'association.subnet-id': ({ associations }) => [...associations.values()],
  'entry.cidr': ({ entries }) => entries.map(({ cidr, ipv6 }) => (ipv6 ? undefined : cidr)),
  'entry.ipv6-cidr': ({ entries }) => entries.map(({ cidr, ipv6 }) => (ipv6 ? cidr : undefined)),
  'entry.egress': ({ entries }) => entries.map(({ egress }) => egress),
  'entry.port-range.from': ({ entries }) => entries.map(({ ports }) => ports?.from),
  'entry.port-range.to': ({ entries }) => entries.map(({ ports }) => ports?.to),
  'entry.icmp.type': ({ entries }) => entries.map(({ icmp }) => icmp?.type),
  'entry.icmp.code': ({ entries }) => entries.map(({ icmp }) => icmp?.code),
  'entry.protocol': ({ entries }) => entries.map(({ protocol }) => protocol),
  'entry.rule-action': ({ entries }) => entries.map(({ allow }) => (allow ? 'allow' : 'deny')),
  'entry.rule-number': ({ entries }) => entries.map(({ number }) => number),
};

const describeNetworkAcls = operation<DescribeNetworkAclsRequest, DescribeNetworkAclsResult>(
  DescribeNetworkAcls$,
  (input, region) => {
    const acls = filtered(select('acl', region, input.NetworkAclIds), input.Filters, FILTERS, region);
    const { items, next } = page(acls, 'acls', input);
    return { NetworkAcls: items.map((acl) => describe(acl, region)), ...next };
  },
);

function describe(acl: NetworkAcl, region: Region): NetworkAclDescription {
  const entries = [...acl.entries].sort((a, b) => Number(b.egress) - Number(a.egress) || a.number - b.number);
  return {
    NetworkAclId: acl.id,
    VpcId: acl.vpcId,
    OwnerId: region.account,
    IsDefault: acl.isDefault,
    Entries: entries.map(describeEntry),
    Associations: [...acl.associations].map(([id, subnetId]) => ({
      NetworkAclAssociationId: id,
      NetworkAclId: acl.id,
      SubnetId: subnetId,
    })),
    Tags: tagList(region, acl.id),
  };
}

const deleteNetworkAcl = operation<DeleteNetworkAclRequest, object>(
  DeleteNetworkAcl$,
  ({ NetworkAclId = '' }, region) => {
    const acl = find('acl', region, NetworkAclId);
    // Observed.
    if (acl.isDefault) throw invalidValue(`cannot delete default network ACL ${acl.id}`);
    if (acl.associations.size > 0) {
      throw dependencyViolation(`The network ACL '${acl.id}' has subnets and cannot be deleted.`);
    }
    removeNetworkAcl(region, acl);
    return {};
  },
);

const replaceAssociation = operation<ReplaceNetworkAclAssociationRequest, ReplaceNetworkAclAssociationResult>(
  ReplaceNetworkAclAssociation$,
  ({ AssociationId: id = '', NetworkAclId = '' }, region) => {
    const from = [...region.networkAcls.values()].find(({ associations }) => associations.has(id));
    const subnetId = from?.associations.get(id);
    if (from === undefined || subnetId === undefined) {
      const text = `The association ID '${printable(id)}' does not exist`;
      throw new ServiceError('InvalidAssociationID.NotFound', text);
    }
    const to = find('acl', region, NetworkAclId);
    if (to.vpcId !== from.vpcId) {
      throw invalidValue(`The network ACL '${to.id}' and the subnet '${subnetId}' belong to different VPCs.`);
    }
    from.associations.delete(id);
    const NewAssociationId = region.newId('aclassoc');
    to.associations.set(NewAssociationId, subnetId);
    return { NewAssociationId };
  },
);

export const operations = [createNetworkAcl, describeNetworkAcls, deleteNetworkAcl, replaceAssociation];
