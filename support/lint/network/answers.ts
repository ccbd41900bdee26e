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
import { aclsBySubnet, routeToS3, securityGroupOf, subnetOf, vpcOf } from '../../network/read-answers.ts';
import type { KnownSubnet, NetworkBook } from './book.ts';

/** Parts that have this id; whatever else they have is as EC2 answers it. */
const withId = (member: string) =>
  z
    .array(z.looseObject({ [member]: z.string({ error: `has no ${member}, as every one that EC2 answers has` }) }))
    .optional();

export const answers = z.looseObject({
  Vpcs: withId('VpcId'),
  Subnets: withId('SubnetId'),
  SecurityGroups: withId('GroupId'),
  NetworkAcls: withId('NetworkAclId'),
  RouteTables: withId('RouteTableId'),
  VpcEndpoints: withId('VpcEndpointId'),
  PrefixLists: withId('PrefixListId'),
  /** Of get-managed-prefix-list-entries, which does not repeat whose they are. */
  Entries: z.array(z.looseObject({ Cidr: z.string() })).optional(),
  PrefixListId: z.string().optional(),
});

export type Answers = z.infer<typeof answers>;

/** Whether a document is an answer of EC2, or several in one. */
export const isAnswer = (value: object): boolean =>
  Object.keys(value).some((key) => key in answers.shape && key !== 'PrefixListId');

/** All answers together: what lies in what is told by different ones. */
export function bookOfAnswers(all: readonly Answers[]): NetworkBook {
  // The members that are read are those that the SDK's types have; zod has seen to the ids.
  const parts = <Part>(member: keyof Answers): Part[] => all.flatMap((answer) => (answer[member] ?? []) as Part[]);
  const has = (member: keyof Answers): boolean => all.some((answer) => answer[member] !== undefined);
  const acls = aclsBySubnet(parts<Ec2Acl>('NetworkAcls'));
  const tables = parts<RouteTable>('RouteTables');
  const endpoints = parts<VpcEndpoint>('VpcEndpoints');
  const groups = parts<Ec2Group>('SecurityGroups');
  const subnets = parts<Ec2Subnet>('Subnets').map((answer): [string, KnownSubnet] => {
    const acl = acls.get(answer.SubnetId ?? '');
    const s3 = routeToS3(answer, tables, endpoints);
    const read = subnetOf(answer, acl ?? { id: '', entries: [] }, s3);
    // Without a gateway endpoint among the answers there may still be one, unless they were asked for.
    const s3Known = s3 !== 'none' || (has('RouteTables') && has('VpcEndpoints'));
    return [read.id, { ...read, acl, s3: s3Known ? s3 : undefined, freeAddresses: answer.AvailableIpAddressCount }];
  });
  return {
    vpcs: new Map(parts<Ec2Vpc>('Vpcs').map((answer) => [answer.VpcId ?? '', vpcOf(answer)])),
    subnets: new Map(subnets),
    securityGroups: new Map(
      groups.map((answer) => [answer.GroupId ?? '', securityGroupOf(answer, besides(answer, groups))]),
    ),
    prefixLists: new Map([
      ...parts<{ PrefixListId: string; Cidrs?: string[] }>('PrefixLists').flatMap(({ PrefixListId, Cidrs }) =>
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
