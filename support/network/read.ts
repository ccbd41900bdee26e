import {
  type EC2Client,
  type Filter,
  paginateDescribeNetworkAcls,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
  paginateGetManagedPrefixListEntries,
} from '@aws-sdk/client-ec2';
import { Failure } from '../failure.ts';
import { carries, FLOWS } from './flows.ts';
import type { Network, NetworkAcl } from './model.ts';
import { aclsBySubnet, routeToS3, securityGroupOf, subnetOf, vpcOf } from './read-answers.ts';
import { isNotFound, isUnsupported } from './read-errors.ts';

/**
 * Reads the network of a job from whatever answers EC2, by Describe calls only.
 *
 * Asks by filter, not by id, so that ids EC2 does not know are simply not among the answers. Two rounds, each in
 * parallel: what the ids name, then what those lie in. Rejects with the SDK's error when an answer that the rules need
 * cannot be had; only what they do not need may be missing from an emulator.
 */
export async function readNetwork(
  ec2: EC2Client,
  ids: { readonly subnets: readonly string[]; readonly securityGroups: readonly string[] },
): Promise<Network> {
  const ask = asker(ec2);
  const subnetIds = [...new Set(ids.subnets)];
  const groupIds = [...new Set(ids.securityGroups)];

  const [subnetAnswers, groupAnswers, aclAnswers] = await Promise.all([
    ask.subnets('subnet-id', subnetIds),
    ask.securityGroups('group-id', groupIds),
    // Within one subnet no ACL is asked, so there an emulator may do without them.
    subnetIds.length > 1
      ? ask.networkAcls('association.subnet-id', subnetIds)
      : optional(ask.networkAcls('association.subnet-id', subnetIds)),
  ]);
  const groups = inOrder(groupIds, groupAnswers, ({ GroupId }) => GroupId).map((answer, _, all) =>
    securityGroupOf(answer, all),
  );
  const found = inOrder(subnetIds, subnetAnswers, ({ SubnetId }) => SubnetId);
  const acls = aclsBySubnet(aclAnswers);
  const withoutAcl = found.find(({ SubnetId = '' }) => !acls.has(SubnetId));
  if (withoutAcl && found.length > 1) {
    throw new Failure(
      `train-encrypt: what answers EC2 names no network ACL for ${withoutAcl.SubnetId}, so nobody can say what passes between the subnets; use an engine that answers DescribeNetworkAcls`,
      { exitCode: 3 },
    );
  }
  const vpcIds = [...new Set(found.map(({ VpcId }) => VpcId ?? ''))].filter((id) => id !== '');

  const [vpcs, routeTables, endpoints, prefixLists] = await Promise.all([
    ask.vpcs('vpc-id', vpcIds),
    // The route to S3 is advice only.
    optional(ask.routeTables('vpc-id', vpcIds)),
    optional(ask.vpcEndpoints('vpc-id', vpcIds)),
    Promise.all(prefixListsOf(groups).map(async (id) => [id, await ask.prefixList(id)] as const)),
  ]);
  return {
    vpcs: vpcs.map(vpcOf),
    subnets: found.map((answer) =>
      subnetOf(answer, acls.get(answer.SubnetId ?? '') ?? NOT_ASKED, routeToS3(answer, routeTables, endpoints)),
    ),
    securityGroups: groups,
    unknownSubnets: subnetIds.filter((id) => !found.some(({ SubnetId }) => SubnetId === id)),
    unknownSecurityGroups: groupIds.filter((id) => !groups.some((group) => group.id === id)),
    prefixLists: Object.fromEntries(prefixLists),
  };
}

/** Stands where an ACL has no say: there is one subnet only. */
const NOT_ASKED: NetworkAcl = { id: '', entries: [] };

function asker(client: EC2Client) {
  // A server that answers with the token it was sent would otherwise be asked for ever.
  const paging = { client, stopOnSameToken: true };
  const by = <Page, Item>(
    paginate: (config: typeof paging, input: { Filters: Filter[] }) => AsyncIterable<Page>,
    items: (page: Page) => Item[] | undefined,
  ) => {
    // No values would mean no filter to some: everything there is.
    return async (filter: string, values: readonly string[]): Promise<readonly Item[]> =>
      values.length === 0 ? [] : collect(paginate(paging, { Filters: [{ Name: filter, Values: [...values] }] }), items);
  };
  return {
    subnets: by(paginateDescribeSubnets, (page) => page.Subnets),
    securityGroups: by(paginateDescribeSecurityGroups, (page) => page.SecurityGroups),
    networkAcls: by(paginateDescribeNetworkAcls, (page) => page.NetworkAcls),
    vpcs: by(paginateDescribeVpcs, (page) => page.Vpcs),
    routeTables: by(paginateDescribeRouteTables, (page) => page.RouteTables),
    vpcEndpoints: by(paginateDescribeVpcEndpoints, (page) => page.VpcEndpoints),
    /** CIDRs of a list, IPv6 too; none when the list is gone. */
    prefixList: async (id: string): Promise<readonly string[]> => {
      try {
        const entries = await collect(
          paginateGetManagedPrefixListEntries(paging, { PrefixListId: id }),
          (page) => page.Entries,
        );
        return entries.flatMap(({ Cidr }) => Cidr ?? []);
      } catch (error) {
        if (isNotFound(error)) return [];
        throw error;
      }
    },
  };
}

async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => Item[] | undefined,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(items(page) ?? []));
  return all;
}

async function optional<Item>(answers: Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await answers;
  } catch (error) {
    if (isUnsupported(error)) return [];
    throw error;
  }
}

function inOrder<Item>(
  ids: readonly string[],
  items: readonly Item[],
  idOf: (item: Item) => string | undefined,
): readonly Item[] {
  return ids.flatMap((id) => items.find((item) => idOf(item) === id) ?? []);
}

/** The lists that could let IKE or ESP through; others need no call. */
function prefixListsOf(groups: Network['securityGroups']): readonly string[] {
  const permissions = groups.flatMap(({ ingress, egress }) => [...ingress, ...egress]);
  const relevant = permissions.filter((permission) => FLOWS.some((flow) => carries(flow, permission)));
  return [...new Set(relevant.flatMap(({ peer }) => (peer.kind === 'prefix-list' ? peer.id : [])))];
}
