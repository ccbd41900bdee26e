import {
  AuthorizeSecurityGroupEgress$,
  type AuthorizeSecurityGroupEgressRequest,
  type AuthorizeSecurityGroupEgressResult,
  AuthorizeSecurityGroupIngress$,
  type AuthorizeSecurityGroupIngressRequest,
  type AuthorizeSecurityGroupIngressResult,
  DescribeSecurityGroupRules$,
  type DescribeSecurityGroupRulesRequest,
  type DescribeSecurityGroupRulesResult,
  type IpPermission,
  ModifySecurityGroupRules$,
  type ModifySecurityGroupRulesRequest,
  type ModifySecurityGroupRulesResult,
  type RevokedSecurityGroupRule,
  RevokeSecurityGroupEgress$,
  type RevokeSecurityGroupEgressRequest,
  type RevokeSecurityGroupEgressResult,
  RevokeSecurityGroupIngress$,
  type RevokeSecurityGroupIngressRequest,
  type RevokeSecurityGroupIngressResult,
  type SecurityGroupRule as RuleDescription,
  UpdateSecurityGroupRuleDescriptionsEgress$,
  type UpdateSecurityGroupRuleDescriptionsEgressRequest,
  type UpdateSecurityGroupRuleDescriptionsEgressResult,
  UpdateSecurityGroupRuleDescriptionsIngress$,
  type UpdateSecurityGroupRuleDescriptionsIngressRequest,
  type UpdateSecurityGroupRuleDescriptionsIngressResult,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { arn } from './arn.ts';
import {
  invalidCombination,
  invalidDescription,
  invalidValue,
  missingOneOf,
  missingParameter,
  permissionExists,
  permissionNotFound,
  repeatedPermission,
  ruleQuota,
} from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { flatPermissions } from './flat-permissions.ts';
import { find, select } from './lookup.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import { permissionsOf } from './permissions.ts';
import type { RuleLine, RulePeer, SecurityGroup, SecurityGroupRule } from './records.ts';
import { isDescription, lineKey, lineOf, linesOf, lineText } from './rule-lines.ts';
import { addRule, removeRule, requestedGroup } from './security-groups.ts';
import type { Region } from './store.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';

/** EC2's default quota, for each direction and address family. */
export const RULES_PER_DIRECTION = 60;

const rulesOf = (group: SecurityGroup, egress: boolean) =>
  [...group.rules.values()].filter((rule) => rule.egress === egress);

// ---- authorize

type AuthorizeRequest = AuthorizeSecurityGroupIngressRequest | AuthorizeSecurityGroupEgressRequest;

function authorize(input: AuthorizeRequest, egress: boolean, region: Region): AuthorizeSecurityGroupIngressResult {
  const group = requestedGroup(input, region);
  const permissions = permissionsIn(input, egress);
  if (permissions.length === 0) throw missingOneOf('IpPermissions');
  const lines = linesOf(permissions, group, region);
  const tags = specifiedTags(input.TagSpecifications, 'rule');
  checkDuplicates(lines, rulesOf(group, egress));
  checkQuota([...rulesOf(group, egress).map(({ line }) => line), ...lines], region);
  const rules = lines.map((line) => addRule(region, group, egress, line));
  for (const { id } of rules) tagResource(region, id, tags);
  return { Return: true, SecurityGroupRules: rules.map((rule) => describe(rule, region)) };
}

function permissionsIn(input: AuthorizeRequest | RevokeRequest, egress: boolean): IpPermission[] {
  const flat = flatPermissions(input, egress);
  const listed = input.IpPermissions ?? [];
  if (flat.length > 0 && listed.length > 0) {
    throw invalidCombination('Rules are given in IpPermissions or by single parameters, not in both ways.');
  }
  return [...flat, ...listed];
}

function checkDuplicates(lines: readonly RuleLine[], existing: readonly SecurityGroupRule[]): void {
  const kept = new Set(existing.map(({ line }) => lineKey(line)));
  const seen = new Set<string>();
  for (const line of lines) {
    const key = lineKey(line);
    if (seen.has(key)) throw repeatedPermission();
    if (kept.has(key)) throw permissionExists(lineText(line));
    seen.add(key);
  }
}

/** A group counts for both address families, a prefix list with its greatest size. */
function checkQuota(lines: readonly RuleLine[], region: Region): void {
  const weight = (family: 'ipv4' | 'ipv6', { peer }: RuleLine) => {
    if (peer.kind === 'prefix-list') return region.prefixLists.get(peer.id)?.maxEntries ?? 1;
    return peer.kind === 'group' || peer.kind === family ? 1 : 0;
  };
  for (const family of ['ipv4', 'ipv6'] as const) {
    const sum = lines.reduce((total, line) => total + weight(family, line), 0);
    if (sum > RULES_PER_DIRECTION) throw ruleQuota(RULES_PER_DIRECTION);
  }
}

// ---- revoke

type RevokeRequest = RevokeSecurityGroupIngressRequest | RevokeSecurityGroupEgressRequest;

function revoke(input: RevokeRequest, egress: boolean, region: Region): RevokeSecurityGroupIngressResult {
  const group = requestedGroup(input, region);
  const ids = input.SecurityGroupRuleIds ?? [];
  const permissions = permissionsIn(input, egress);
  if (ids.length > 0 && permissions.length > 0) {
    throw invalidCombination('Rules are named by SecurityGroupRuleIds or by what they permit, not in both ways.');
  }
  if (ids.length === 0 && permissions.length === 0) {
    // Observed.
    const text = "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.";
    throw new ServiceError('MissingParameter', text);
  }
  const { rules, unknown } =
    ids.length > 0
      ? { rules: [...new Set(ids)].map((id) => ruleOf(group, id, egress, region)), unknown: [] }
      : match(linesOf(permissions, group, region), rulesOf(group, egress));
  // As documented: only in a default VPC is a rule that is not there merely reported.
  if (unknown.length > 0 && region.vpcs.get(group.vpcId)?.isDefault !== true) throw permissionNotFound();
  for (const rule of rules) removeRule(region, group, rule);
  return {
    Return: true,
    UnknownIpPermissions: permissionsOf(unknown, region),
    RevokedSecurityGroupRules: rules.map(describeRevoked),
  };
}

/** A rule by its id, in this group and direction. */
function ruleOf(group: SecurityGroup, id: string, egress: boolean, region: Region): SecurityGroupRule {
  const rule = find('rule', region, id);
  if (rule.groupId !== group.id || rule.egress !== egress) {
    throw new ServiceError('InvalidSecurityGroupRuleId.NotFound', `The security group rule ID '${id}' does not exist`);
  }
  return rule;
}

function match(lines: readonly RuleLine[], existing: readonly SecurityGroupRule[]) {
  const byKey = new Map(existing.map((rule) => [lineKey(rule.line), rule]));
  const rules = new Set<SecurityGroupRule>();
  const unknown: RuleLine[] = [];
  for (const line of lines) {
    const rule = byKey.get(lineKey(line));
    if (rule === undefined) unknown.push(line);
    else rules.add(rule);
  }
  return { rules: [...rules], unknown };
}

// ---- describe

/** EC2 shows the ports of an all-traffic rule as -1 here, and of no other protocol that has none. */
function describeLine({ protocol, ports, peer, description }: RuleLine) {
  const shown = protocol === '-1' ? { from: -1, to: -1 } : ports;
  return {
    IpProtocol: protocol,
    ...(shown === undefined ? {} : { FromPort: shown.from, ToPort: shown.to }),
    ...(peer.kind === 'ipv4' ? { CidrIpv4: peer.cidr } : {}),
    ...(peer.kind === 'ipv6' ? { CidrIpv6: peer.cidr } : {}),
    ...(peer.kind === 'prefix-list' ? { PrefixListId: peer.id } : {}),
    ...(description === undefined ? {} : { Description: description }),
  };
}

function describe({ id, groupId, egress, line }: SecurityGroupRule, region: Region): RuleDescription {
  return {
    SecurityGroupRuleId: id,
    GroupId: groupId,
    GroupOwnerId: region.account,
    IsEgress: egress,
    ...describeLine(line),
    ...(line.peer.kind === 'group' ? { ReferencedGroupInfo: { GroupId: line.peer.id, UserId: region.account } } : {}),
    Tags: tagList(region, id),
    SecurityGroupRuleArn: arn(region, `security-group-rule/${id}`),
  };
}

function describeRevoked({ id, groupId, egress, line }: SecurityGroupRule): RevokedSecurityGroupRule {
  return {
    SecurityGroupRuleId: id,
    GroupId: groupId,
    IsEgress: egress,
    ...describeLine(line),
    ...(line.peer.kind === 'group' ? { ReferencedGroupId: line.peer.id } : {}),
  };
}

const FILTERS: FilterTable<SecurityGroupRule> = {
  'group-id': ({ groupId }) => groupId,
  'security-group-rule-id': ({ id }) => id,
};

const describeSecurityGroupRules = operation<DescribeSecurityGroupRulesRequest, DescribeSecurityGroupRulesResult>(
  DescribeSecurityGroupRules$,
  (input, region) => {
    const rules = filtered(select('rule', region, input.SecurityGroupRuleIds), input.Filters, FILTERS, region);
    const { items, next } = page(rules, 'rules', input);
    return { SecurityGroupRules: items.map((rule) => describe(rule, region)), ...next };
  },
);

// ---- modify

const PEERS: Readonly<Record<RulePeer['kind'], string>> = {
  ipv4: 'an IPv4 CIDR',
  ipv6: 'an IPv6 CIDR',
  'prefix-list': 'a prefix list id',
  group: 'a referenced group id',
};

const RULES: Readonly<Record<RulePeer['kind'], string>> = {
  ipv4: 'IPv4 CIDR',
  ipv6: 'IPv6 CIDR',
  'prefix-list': 'prefix list',
  group: 'referenced group',
};

const modifySecurityGroupRules = operation<ModifySecurityGroupRulesRequest, ModifySecurityGroupRulesResult>(
  ModifySecurityGroupRules$,
  ({ GroupId = '', SecurityGroupRules: updates = [] }, region) => {
    const group = find('group', region, GroupId);
    const lines = new Map<string, RuleLine>();
    for (const { SecurityGroupRuleId: id = '', SecurityGroupRule: request } of updates) {
      const rule = find('rule', region, id);
      ruleOf(group, id, rule.egress, region);
      if (request === undefined) throw missingParameter('SecurityGroupRule.1.SecurityGroupRule');
      if (lines.has(id)) throw invalidValue(`The rule '${id}' is given more than once.`);
      const line = lineOf(request, group, region);
      if (line.peer.kind !== rule.line.peer.kind) {
        throw invalidValue(
          `You may not specify ${PEERS[line.peer.kind]} for an existing ${RULES[rule.line.peer.kind]} rule`,
        );
      }
      lines.set(id, line);
    }
    for (const egress of [false, true]) {
      const rules = rulesOf(group, egress);
      const changed = rules.flatMap(({ id }) => lines.get(id) ?? []);
      const untouched = rules.filter(({ id }) => !lines.has(id));
      checkDuplicates(changed, untouched);
      checkQuota([...changed, ...untouched.map(({ line }) => line)], region);
    }
    for (const [id, line] of lines) find('rule', region, id).line = line;
    return { Return: true };
  },
);

// ---- descriptions

type DescriptionsRequest =
  | UpdateSecurityGroupRuleDescriptionsIngressRequest
  | UpdateSecurityGroupRuleDescriptionsEgressRequest;

function updateDescriptions(input: DescriptionsRequest, egress: boolean, region: Region) {
  const group = requestedGroup(input, region);
  const changes = new Map<SecurityGroupRule, string | undefined>();
  for (const { SecurityGroupRuleId: id, Description } of input.SecurityGroupRuleDescriptions ?? []) {
    if (id === undefined) throw missingParameter('SecurityGroupRuleDescription.1.SecurityGroupRuleId');
    if (Description !== undefined && !isDescription(Description)) throw invalidDescription('rule');
    changes.set(ruleOf(group, id, egress, region), Description);
  }
  for (const line of linesOf(input.IpPermissions ?? [], group, region)) {
    const [rule] = match([line], rulesOf(group, egress)).rules;
    if (rule === undefined) throw permissionNotFound();
    changes.set(rule, line.description);
  }
  if (changes.size === 0) throw missingOneOf('IpPermissions', 'SecurityGroupRuleDescription');
  for (const [rule, description] of changes) {
    const { description: _, ...line } = rule.line;
    rule.line = { ...line, ...(description === undefined ? {} : { description }) };
  }
  return { Return: true };
}

export const operations = [
  operation<AuthorizeSecurityGroupIngressRequest, AuthorizeSecurityGroupIngressResult>(
    AuthorizeSecurityGroupIngress$,
    (input, region) => authorize(input, false, region),
  ),
  operation<AuthorizeSecurityGroupEgressRequest, AuthorizeSecurityGroupEgressResult>(
    AuthorizeSecurityGroupEgress$,
    (input, region) => authorize(input, true, region),
  ),
  operation<RevokeSecurityGroupIngressRequest, RevokeSecurityGroupIngressResult>(
    RevokeSecurityGroupIngress$,
    (input, region) => revoke(input, false, region),
  ),
  operation<RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult>(
    RevokeSecurityGroupEgress$,
    (input, region) => revoke(input, true, region),
  ),
  describeSecurityGroupRules,
  modifySecurityGroupRules,
  operation<UpdateSecurityGroupRuleDescriptionsIngressRequest, UpdateSecurityGroupRuleDescriptionsIngressResult>(
    UpdateSecurityGroupRuleDescriptionsIngress$,
    (input, region) => updateDescriptions(input, false, region),
  ),
  operation<UpdateSecurityGroupRuleDescriptionsEgressRequest, UpdateSecurityGroupRuleDescriptionsEgressResult>(
    UpdateSecurityGroupRuleDescriptionsEgress$,
    (input, region) => updateDescriptions(input, true, region),
  ),
];
