import {
  AssociateVpcCidrBlock$,
  type AssociateVpcCidrBlockRequest,
  type AssociateVpcCidrBlockResult,
  CreateVpc$,
  type CreateVpcRequest,
  type CreateVpcResult,
  DeleteVpc$,
  type DeleteVpcRequest,
  DescribeVpcAttribute$,
  type DescribeVpcAttributeRequest,
  type DescribeVpcAttributeResult,
  DescribeVpcs$,
  type DescribeVpcsRequest,
  type DescribeVpcsResult,
  DisassociateVpcCidrBlock$,
  type DisassociateVpcCidrBlockRequest,
  type DisassociateVpcCidrBlockResult,
  ModifyVpcAttribute$,
  type ModifyVpcAttributeRequest,
  type VpcCidrBlockAssociation,
  type Vpc as VpcDescription,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { block, blockText, contains, overlap, parseBlock } from './cidr.ts';
import {
  dependencyViolation,
  invalidCombination,
  invalidParameter,
  missingOneOf,
  missingParameter,
  notTogether,
  unsupported,
} from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { liesIn, provideIpv6, vpcAssociation } from './ipv6.ts';
import { find, select } from './lookup.ts';
import { addNetworkAcl, openAclToIpv6, removeNetworkAcl } from './network-acls.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { Ipv6Association, Vpc } from './records.ts';
import { addRouteTable, removeRouteTable } from './route-tables.ts';
import { addDefaultSecurityGroup, openToIpv6, removeSecurityGroup } from './security-groups.ts';
import type { Region } from './store.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';

/** A new VPC with what each has from the start: a default group, a default ACL, a main route table. */
export function addVpc(
  region: Region,
  cidr: string,
  { tenancy = 'default', isDefault = false }: Partial<Pick<Vpc, 'tenancy' | 'isDefault'>> = {},
): Vpc {
  const vpc: Vpc = {
    id: region.newId('vpc'),
    cidrs: [{ associationId: region.newId('vpc-cidr-assoc'), cidr }],
    ipv6Cidrs: [],
    tenancy,
    isDefault,
    dhcpOptionsId: [...region.vpcs.values()][0]?.dhcpOptionsId ?? region.newId('dopt'),
    attributes: { dnsSupport: true, dnsHostnames: isDefault, networkAddressUsageMetrics: false },
  };
  region.vpcs.set(vpc.id, vpc);
  addDefaultSecurityGroup(region, vpc);
  addNetworkAcl(region, vpc.id, { isDefault: true });
  addRouteTable(region, vpc, { main: true });
  return vpc;
}

/** Reads the IPv4 block of a VPC, /16 to /28. */
function vpcCidr(cidr: string): string {
  const parsed = parseBlock(cidr);
  if (parsed === undefined) throw invalidParameter('cidrBlock', cidr, 'This is not a valid CIDR block.');
  if (parsed.prefix < 16 || parsed.prefix > 28) {
    throw new ServiceError('InvalidVpc.Range', `The CIDR '${blockText(parsed)}' is invalid.`);
  }
  return blockText(parsed);
}

const createVpc = operation<CreateVpcRequest, CreateVpcResult>(CreateVpc$, (input, region) => {
  const { CidrBlock: cidr, InstanceTenancy: tenancy = 'default' } = input;
  if (cidr === undefined) throw missingParameter('CidrBlock');
  refuseOwnIpv6(input);
  if (tenancy !== 'default' && tenancy !== 'dedicated') {
    throw invalidParameter('instanceTenancy', tenancy, 'Use default or dedicated.');
  }
  const canonical = vpcCidr(cidr);
  const tags = specifiedTags(input.TagSpecifications, 'vpc');
  const vpc = addVpc(region, canonical, { tenancy });
  if (input.AmazonProvidedIpv6CidrBlock === true) addIpv6(region, vpc);
  tagResource(region, vpc.id, tags);
  return { Vpc: { ...describe(vpc, region), State: 'pending' } };
});

/** IPv6 blocks come from Amazon here: nobody brings addresses of their own. */
function refuseOwnIpv6(input: {
  readonly Ipv6CidrBlock?: string | undefined;
  readonly Ipv6Pool?: string | undefined;
  readonly Ipv6IpamPoolId?: string | undefined;
}): void {
  const own = (['Ipv6CidrBlock', 'Ipv6Pool', 'Ipv6IpamPoolId'] as const).find((name) => input[name] !== undefined);
  if (own === undefined) return;
  throw unsupported(
    `train-encrypt: the embedded engine has no pools of IPv6 addresses for ${own}: use AmazonProvidedIpv6CidrBlock.`,
  );
}

/** Gives a VPC an IPv6 block, and what EC2 adds for it to the ACLs and to the default group that are there. */
function addIpv6(region: Region, vpc: Vpc): Ipv6Association {
  const association = provideIpv6(region);
  vpc.ipv6Cidrs.push(association);
  for (const acl of region.networkAcls.values()) if (acl.vpcId === vpc.id) openAclToIpv6(acl);
  for (const group of region.securityGroups.values()) {
    if (group.vpcId === vpc.id && group.name === 'default') openToIpv6(region, group);
  }
  return association;
}

const FILTERS: FilterTable<Vpc> = {
  'vpc-id': ({ id }) => id,
  cidr: ({ cidrs }) => cidrs[0]?.cidr,
  'cidr-block': ({ cidrs }) => cidrs[0]?.cidr,
  'cidr-block-association.cidr-block': ({ cidrs }) => cidrs.map(({ cidr }) => cidr),
  'cidr-block-association.association-id': ({ cidrs }) => cidrs.map(({ associationId }) => associationId),
  'cidr-block-association.state': () => 'associated',
  'ipv6-cidr-block-association.ipv6-cidr-block': ({ ipv6Cidrs }) => ipv6Cidrs.map(({ cidr }) => cidr),
  'ipv6-cidr-block-association.association-id': ({ ipv6Cidrs }) => ipv6Cidrs.map(({ associationId }) => associationId),
  'ipv6-cidr-block-association.state': ({ ipv6Cidrs }) => ipv6Cidrs.map(() => 'associated'),
  'dhcp-options-id': ({ dhcpOptionsId }) => dhcpOptionsId,
  'is-default': ({ isDefault }) => isDefault,
  isDefault: ({ isDefault }) => isDefault,
  'owner-id': (_, region) => region.account,
  state: () => 'available',
};

const describeVpcs = operation<DescribeVpcsRequest, DescribeVpcsResult>(DescribeVpcs$, (input, region) => {
  const vpcs = filtered(select('vpc', region, input.VpcIds), input.Filters, FILTERS, region);
  const { items, next } = page(vpcs, 'vpcs', input);
  return { Vpcs: items.map((vpc) => describe(vpc, region)), ...next };
});

function describe(vpc: Vpc, region: Region): VpcDescription {
  return {
    VpcId: vpc.id,
    OwnerId: region.account,
    State: 'available',
    CidrBlock: vpc.cidrs[0]?.cidr,
    CidrBlockAssociationSet: vpc.cidrs.map(describeAssociation),
    Ipv6CidrBlockAssociationSet: vpc.ipv6Cidrs.map((association) => vpcAssociation(association, region)),
    DhcpOptionsId: vpc.dhcpOptionsId,
    InstanceTenancy: vpc.tenancy,
    IsDefault: vpc.isDefault,
    Tags: tagList(region, vpc.id),
  };
}

const describeAssociation = ({ associationId, cidr }: Vpc['cidrs'][number]): VpcCidrBlockAssociation => ({
  AssociationId: associationId,
  CidrBlock: cidr,
  CidrBlockState: { State: 'associated' },
});

const deleteVpc = operation<DeleteVpcRequest, object>(DeleteVpc$, ({ VpcId = '' }, region) => {
  const { id } = find('vpc', region, VpcId);
  const own = ({ vpcId }: { readonly vpcId?: string }) => vpcId === id;
  const groups = [...region.securityGroups.values()].filter(own);
  const acls = [...region.networkAcls.values()].filter(own);
  const tables = [...region.routeTables.values()].filter(own);
  const dependents = [
    ...[region.subnets, region.networkInterfaces, region.vpcEndpoints, region.internetGateways].flatMap(
      (store: ReadonlyMap<string, { readonly vpcId?: string }>) => [...store.values()].filter(own),
    ),
    ...groups.slice(1),
    ...acls.slice(1),
    ...tables.slice(1),
  ];
  // Observed.
  if (dependents.length > 0) throw dependencyViolation(`The vpc '${id}' has dependencies and cannot be deleted.`);
  for (const group of groups) removeSecurityGroup(region, group);
  for (const acl of acls) removeNetworkAcl(region, acl);
  for (const table of tables) removeRouteTable(region, table);
  region.vpcs.delete(id);
  region.tags.delete(id);
  return {};
});

const modifyVpcAttribute = operation<ModifyVpcAttributeRequest, object>(ModifyVpcAttribute$, (input, region) => {
  const { attributes } = find('vpc', region, input.VpcId ?? '');
  const given = [
    ['dnsSupport', input.EnableDnsSupport],
    ['dnsHostnames', input.EnableDnsHostnames],
    ['networkAddressUsageMetrics', input.EnableNetworkAddressUsageMetrics],
  ] as const;
  const [first, second] = given.filter(([, attribute]) => attribute !== undefined);
  if (first === undefined) throw missingOneOf('EnableDnsSupport', 'EnableDnsHostnames');
  if (second !== undefined) throw invalidCombination('A request can change one attribute only.');
  const [name, attribute] = first;
  attributes[name] = attribute?.Value ?? false;
  return {};
});

const describeVpcAttribute = operation<DescribeVpcAttributeRequest, DescribeVpcAttributeResult>(
  DescribeVpcAttribute$,
  ({ VpcId = '', Attribute: name }, region) => {
    const { id, attributes } = find('vpc', region, VpcId);
    switch (name) {
      case 'enableDnsSupport':
        return { VpcId: id, EnableDnsSupport: { Value: attributes.dnsSupport } };
      case 'enableDnsHostnames':
        return { VpcId: id, EnableDnsHostnames: { Value: attributes.dnsHostnames } };
      case 'enableNetworkAddressUsageMetrics':
        return { VpcId: id, EnableNetworkAddressUsageMetrics: { Value: attributes.networkAddressUsageMetrics } };
      default:
        throw invalidParameter('attribute', name, 'It is not an attribute of a VPC.');
    }
  },
);

/** EC2's default quota, for each family. */
const CIDRS_PER_VPC = 5;

/** Recorded. */
const cidrLimit = ({ id }: Vpc) =>
  new ServiceError(
    'CidrLimitExceeded',
    `This network ${id} has met its maximum number of allowed CIDRs: ${CIDRS_PER_VPC}`,
  );

const associateVpcCidrBlock = operation<AssociateVpcCidrBlockRequest, AssociateVpcCidrBlockResult>(
  AssociateVpcCidrBlock$,
  ({ VpcId = '', CidrBlock, AmazonProvidedIpv6CidrBlock: provided, ...others }, region) => {
    const vpc = find('vpc', region, VpcId);
    refuseOwnIpv6(others);
    if (provided === true) {
      if (CidrBlock !== undefined) throw notTogether('amazonProvidedIpv6CidrBlock', 'cidrBlock');
      if (vpc.ipv6Cidrs.length >= CIDRS_PER_VPC) throw cidrLimit(vpc);
      return { VpcId, Ipv6CidrBlockAssociation: vpcAssociation(addIpv6(region, vpc), region, 'associating') };
    }
    if (CidrBlock === undefined) throw missingParameter('CidrBlock');
    const cidr = vpcCidr(CidrBlock);
    if (vpc.cidrs.some((other) => overlap(block(other.cidr), block(cidr)))) {
      throw new ServiceError('InvalidVpc.Conflict', `The CIDR '${cidr}' overlaps another CIDR of the VPC.`);
    }
    if (vpc.cidrs.length >= CIDRS_PER_VPC) throw cidrLimit(vpc);
    const association = { associationId: region.newId('vpc-cidr-assoc'), cidr };
    vpc.cidrs.push(association);
    return {
      VpcId,
      CidrBlockAssociation: { ...describeAssociation(association), CidrBlockState: { State: 'associating' } },
    };
  },
);

const disassociateVpcCidrBlock = operation<DisassociateVpcCidrBlockRequest, DisassociateVpcCidrBlockResult>(
  DisassociateVpcCidrBlock$,
  ({ AssociationId: id = '' }, region) => {
    for (const vpc of region.vpcs.values()) {
      const ipv6 = vpc.ipv6Cidrs.find(({ associationId }) => associationId === id);
      if (ipv6 !== undefined) return removeIpv6(region, vpc, ipv6);
      const index = vpc.cidrs.findIndex(({ associationId }) => associationId === id);
      const association = vpc.cidrs[index];
      if (association === undefined) continue;
      if (index === 0) throw new ServiceError('OperationNotPermitted', 'The first CIDR of a VPC cannot be taken away.');
      const inUse = [...region.subnets.values()].some(
        ({ vpcId, cidr }) => vpcId === vpc.id && cidr !== undefined && contains(block(association.cidr), block(cidr)),
      );
      if (inUse) throw dependencyViolation(`The CIDR '${association.cidr}' has subnets.`);
      vpc.cidrs.splice(index, 1);
      return {
        VpcId: vpc.id,
        CidrBlockAssociation: { ...describeAssociation(association), CidrBlockState: { State: 'disassociating' } },
      };
    }
    throw new ServiceError('InvalidVpcCidrBlockAssociationID.NotFound', `There is no CIDR association '${id}'.`);
  },
);

function removeIpv6(region: Region, vpc: Vpc, association: Ipv6Association): DisassociateVpcCidrBlockResult {
  const inUse = [...region.subnets.values()].some(
    (subnet) => subnet.vpcId === vpc.id && liesIn(subnet, association.cidr),
  );
  if (inUse) throw dependencyViolation(`The CIDR '${association.cidr}' has subnets.`);
  vpc.ipv6Cidrs.splice(vpc.ipv6Cidrs.indexOf(association), 1);
  return { VpcId: vpc.id, Ipv6CidrBlockAssociation: vpcAssociation(association, region, 'disassociating') };
}

export const operations = [
  createVpc,
  describeVpcs,
  deleteVpc,
  modifyVpcAttribute,
  describeVpcAttribute,
  associateVpcCidrBlock,
  disassociateVpcCidrBlock,
];
