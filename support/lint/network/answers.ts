/** Networks as `aws ec2 describe-…` answers them. */

import type {
  NetworkAcl as Ec2Acl,
  SecurityGroup as Ec2Group,
  Subnet as Ec2Subnet,
  Vpc as Ec2Vpc,
  RouteTable,
  VpcEndpoint,
} from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { ofCidr } from '../../network/addresses.ts';
import { aclsBySubnet, routeToS3, securityGroupOf, subnetOf, vpcOf } from '../../network/read-answers.ts';
import type { KnownSubnet, NetworkBook } from './book.ts';

const range = z
  .string()
  .refine((text) => ofCidr(text) !== undefined, { error: 'is no IPv4 range such as 10.0.0.0/16' });
const text = z.string().optional();
/** EC2 answers protocols as text; who writes them by hand writes numbers. */
const protocol = z.union([z.string(), z.int().transform(String)], { error: 'is neither text nor a number' }).optional();
const listOf = <Member extends z.ZodType>(member: Member) => z.array(member).optional();
const port = z.int().optional();

const permission = z.looseObject({
  IpProtocol: protocol,
  FromPort: port,
  ToPort: port,
  UserIdGroupPairs: listOf(z.looseObject({ GroupId: text, GroupName: text })),
  IpRanges: listOf(z.looseObject({ CidrIp: range })),
  Ipv6Ranges: listOf(z.looseObject({ CidrIpv6: text })),
  PrefixListIds: listOf(z.looseObject({ PrefixListId: text })),
});
const entry = z.looseObject({
  RuleNumber: port,
  Egress: z.boolean().optional(),
  RuleAction: text,
  Protocol: protocol,
  CidrBlock: range.optional(),
  PortRange: z.looseObject({ From: port, To: port }).optional(),
});

/** Parts that have this id and these members; whatever else they have is as EC2 answers it. */
const parts = (member: string, shape: Record<string, z.ZodType> = {}) =>
  listOf(
    z.looseObject({ [member]: z.string({ error: `has no ${member}, as every one that EC2 answers has` }), ...shape }),
  );

export const answers = z.looseObject({
  Vpcs: parts('VpcId', {
    CidrBlock: range.optional(),
    InstanceTenancy: z.enum(['default', 'dedicated', 'host']).optional(),
    CidrBlockAssociationSet: listOf(
      z.looseObject({ CidrBlock: range.optional(), CidrBlockState: z.looseObject({ State: text }).optional() }),
    ),
  }),
  Subnets: parts('SubnetId', {
    VpcId: text,
    CidrBlock: range.optional(),
    AvailabilityZone: text,
    AvailableIpAddressCount: port,
  }),
  SecurityGroups: parts('GroupId', {
    GroupName: text,
    VpcId: text,
    IpPermissions: listOf(permission),
    IpPermissionsEgress: listOf(permission),
  }),
  NetworkAcls: parts('NetworkAclId', {
    Entries: listOf(entry),
    Associations: listOf(z.looseObject({ SubnetId: text })),
  }),
  RouteTables: parts('RouteTableId', {
    VpcId: text,
    Associations: listOf(z.looseObject({ SubnetId: text, Main: z.boolean().optional() })),
    Routes: listOf(z.looseObject({ DestinationCidrBlock: text, State: text })),
  }),
  VpcEndpoints: parts('VpcEndpointId', { VpcEndpointType: text, ServiceName: text, RouteTableIds: listOf(z.string()) }),
  PrefixLists: parts('PrefixListId', { Cidrs: listOf(z.string()) }),
  /** Of get-managed-prefix-list-entries, which does not repeat whose they are. */
  Entries: listOf(z.looseObject({ Cidr: z.string() })),
  PrefixListId: text,
});

export type Answers = z.infer<typeof answers>;

/** Whether a document is an answer of EC2, or several in one. */
export const isAnswer = (value: object): boolean =>
  Object.keys(value).some((key) => key in answers.shape && key !== 'PrefixListId');

/** All answers together: what lies in what is told by different ones. */
export function bookOfAnswers(all: readonly Answers[]): NetworkBook {
  // The members that are read are those that the SDK's types have; zod has checked them.
  const partsOf = <Part>(member: keyof Answers): Part[] => all.flatMap((answer) => (answer[member] ?? []) as Part[]);
  const has = (member: keyof Answers): boolean => all.some((answer) => answer[member] !== undefined);
  const acls = aclsBySubnet(partsOf<Ec2Acl>('NetworkAcls'));
  const tables = partsOf<RouteTable>('RouteTables');
  const endpoints = partsOf<VpcEndpoint>('VpcEndpoints');
  const groups = partsOf<Ec2Group>('SecurityGroups');
  const subnets = partsOf<Ec2Subnet>('Subnets').map((answer): [string, KnownSubnet] => {
    const acl = acls.get(answer.SubnetId ?? '');
    const s3 = routeToS3(answer, tables, endpoints);
    const read = subnetOf(answer, acl ?? { id: '', entries: [] }, s3);
    // Without a gateway endpoint among the answers there may still be one, unless they were asked for.
    const s3Known = s3 !== 'none' || (has('RouteTables') && has('VpcEndpoints'));
    return [read.id, { ...read, acl, s3: s3Known ? s3 : undefined, freeAddresses: answer.AvailableIpAddressCount }];
  });
  return {
    vpcs: new Map(partsOf<Ec2Vpc>('Vpcs').map((answer) => [answer.VpcId ?? '', vpcOf(answer)])),
    subnets: new Map(subnets),
    securityGroups: new Map(
      groups.map((answer) => [answer.GroupId ?? '', securityGroupOf(answer, besides(answer, groups))]),
    ),
    prefixLists: new Map([
      ...partsOf<{ PrefixListId: string; Cidrs?: string[] }>('PrefixLists').flatMap(({ PrefixListId, Cidrs }) =>
        Cidrs ? [[PrefixListId, Cidrs] as const] : [],
      ),
      ...all.flatMap(({ PrefixListId, Entries }) =>
        PrefixListId && Entries ? [[PrefixListId, Entries.map(({ Cidr }) => Cidr)] as const] : [],
      ),
    ]),
  };
}

const besides = ({ VpcId }: Ec2Group, groups: readonly Ec2Group[]): readonly Ec2Group[] =>
  groups.filter((group) => group.VpcId === VpcId);
