import {
  CreateSecurityGroup$,
  type CreateSecurityGroupRequest,
  type CreateSecurityGroupResult,
  DeleteSecurityGroup$,
  type DeleteSecurityGroupRequest,
  type DeleteSecurityGroupResult,
  DescribeSecurityGroups$,
  type DescribeSecurityGroupsRequest,
  type DescribeSecurityGroupsResult,
  type SecurityGroup as SecurityGroupDescription,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { arn } from './arn.ts';
import {
  dependencyViolation,
  invalidDescription,
  invalidParameter,
  invalidValue,
  missingOneOf,
  notTogether,
} from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { defaultVpc, find, select } from './lookup.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import { permissionsOf } from './permissions.ts';
import type { RuleLine, SecurityGroup, SecurityGroupRule, Vpc } from './records.ts';
import { groupNamed, isDescription, sameGroupName } from './rule-lines.ts';
import type { Region } from './store.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';

const EVERYTHING_OUT: RuleLine = { protocol: '-1', peer: { kind: 'ipv4', cidr: '0.0.0.0/0' } };

const EVERYTHING_OUT_IPV6: RuleLine = { protocol: '-1', peer: { kind: 'ipv6', cidr: '::/0' } };

/** Lets everything out over IPv6 too. Recorded for new groups, documented for the default one. */
export function openToIpv6(region: Region, group: SecurityGroup): void {
  const open = [...group.rules.values()].some(
    ({ egress, line: { peer } }) => egress && 'cidr' in peer && peer.cidr === '::/0',
  );
  if (!open) addRule(region, group, true, EVERYTHING_OUT_IPV6);
}

/** A new group lets everything out and nothing in. */
function addSecurityGroup(region: Region, vpcId: string, name: string, description: string): SecurityGroup {
  const group: SecurityGroup = { id: region.newId('sg'), vpcId, name, description, rules: new Map() };
  region.securityGroups.set(group.id, group);
  addRule(region, group, true, EVERYTHING_OUT);
  if ((region.vpcs.get(vpcId)?.ipv6Cidrs.length ?? 0) > 0) openToIpv6(region, group);
  return group;
}

/** The group that a VPC comes with; it also lets everything in from its own members. */
export function addDefaultSecurityGroup(region: Region, vpc: Vpc): void {
  const group = addSecurityGroup(region, vpc.id, 'default', 'default VPC security group');
  addRule(region, group, false, { protocol: '-1', peer: { kind: 'group', id: group.id } });
}

export function addRule(region: Region, group: SecurityGroup, egress: boolean, line: RuleLine): SecurityGroupRule {
  const rule: SecurityGroupRule = { id: region.newId('sgr'), groupId: group.id, egress, line };
  group.rules.set(rule.id, rule);
  region.securityGroupRules.set(rule.id, rule);
  return rule;
}

export function removeRule(region: Region, group: SecurityGroup, { id }: SecurityGroupRule): void {
  group.rules.delete(id);
  region.securityGroupRules.delete(id);
  region.tags.delete(id);
}

export function removeSecurityGroup(region: Region, group: SecurityGroup): void {
  for (const rule of [...group.rules.values()]) removeRule(region, group, rule);
  region.securityGroups.delete(group.id);
  region.tags.delete(group.id);
}

/** The group that a request means: by id, or by its name in the default VPC. */
export function requestedGroup(
  { GroupId: id, GroupName: name }: { GroupId?: string | undefined; GroupName?: string | undefined },
  region: Region,
): SecurityGroup {
  if (id !== undefined && name !== undefined) throw notTogether('groupName', 'groupId');
  if (id !== undefined) return find('group', region, id);
  if (name === undefined) throw missingOneOf('GroupId', 'GroupName');
  return groupNamed(name, defaultVpc(region).id, region);
}

const createSecurityGroup = operation<CreateSecurityGroupRequest, CreateSecurityGroupResult>(
  CreateSecurityGroup$,
  ({ GroupName: name = '', Description: description = '', VpcId, TagSpecifications }, region) => {
    checkName(name);
    if (description === '' || !isDescription(description)) throw invalidDescription('security group');
    const vpc = VpcId === undefined ? defaultVpc(region) : find('vpc', region, VpcId);
    for (const other of region.securityGroups.values()) {
      if (other.vpcId === vpc.id && sameGroupName(other.name, name)) {
        // Observed.
        const text = `The security group '${name}' already exists for VPC '${vpc.id}'`;
        throw new ServiceError('InvalidGroup.Duplicate', text);
      }
    }
    const tags = specifiedTags(TagSpecifications, 'group');
    const { id } = addSecurityGroup(region, vpc.id, name, description);
    tagResource(region, id, tags);
    const answered = tags.length === 0 ? {} : { Tags: tagList(region, id) };
    return { GroupId: id, ...answered, SecurityGroupArn: arn(region, `security-group/${id}`) };
  },
);

function checkName(name: string): void {
  // Observed.
  if (name.toLowerCase() === 'default') throw invalidValue(`Cannot use reserved security group name: ${name}`);
  // Observed.
  if (name.startsWith('sg-')) throw invalidParameter('GroupName', name, 'Group names may not be in the format sg-*.');
  if (name === '' || !isDescription(name)) {
    const text = 'A name has 1 to 255 characters of a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*';
    throw invalidParameter('GroupName', name, text);
  }
}

type Read = (group: SecurityGroup, region: Region) => (string | number | undefined)[];

/** The filters on the rules of one direction. */
function ruleFilters(prefix: string, egress: boolean): FilterTable<SecurityGroup> {
  const read =
    (value: (line: RuleLine, region: Region) => string | number | undefined): Read =>
    (group, region) =>
      lines(group, egress).map((line) => value(line, region));
  return {
    [`${prefix}.protocol`]: read(({ protocol }) => protocol),
    [`${prefix}.from-port`]: read(({ ports }) => ports?.from),
    [`${prefix}.to-port`]: read(({ ports }) => ports?.to),
    [`${prefix}.cidr`]: read(({ peer }) => (peer.kind === 'ipv4' ? peer.cidr : undefined)),
    [`${prefix}.ipv6-cidr`]: read(({ peer }) => (peer.kind === 'ipv6' ? peer.cidr : undefined)),
    [`${prefix}.prefix-list-id`]: read(({ peer }) => (peer.kind === 'prefix-list' ? peer.id : undefined)),
    [`${prefix}.group-id`]: read(({ peer }) => (peer.kind === 'group' ? peer.id : undefined)),
    [`${prefix}.group-name`]: read(({ peer }, region) =>
      peer.kind === 'group' ? region.securityGroups.get(peer.id)?.name : undefined,
    ),
    [`${prefix}.user-id`]: read(({ peer }, region) => (peer.kind === 'group' ? region.account : undefined)),
  };
}

const FILTERS: FilterTable<SecurityGroup> = {
  'group-id': ({ id }) => id,
  'group-name': ({ name }) => name,
  'vpc-id': ({ vpcId }) => vpcId,
  description: ({ description }) => description,
  'owner-id': (_, region) => region.account,
  ...ruleFilters('ip-permission', false),
  ...ruleFilters('egress.ip-permission', true),
};

const describeSecurityGroups = operation<DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult>(
  DescribeSecurityGroups$,
  (input, region) => {
    const { GroupIds: ids = [], GroupNames: names = [] } = input;
    const named = names.map((name) => groupNamed(name, defaultVpc(region).id, region));
    const chosen =
      named.length === 0
        ? select('group', region, ids)
        : [...new Set([...ids.map((id) => find('group', region, id)), ...named])];
    const { items, next } = page(filtered(chosen, input.Filters, FILTERS, region), 'groups', input);
    return { SecurityGroups: items.map((group) => describe(group, region)), ...next };
  },
);

const lines = (group: SecurityGroup, egress: boolean): RuleLine[] =>
  [...group.rules.values()].filter((rule) => rule.egress === egress).map(({ line }) => line);

function describe(group: SecurityGroup, region: Region): SecurityGroupDescription {
  return {
    GroupId: group.id,
    GroupName: group.name,
    Description: group.description,
    OwnerId: region.account,
    VpcId: group.vpcId,
    SecurityGroupArn: arn(region, `security-group/${group.id}`),
    IpPermissions: permissionsOf(lines(group, false), region),
    IpPermissionsEgress: permissionsOf(lines(group, true), region),
    Tags: tagList(region, group.id),
  };
}

const deleteSecurityGroup = operation<DeleteSecurityGroupRequest, DeleteSecurityGroupResult>(
  DeleteSecurityGroup$,
  (input, region) => {
    const group = requestedGroup(input, region);
    if (group.name === 'default') {
      // Observed.
      const text = `the specified group: "${group.id}" name: "default" cannot be deleted by a user`;
      throw new ServiceError('CannotDelete', text);
    }
    const refers = ({ groupId, line: { peer } }: SecurityGroupRule) =>
      groupId !== group.id && peer.kind === 'group' && peer.id === group.id;
    const held =
      [...region.securityGroupRules.values()].some(refers) ||
      [...region.networkInterfaces.values(), ...region.vpcEndpoints.values()].some(({ groupIds }) =>
        groupIds.includes(group.id),
      );
    // Observed.
    if (held) throw dependencyViolation(`resource ${group.id} has a dependent object`);
    removeSecurityGroup(region, group);
    return { Return: true, GroupId: group.id };
  },
);

export const operations = [createSecurityGroup, describeSecurityGroups, deleteSecurityGroup];
